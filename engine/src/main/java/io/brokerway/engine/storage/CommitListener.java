package io.brokerway.engine.storage;

import java.time.Instant;
import java.util.List;

/** Hears of the facts of every committed transaction of this process. */
@FunctionalInterface
public interface CommitListener {
  /**
   * Takes facts that are committed; must be quick and must not throw. Calls of two transactions may
   * come in either order: positions tell.
   *
   * @param firstPosition the position of the first fact; the others follow without a gap
   */
  void committed(long firstPosition, Instant recordedAt, List<Fact> facts);
}
