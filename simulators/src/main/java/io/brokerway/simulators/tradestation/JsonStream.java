package io.brokerway.simulators.tradestation;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.ReplyStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON objects one after another in a body that does not end, with a heartbeat where there is
 * nothing to say. Thread-safe.
 */
abstract class JsonStream implements ReplyStream {
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final int MAX_WAITING = 10_000;
  private static final byte[] NOTHING = new byte[0];
  private static final byte[] END = new byte[0];

  private final Streams streams;
  private final Clock clock;
  private final LinkedBlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private volatile boolean frozen;
  private volatile boolean dropped;
  private Duration idleFor = Duration.ZERO;
  private long heartbeats;

  JsonStream(Streams streams, Clock clock) {
    this.streams = streams;
    this.clock = clock;
  }

  /** Adds to the waiting what came up since the last time; asked where nothing waits. */
  protected abstract void look();

  @Override
  public byte @Nullable [] next(Duration patience) throws InterruptedException {
    if (dropped) {
      throw new UncheckedIOException(new IOException("dropped on purpose"));
    }
    var next = waiting.poll();
    if (next == null) {
      next = waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (next == null) {
        look();
        next = waiting.poll();
      }
    }
    if (next == END) {
      return null;
    }
    if (frozen) {
      return NOTHING;
    }
    if (next != null) {
      idleFor = Duration.ZERO;
      return next;
    }
    return quiet(patience);
  }

  private byte[] quiet(Duration patience) {
    idleFor = idleFor.plus(patience);
    if (idleFor.compareTo(SILENCE) < 0) {
      return NOTHING;
    }
    idleFor = Duration.ZERO;
    heartbeats++;
    return line(
        Json.object().put("Heartbeat", heartbeats).put("Timestamp", Amounts.time(clock.instant())));
  }

  @Override
  public byte[] idle() {
    return NOTHING;
  }

  /** Says something; who does not read in time is cut off. */
  final void say(ObjectNode json) {
    for (var i = streams.copies(); i > 0; i--) {
      sayRaw(line(json));
    }
  }

  final void sayRaw(byte[] bytes) {
    if (!waiting.offer(bytes)) {
      drop();
    }
  }

  final void status(String word) {
    sayRaw(line(Json.object().put("StreamStatus", word)));
  }

  /** Cuts the connection. */
  final void drop() {
    dropped = true;
    waiting.clear();
    waiting.offer(NOTHING);
  }

  /** Lets it stand without a sign of life. */
  final void freeze() {
    frozen = true;
  }

  /** Tells the reader to come again, and ends. */
  final void goAway() {
    status("GoAway");
    sayRaw(END);
  }

  @Override
  public void close() {
    streams.remove(this);
  }

  private static byte[] line(ObjectNode json) {
    return (Json.text(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
