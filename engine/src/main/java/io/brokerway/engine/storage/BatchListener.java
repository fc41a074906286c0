package io.brokerway.engine.storage;

import java.time.Duration;

/** Hears of every batch of the writer, on the writer's own thread. */
@FunctionalInterface
public interface BatchListener {
  /**
   * Takes a batch whose waiters are answered; must be quick and must not throw.
   *
   * @param writes how many it held
   * @param took from taking it to answering its last waiter
   * @param stored whether the database was there; single writes may have failed all the same
   */
  void written(int writes, Duration took, boolean stored);
}
