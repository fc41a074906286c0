package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueListener;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Tells those who subscribed what happens to orders and what changes in the market, spoiled where
 * told so. Of one user one connection lives: a second one gets code 12. Thread-safe.
 */
final class Streamer implements VenueListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Streamer.class);
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Clients clients;
  private final LevelOne levelOne;
  private final Clock clock;
  private final Set<StreamerSocket> sockets = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schwab-streamer").factory());
  private int duplicatesLeft;

  Streamer(Clients clients, LevelOne levelOne, Clock clock) {
    this.clients = clients;
    this.levelOne = levelOne;
    this.clock = clock;
  }

  void start() {
    every(TICK, this::tick);
    every(HEARTBEAT, () -> sockets.forEach(StreamerSocket::heartbeat));
  }

  private void every(Duration span, Runnable action) {
    var _ =
        scheduler.scheduleWithFixedDelay(
            () -> safely(action), span.toMillis(), span.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void safely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.warn("the streamer failed", e);
    }
  }

  Clients clients() {
    return clients;
  }

  LevelOne levelOne() {
    return levelOne;
  }

  long now() {
    return clock.millis();
  }

  void add(StreamerSocket socket) {
    sockets.add(socket);
  }

  void remove(StreamerSocket socket) {
    sockets.remove(socket);
  }

  /** Whether another connection of the user lives. */
  boolean isTaken(StreamerSocket asking, String user) {
    return sockets.stream().anyMatch(other -> other != asking && other.isOf(user));
  }

  int listeners() {
    return (int) sockets.stream().filter(StreamerSocket::hearsActivity).count();
  }

  /** Cuts all connections. */
  int dropAll() {
    return each(StreamerSocket::drop);
  }

  /** Lets all connections stand without a sign of life; they do not count any more. */
  int freezeAll() {
    var count = each(StreamerSocket::freeze);
    sockets.clear();
    return count;
  }

  private int each(Consumer<StreamerSocket> action) {
    var open = List.copyOf(sockets);
    open.forEach(action);
    return open.size();
  }

  /** Ends the connections that were opened with a token. */
  void expel(String token) {
    sockets.stream().filter(socket -> socket.cameBy(token)).forEach(StreamerSocket::stop);
  }

  /** Sends each of the next so many messages of account activity twice. */
  synchronized void duplicateNext(int messages) {
    duplicatesLeft = messages;
  }

  /** Sends a text to everybody, whatever it is. */
  void say(String text) {
    sockets.forEach(socket -> socket.raw(text));
  }

  /** Sends what changed in the market since the last time. */
  void tick() {
    sockets.forEach(StreamerSocket::tick);
  }

  @Override
  public void onOrder(OrderEvent event, VenueOrder order, @Nullable VenueExecution execution) {
    for (var message : ActivityMessages.of(event, order, execution)) {
      publish(order.account().value(), message.type(), message.data());
    }
  }

  /** Sends a message of account activity. */
  void publish(String account, String type, JsonNode data) {
    var times = takeDuplicate() ? 2 : 1;
    for (var socket : sockets) {
      for (var i = 0; i < times; i++) {
        socket.activity(account, type, Json.text(data));
      }
    }
  }

  private synchronized boolean takeDuplicate() {
    if (duplicatesLeft == 0) {
      return false;
    }
    duplicatesLeft--;
    return true;
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
