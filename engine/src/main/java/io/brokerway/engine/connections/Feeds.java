package io.brokerway.engine.connections;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what brokers tell to every listener; what one could not take comes back as a gap. */
final class Feeds {
  private static final Logger log = LoggerFactory.getLogger(Feeds.class);
  // A gap starts a little before the lost event: its time is the broker's, rounded as it likes.
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final List<BrokerFeed> feeds = new CopyOnWriteArrayList<>();
  private final Delays delays;

  Feeds(Delays delays) {
    this.delays = delays;
  }

  void add(BrokerFeed feed) {
    feeds.add(feed);
  }

  /** Tells all; who throws is told of a gap from the moment on until he takes that. */
  void tell(ConnectionRef connection, Instant moment, Consumer<BrokerFeed> news) {
    for (var feed : feeds) {
      try {
        news.accept(feed);
      } catch (RuntimeException e) {
        log.warn(
            "a listener failed, a gap follows: connection={} listener={}",
            connection.connection(),
            feed.getClass().getName(),
            e);
        retryGap(feed, connection, moment.minus(MARGIN), FIRST_RETRY);
      }
    }
  }

  /** Tells all; what a listener throws is logged and no more. */
  void inform(ConnectionRef connection, Consumer<BrokerFeed> news) {
    for (var feed : feeds) {
      try {
        news.accept(feed);
      } catch (RuntimeException e) {
        log.warn("a listener failed: connection={}", connection.connection(), e);
      }
    }
  }

  private void retryGap(BrokerFeed feed, ConnectionRef connection, Instant since, Duration wait) {
    delays.after(
        wait,
        "gap-" + connection.connection(),
        () -> {
          try {
            feed.onGap(connection, since);
          } catch (RuntimeException e) {
            log.debug("the gap is not taken yet: connection={}", connection.connection(), e);
            var next = wait.multipliedBy(2);
            retryGap(feed, connection, since, next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next);
          }
        });
  }
}
