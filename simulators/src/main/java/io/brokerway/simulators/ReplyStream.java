package io.brokerway.simulators;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The parts of a body that has no end of its own, such as server-sent events. Not thread-safe. */
public interface ReplyStream extends AutoCloseable {

  /**
   * The next part; empty bytes if none came in time, null at the end.
   *
   * @param patience how long to wait for it
   * @throws java.io.UncheckedIOException to cut the connection without an end
   */
  byte @Nullable [] next(Duration patience) throws InterruptedException;

  /**
   * What is sent where nothing came in time, so that a caller who is gone is told from one who
   * waits: the empty comment of server-sent events. Empty to send nothing.
   */
  default byte[] idle() {
    return ":\n\n".getBytes(StandardCharsets.US_ASCII);
  }

  /** Called once nobody reads any more. */
  @Override
  void close();
}
