package io.brokerway.kit.http;

import io.brokerway.broker.KillPoint;
import io.brokerway.broker.order.Attempt;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How far one call has come. The thread that makes the call and the one that waits for it agree
 * here, once and for all, whether a byte may have left: what was given up before sending is never
 * sent afterwards.
 */
final class Exchange {
  static final String ATTRIBUTE = "io.brokerway.exchange";

  private enum Stage {
    CONNECTING,
    ASKING_LEAVE,
    SENDING,
    GIVEN_UP
  }

  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.CONNECTING);
  private final @Nullable Attempt attempt;
  private volatile boolean sending;

  Exchange(@Nullable Attempt attempt) {
    this.attempt = attempt;
  }

  /** Called when the connection is there, right before the first byte. */
  void beforeFirstByte() throws IOException {
    move(Stage.CONNECTING, Stage.ASKING_LEAVE);
    if (attempt != null) {
      attempt.beforeFirstByte();
    }
    move(Stage.ASKING_LEAVE, Stage.SENDING);
    sending = true;
  }

  private void move(Stage from, Stage to) throws IOException {
    if (!stage.compareAndSet(from, to)) {
      throw new IOException("the call was given up");
    }
  }

  /** Whether a byte may have left. */
  boolean isSending() {
    return sending;
  }

  /**
   * Stops waiting for it.
   *
   * @param stop cuts the call short; not called while the attempt is asked for leave, whose own
   *     work must not be torn
   * @return whether a byte may have left
   */
  boolean giveUp(Runnable stop) {
    var was = stage.getAndSet(Stage.GIVEN_UP);
    if (was != Stage.ASKING_LEAVE) {
      stop.run();
    }
    return was == Stage.SENDING;
  }

  boolean isCommand() {
    return attempt != null;
  }

  /** The whole request is written. */
  void written() {
    if (attempt != null) {
      KillPoint.K7.reached();
    }
  }
}
