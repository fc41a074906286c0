package io.brokerway.kit.http;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream of events: a reply that does not end. It is asked for again whenever it does, until it
 * is closed. Each stream holds one connection of its client for as long as it lives, so streams
 * have a client of their own. Thread-safe; the listener is called by one thread.
 */
public final class EventStream implements AutoCloseable {

  /** Who hears of the events. */
  public interface Listener {

    /** An event: its data, lines joined by line feeds, or a JSON object. */
    void onEvent(String data);

    /** The reply ended, or none came; it is asked for again. */
    void onDown(String why);

    /**
     * The broker answered with another status than 200.
     *
     * @return whether to ask again
     */
    boolean onRefused(int status);

    /**
     * There is no call to make, since who makes it threw.
     *
     * @return whether to ask him again
     */
    default boolean onNoCall(RuntimeException why) {
      return true;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final int OK = 200;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final RandomGenerator RANDOM = new SecureRandom();

  private final BrokerHttp http;
  private final Supplier<HttpCall> call;
  private final Listener listener;
  private final ReplyReader reader;
  private final CountDownLatch over = new CountDownLatch(1);
  private final OpenReply reply = new OpenReply();
  private final Thread loop;

  private EventStream(
      BrokerHttp http,
      Supplier<HttpCall> call,
      Listener listener,
      Function<Consumer<String>, ReplyReader> form) {
    this.http = http;
    this.call = call;
    this.listener = listener;
    this.reader = form.apply(this::event);
    this.loop = Thread.ofVirtual().name("events").unstarted(this::run);
  }

  /**
   * Opens a stream of server-sent events; returns at once.
   *
   * @param call asked for at every try, so that it can go on where the last reply ended; its
   *     deadline is how long the stream may be silent
   */
  public static EventStream open(BrokerHttp http, Supplier<HttpCall> call, Listener listener) {
    return started(new EventStream(http, call, listener, EventReader::new));
  }

  /** The same, of a reply whose events are JSON objects one after another. */
  public static EventStream ofObjects(BrokerHttp http, Supplier<HttpCall> call, Listener listener) {
    return started(new EventStream(http, call, listener, ObjectReader::new));
  }

  private static EventStream started(EventStream stream) {
    stream.loop.start();
    return stream;
  }

  private void run() {
    var pause = FIRST_PAUSE;
    while (over.getCount() > 0) {
      var startedNanos = System.nanoTime();
      var why = once();
      if (over.getCount() == 0) {
        return;
      }
      told(() -> listener.onDown(why));
      var lived = Duration.ofNanos(System.nanoTime() - startedNanos);
      pause = lived.compareTo(LONGEST_PAUSE) > 0 ? FIRST_PAUSE : pause;
      await(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private String once() {
    HttpCall next;
    try {
      next = call.get();
    } catch (RuntimeException e) {
      if (!listener.onNoCall(e)) {
        over.countDown();
      }
      return Words.kind(e);
    }
    return once(next);
  }

  private String once(HttpCall next) {
    try {
      var status = http.stream(next, reply, reader);
      if (status == OK) {
        return "the reply ended";
      }
      if (!listener.onRefused(status)) {
        over.countDown();
      }
      return "refused with status " + status;
    } catch (IOException | RuntimeException e) {
      return Words.kind(e);
    }
  }

  private void event(String data) {
    told(() -> listener.onEvent(data));
  }

  private static void told(Runnable tell) {
    try {
      tell.run();
    } catch (RuntimeException e) {
      LOG.error("the listener of an event stream failed", e);
    }
  }

  /** Spread at random, so that many streams that ended together do not come back together. */
  private void await(Duration pause) {
    var nanos = pause.toNanos() - RANDOM.nextLong(pause.toNanos() / 2);
    try {
      var ended = over.await(nanos, TimeUnit.NANOSECONDS);
      LOG.debug("paused for {} ns, ended: {}", nanos, ended);
    } catch (InterruptedException e) {
      over.countDown();
    }
  }

  @Override
  public void close() {
    over.countDown();
    reply.cancel();
    loop.interrupt();
  }
}
