package io.brokerway.simulators;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The parts of a body that has no end of its own, such as server-sent events. Not thread-safe. */
public interface ReplyStream extends AutoCloseable {

  /**
   * The next part; empty bytes if none came in time, null at the end.
   *
   * @param patience how long to wait for it
   */
  byte @Nullable [] next(Duration patience) throws InterruptedException;

  /** Called once nobody reads any more. */
  @Override
  void close();
}
