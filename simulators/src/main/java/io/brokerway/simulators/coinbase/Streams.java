package io.brokerway.simulators.coinbase;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets that are open, and what befalls all of them. Thread-safe. */
final class Streams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
  private static final Duration SUBSCRIBE_WITHIN = Duration.ofSeconds(5);
  private static final int MOST_QUIET_SECONDS = 90;
  private static final int GOING_AWAY = 1001;

  private final Set<StreamSocket> sockets = ConcurrentHashMap.newKeySet();
  private final UserChannel user;
  private final MarketChannels market;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("coinbase-streams").factory());

  Streams(UserChannel user, MarketChannels market) {
    this.user = user;
    this.market = market;
  }

  /** Lets heartbeats and market data come by themselves. */
  void start() {
    var _ = scheduler.scheduleWithFixedDelay(this::tickSafely, 1, 1, TimeUnit.SECONDS);
  }

  void add(StreamSocket socket) {
    sockets.add(socket);
    user.add(socket);
    var _ =
        scheduler.schedule(
            () -> requireSubscription(socket), SUBSCRIBE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  void remove(StreamSocket socket) {
    sockets.remove(socket);
    user.remove(socket);
  }

  /** Sends what a new subscription begins with. */
  void greet(StreamSocket socket, String channel, Set<String> products) {
    if (channel.equals("user")) {
      user.snapshot(socket);
    } else {
      market.snapshot(socket, channel, products);
    }
  }

  /** Cuts all connections. */
  int dropAll() {
    var open = List.copyOf(sockets);
    open.forEach(StreamSocket::drop);
    return open.size();
  }

  /** Lets all connections stand without a sign of life. */
  int freezeAll() {
    var open = List.copyOf(sockets);
    open.forEach(StreamSocket::freeze);
    return open.size();
  }

  /** Loses the next so many messages of each connection. */
  int loseNext(long messages) {
    var open = List.copyOf(sockets);
    open.forEach(socket -> socket.lose(messages));
    return open.size();
  }

  /** Sends everybody a text that is none of the channels'. */
  int garbleAll(String text) {
    var open = List.copyOf(sockets);
    open.forEach(socket -> socket.sendRaw(text));
    return open.size();
  }

  /** Ends the connections that were opened with a key or an access token. */
  void expel(String keyOrToken) {
    sockets.stream().filter(socket -> socket.cameBy(keyOrToken)).forEach(StreamSocket::drop);
  }

  /** Sends what changed since the last second, and ends what was quiet for too long. */
  void tick() {
    market.tick(List.copyOf(sockets));
    for (var socket : sockets) {
      if (socket.anotherQuietSecond() > MOST_QUIET_SECONDS) {
        socket.close(GOING_AWAY, "idle");
      }
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  private void requireSubscription(StreamSocket socket) {
    if (sockets.contains(socket) && !socket.isSubscribed()) {
      socket.close(GOING_AWAY, "no subscription");
    }
  }

  private void tickSafely() {
    try {
      tick();
    } catch (RuntimeException e) {
      LOG.error("the streams failed", e);
    }
  }
}
