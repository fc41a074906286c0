package io.brokerway.engine.storage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners what was committed. */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();

  void add(CommitListener listener) {
    listeners.add(listener);
  }

  /** A listener that throws breaks nothing: the commit is done. */
  void announce(Tail tail) {
    for (var listener : listeners) {
      try {
        listener.committed(tail.firstPosition(), tail.recordedAt(), tail.facts());
      } catch (RuntimeException e) {
        LOG.error("a listener to commits failed", e);
      }
    }
  }
}
