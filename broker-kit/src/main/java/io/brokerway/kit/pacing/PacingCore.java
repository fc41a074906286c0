package io.brokerway.kit.pacing;

import io.brokerway.broker.CallPriority;
import io.brokerway.broker.RateBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules of pacing without threads or clock: whoever calls brings the time, in nanoseconds that
 * never run backwards. Not thread-safe.
 *
 * <p>A waiting call stands in the queue of the one cell that holds it up, by priority and then by
 * arrival. When a cell may have opened, {@link #serve} lets out whom it can.
 */
final class PacingCore {
  private static final int SWEEP_FROM = 1024;

  private final Map<String, RateBudget> budgets;
  private final Map<Draw, Cell> cells = new HashMap<>();
  private int sweepAt = SWEEP_FROM;
  private long arrivals;

  PacingCore(List<RateBudget> budgets) {
    this.budgets =
        budgets.stream()
            .collect(Collectors.toUnmodifiableMap(RateBudget::name, Function.identity()));
  }

  /** A call arrives; it is granted at once or stands in a queue. */
  Waiter arrive(List<Draw> draws, CallPriority priority, long now, Runnable changed) {
    var drawn = draws.stream().distinct().map(draw -> cell(draw, now)).toList();
    var waiter = new Waiter(drawn, priority, arrivals++, changed);
    place(waiter, now);
    return waiter;
  }

  /** Lets out everyone of a cell's queue who can go now. */
  void serve(Cell cell, long now) {
    while (!cell.waiters().isEmpty()) {
      var first = cell.waiters().first();
      if (!cell.admits(first.priority(), now)) {
        return;
      }
      cell.waiters().pollFirst();
      place(first, now);
      first.tell();
      if (!cell.waiters().isEmpty()) {
        cell.waiters().first().tell();
      }
    }
  }

  private void place(Waiter waiter, long now) {
    var holdup = waiter.cells().stream().filter(cell -> isHeldUp(waiter, cell, now)).findFirst();
    if (holdup.isPresent()) {
      waiter.moveTo(holdup.get());
      holdup.get().waiters().add(waiter);
      return;
    }
    waiter.cells().forEach(Cell::start);
    waiter.grant();
  }

  /** By the cell itself, or by someone who stands before it there. */
  private static boolean isHeldUp(Waiter waiter, Cell cell, long now) {
    if (!cell.admits(waiter.priority(), now)) {
      return true;
    }
    var before = cell.waiters().lower(waiter);
    return before != null && cell.admits(before.priority(), now);
  }

  /** A waiter goes away without being granted. */
  void leave(Waiter waiter) {
    var cell = waiter.blockedBy();
    if (cell == null) {
      return;
    }
    cell.waiters().remove(waiter);
    waiter.moveTo(null);
    if (!cell.waiters().isEmpty()) {
      cell.waiters().first().tell();
    }
  }

  /**
   * The earliest moment at which it could be granted; {@link Cell#NOT_BY_TIME} if time alone will
   * not do.
   */
  long opensAt(Waiter waiter, long now) {
    return waiter.cells().stream()
        .mapToLong(cell -> cell.opensAt(waiter.priority(), now))
        .max()
        .orElse(now);
  }

  static boolean isFirst(Waiter waiter) {
    var cell = waiter.blockedBy();
    return cell != null && cell.waiters().first() == waiter;
  }

  /** A granted call ended: it may have been counted until now. */
  void end(Waiter granted, long now) {
    granted.cells().forEach(cell -> cell.end(now));
    granted.cells().forEach(cell -> reopen(cell, now));
  }

  /** A granted call never left: it is not counted. */
  void undo(Waiter granted, long now) {
    granted.cells().forEach(Cell::undo);
    granted.cells().forEach(cell -> reopen(cell, now));
  }

  private void reopen(Cell cell, long now) {
    serve(cell, now);
    retime(cell);
  }

  void observe(Draw draw, int remaining, Duration resetIn, long now) {
    var cell = cell(draw, now);
    cell.observe(remaining, resetIn, now);
    reopen(cell, now);
  }

  void penalise(Draw draw, Duration retryAfter, long now) {
    var cell = cell(draw, now);
    cell.penalise(retryAfter, now);
    retime(cell);
  }

  /** Its opening moved: the one who watches the time looks again. */
  private static void retime(Cell cell) {
    if (!cell.waiters().isEmpty()) {
      cell.waiters().first().tell();
    }
  }

  private Cell cell(Draw draw, long now) {
    var known = cells.get(draw);
    if (known != null) {
      return known;
    }
    var budget = budgets.get(draw.budget());
    if (budget == null) {
      throw new IllegalArgumentException("no rate budget is named '%s'".formatted(draw.budget()));
    }
    sweep(now);
    var cell = new Cell(budget);
    cells.put(draw, cell);
    return cell;
  }

  /** Connections come and go: what nobody counts any more is let go of, at amortised low cost. */
  private void sweep(long now) {
    if (cells.size() < sweepAt) {
      return;
    }
    cells.values().removeIf(cell -> cell.isFresh(now));
    sweepAt = Math.max(SWEEP_FROM, cells.size() * 2);
  }

  int cellCount() {
    return cells.size();
  }
}
