package io.brokerway.simulators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that wait for their calls, first come first served. Thread-safe. */
public final class Faults {

  /** A fault and how many calls it has left. */
  public record Waiting(long id, Fault fault, int left) {}

  private static final int MAX_WAITING = 1_000;

  private final List<Waiting> waiting = new ArrayList<>();
  private long lastId;

  /**
   * Adds a fault behind those that wait.
   *
   * @return its id
   */
  public synchronized long add(Fault fault) {
    if (waiting.size() >= MAX_WAITING) {
      throw new IllegalStateException("at most %d faults can wait".formatted(MAX_WAITING));
    }
    lastId++;
    waiting.add(new Waiting(lastId, fault, fault.times()));
    return lastId;
  }

  public synchronized List<Waiting> waiting() {
    return List.copyOf(waiting);
  }

  public synchronized void clear() {
    waiting.clear();
  }

  synchronized Optional<Fault> take(String broker, HttpCall call) {
    for (var i = 0; i < waiting.size(); i++) {
      var found = waiting.get(i);
      if (found.fault().matches(broker, call)) {
        useOnce(i, found);
        return Optional.of(found.fault());
      }
    }
    return Optional.empty();
  }

  private void useOnce(int index, Waiting found) {
    if (found.left() == 1) {
      waiting.remove(index);
      return;
    }
    waiting.set(index, new Waiting(found.id(), found.fault(), found.left() - 1));
  }
}
