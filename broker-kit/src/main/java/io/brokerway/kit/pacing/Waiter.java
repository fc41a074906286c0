package io.brokerway.kit.pacing;

import io.brokerway.broker.CallPriority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that wants out. Owned by {@link PacingCore}. */
final class Waiter {
  private final List<Cell> cells;
  private final CallPriority priority;
  private final long arrivalNumber;
  private final Runnable changed;
  private @Nullable Cell blockedBy;
  private boolean granted;

  /**
   * @param changed called when it was granted, or when it became the first of its queue and so the
   *     one that watches the time
   */
  Waiter(List<Cell> cells, CallPriority priority, long arrivalNumber, Runnable changed) {
    this.cells = cells;
    this.priority = priority;
    this.arrivalNumber = arrivalNumber;
    this.changed = changed;
  }

  List<Cell> cells() {
    return cells;
  }

  CallPriority priority() {
    return priority;
  }

  long arrivalNumber() {
    return arrivalNumber;
  }

  boolean isGranted() {
    return granted;
  }

  /** The cell in whose queue it stands; absent once it is granted or gone. */
  @Nullable Cell blockedBy() {
    return blockedBy;
  }

  void moveTo(@Nullable Cell cell) {
    blockedBy = cell;
  }

  void grant() {
    blockedBy = null;
    granted = true;
  }

  void tell() {
    changed.run();
  }
}
