package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the stream of one connection open while its login is good. The adapter reconnects a stream
 * that was opened; here it is opened, again if that fails, and closed. Thread-safe.
 */
final class StreamKeeper {
  private static final Logger log = LoggerFactory.getLogger(StreamKeeper.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final Services services;
  private final LiveConnection connection;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable BrokerStream stream;
  // Counts starts and stops: an opening that was overtaken gives its stream back.
  private final AtomicInteger turn = new AtomicInteger();

  StreamKeeper(Services services, LiveConnection connection) {
    this.services = services;
    this.connection = connection;
  }

  boolean isUp() {
    var open = stream;
    return open != null && open.isUp();
  }

  void start() {
    int mine;
    lock.lock();
    try {
      mine = turn.incrementAndGet();
    } finally {
      lock.unlock();
    }
    services.delays().now("stream-" + connection.ref().connection(), () -> open(mine, FIRST_RETRY));
  }

  void stop() {
    BrokerStream old;
    lock.lock();
    try {
      turn.incrementAndGet();
      old = stream;
      stream = null;
    } finally {
      lock.unlock();
    }
    if (old != null) {
      old.close();
    }
  }

  private void open(int mine, Duration retry) {
    if (mine != turn.get() || !connection.standing().state().isOpen()) {
      return;
    }
    try {
      var broker = connection.broker();
      if (broker.capabilities().streams().isEmpty()) {
        return;
      }
      keep(mine, broker.openStream(new Listener(mine, connection.login())));
    } catch (BrokerException.LoginNeeded e) {
      // The connection has noticed; the next login starts the stream.
      log.debug("no stream without a login: connection={}", connection.ref().connection(), e);
    } catch (BrokerException.Unsupported e) {
      log.warn("a declared stream is not offered: broker={}", connection.ref().broker(), e);
    } catch (ConnectionException e) {
      log.debug("the connection ended meanwhile: connection={}", connection.ref().connection(), e);
    } catch (RuntimeException e) {
      log.info(
          "the stream could not be opened: connection={} retryIn={} why={}",
          connection.ref().connection(),
          retry,
          e.toString());
      var next = retry.multipliedBy(2);
      services
          .delays()
          .after(
              retry,
              "stream-" + connection.ref().connection(),
              () -> open(mine, next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next));
    }
  }

  private void keep(int mine, BrokerStream opened) {
    lock.lock();
    try {
      if (mine == turn.get()) {
        stream = opened;
      }
    } finally {
      lock.unlock();
    }
    if (mine == turn.get()) {
      watchQuotes();
    } else {
      opened.close();
    }
  }

  /** Tells the open stream which quotes are wanted, if its broker streams any. */
  void watchQuotes() {
    var open = stream;
    if (open == null
        || !connection.capabilities().streams().contains(Capabilities.StreamKind.QUOTES)) {
      return;
    }
    try {
      open.watchQuotes(services.watches().wanted(connection.ref()));
    } catch (RuntimeException e) {
      // Who needs quotes for certain asks for them as well.
      log.warn(
          "quotes cannot be streamed: connection={} why={}",
          connection.ref().connection(),
          e.toString());
    }
  }

  /** Hears of the changes that the stream of one turn tells. */
  private final class Listener implements BrokerStream.Listener {
    private final int mine;
    private final int login;

    Listener(int mine, int login) {
      this.mine = mine;
      this.login = login;
    }

    private ConnectionRef ref() {
      return connection.ref();
    }

    @Override
    public void onOrder(OrderReport report) {
      services.feeds().tell(ref(), report.updatedAt(), feed -> feed.onOrder(ref(), report));
    }

    @Override
    public void onExecution(Execution execution) {
      services
          .feeds()
          .tell(ref(), execution.executedAt(), feed -> feed.onExecution(ref(), execution));
    }

    @Override
    public void onAccountChanged(AccountKey account) {
      services.feeds().inform(ref(), feed -> feed.onAccountChanged(ref(), account));
    }

    @Override
    public void onQuote(Quote quote) {
      services.watches().tell(ref(), quote);
      services.feeds().inform(ref(), feed -> feed.onQuote(ref(), quote));
    }

    @Override
    public void onGap(Instant since) {
      services.feeds().tell(ref(), since, feed -> feed.onGap(ref(), since));
    }

    @Override
    public void onDown(String why) {
      if (mine == turn.get()) {
        log.info("stream lost: connection={} why={}", ref().connection(), why);
        services.feeds().inform(ref(), feed -> feed.onStreamDown(ref(), why));
      }
    }

    @Override
    public void onLoginNeeded(String why) {
      connection.note(new Standing.LoginLost(why), login);
    }
  }
}
