package io.brokerway.kit.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop that keeps one line open: connect, serve, pause, again. All of it on one thread. */
final class ReconnectingSession implements WebSocketSession {
  private static final Logger LOG = LoggerFactory.getLogger(ReconnectingSession.class);
  private static final Duration GOODBYE = Duration.ofMillis(500);
  private static final Duration LISTENER_UNDER_WAY = Duration.ofSeconds(5);

  private final Handshake handshake;
  private final WebSocketPolicy policy;
  private final WebSocketListener listener;
  private final Clock clock;
  private final Backoff backoff;
  private final Consumer<WebSocketSession> ended;
  // Bounded by the lines' windows: messages beyond are not asked for.
  private final LinkedBlockingQueue<LineEvent> inbox = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread loop;

  private volatile @Nullable Line current;
  private Instant aliveAt;

  ReconnectingSession(
      Handshake handshake,
      WebSocketPolicy policy,
      WebSocketListener listener,
      Clock clock,
      Backoff backoff,
      Consumer<WebSocketSession> ended) {
    this.handshake = handshake;
    this.policy = policy;
    this.listener = listener;
    this.clock = clock;
    this.backoff = backoff;
    this.ended = ended;
    this.aliveAt = clock.instant();
    this.loop = Thread.ofVirtual().name("stream-" + handshake.target()).unstarted(this::run);
  }

  void start() {
    loop.start();
  }

  private void run() {
    try {
      keepConnected();
    } finally {
      ended.accept(this);
    }
  }

  private void keepConnected() {
    while (!isOver()) {
      var line = newLine();
      var startedNanos = System.nanoTime();
      var why = connectAndServe(line);
      current = null;
      line.cut();
      if (isOver()) {
        return;
      }
      told(() -> listener.onDown(why));
      pause(backoff.next(Duration.ofNanos(System.nanoTime() - startedNanos)));
    }
  }

  private Line newLine() {
    return new Line(policy.messageLimit(), clock, aliveAt, inbox::add, this::end);
  }

  private String connectAndServe(Line line) {
    return switch (handshake.connect(line)) {
      case Handshake.Refused refused -> refused(refused.status());
      case Handshake.Failed failed -> failed.why();
      case Handshake.Open open -> opened(line);
    };
  }

  private String refused(int status) {
    if (!told(() -> endUnless(listener.onHandshakeRefused(status)))) {
      LOG.warn("{}: the listener failed on a refused handshake", handshake.target());
    }
    return "the broker refused the connection with status " + status;
  }

  private String opened(Line line) {
    current = line;
    return told(() -> listener.onOpen(line)) ? serve(line) : "the listener failed";
  }

  private void endUnless(boolean again) {
    if (!again) {
      over.countDown();
    }
  }

  private String serve(Line line) {
    var pingedNanos = 0L;
    while (!isOver()) {
      // Read before the inbox: what was heard until then is in the inbox, so that an empty inbox
      // means that the listener has all of it.
      var heard = line.heard();
      var asked = pingedNanos != 0 && heard.nanos() - pingedNanos < 0;
      var event =
          next(
              asked
                  ? pingedNanos + nanos(policy.pongWithin())
                  : heard.nanos() + nanos(policy.pingEvery()));
      if (event == null) {
        aliveAfter(line, heard.at());
        if (!line.heard().equals(heard)) {
          continue;
        }
        if (asked) {
          return "no sign of life within " + policy.pongWithin();
        }
        // Also the net for a close that nobody tells: JDK 25 loses an end of the stream that comes
        // without a close frame while the message before it is still being handed over (its
        // transport's acknowledgeReception throws, and nobody hears of it).
        pingedNanos = System.nanoTime();
        line.ping();
        continue;
      }
      if (event.line() != line) {
        continue;
      }
      switch (event) {
        case LineEvent.Ended ended -> {
          return ended.why();
        }
        case LineEvent.Pong pong -> {
          aliveAfter(line, pong.heardAt());
          line.taken();
        }
        case LineEvent.Message message -> {
          if (!told(() -> listener.onMessage(line, message.bytes(), message.binary()))) {
            return "the listener failed";
          }
          aliveAfter(line, message.heardAt());
          line.taken();
          // The answer to a ping may have stood behind this message: asked anew, if at all.
          pingedNanos = 0;
        }
      }
    }
    return "closed";
  }

  private @Nullable LineEvent next(long untilNanos) {
    try {
      return inbox.poll(Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      over.countDown();
      return null;
    }
  }

  /** Only a line that hears everything closes the gap. */
  private void aliveAfter(Line line, Instant heardAt) {
    var live = line.liveSince();
    if (live != null) {
      aliveAt = heardAt.isAfter(live) ? heardAt : live;
    }
  }

  /** Whether the listener took it without failing. */
  private boolean told(Runnable call) {
    try {
      call.run();
      return true;
    } catch (RuntimeException e) {
      LOG.error("{}: the listener failed; the line is made again", handshake.target(), e);
      return false;
    }
  }

  private void pause(Duration pause) {
    try {
      var ended = over.await(pause.toNanos(), TimeUnit.NANOSECONDS);
      LOG.debug("{}: paused {}, ended: {}", handshake.target(), pause, ended);
    } catch (InterruptedException e) {
      over.countDown();
    }
  }

  @Override
  public boolean isUp() {
    var line = current;
    return line != null
        && line.liveSince() != null
        && System.nanoTime() - line.heard().nanos()
            <= nanos(policy.pingEvery()) + nanos(policy.pongWithin());
  }

  private void end(String why) {
    LOG.info("{}: the session ended: {}", handshake.target(), why);
    over.countDown();
    wake();
  }

  private boolean isOver() {
    return over.getCount() == 0;
  }

  private void wake() {
    var line = current;
    if (line != null) {
      line.drop("closed");
    }
  }

  @Override
  public void close() {
    over.countDown();
    var line = current;
    if (line != null) {
      sayGoodbye(line);
    }
    wake();
    handshake.stop();
    if (Thread.currentThread() != loop) {
      join();
    }
  }

  private static void sayGoodbye(Line line) {
    try {
      line.closing().get(GOODBYE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("the broker did not take the goodbye", e);
    }
  }

  private void join() {
    try {
      if (!loop.join(LISTENER_UNDER_WAY)) {
        LOG.warn("{}: the listener still runs after the close", handshake.target());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long nanos(Duration duration) {
    return duration.toNanos();
  }
}
