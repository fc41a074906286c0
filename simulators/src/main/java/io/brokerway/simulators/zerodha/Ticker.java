package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.HandshakeRefused;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends ticks, signs of life and order updates to its sockets. Thread-safe. */
final class Ticker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int MOST_SOCKETS = 3;
  private static final byte[] ALIVE = {0};

  private final PriceSource prices;
  private final Instruments instruments;
  private final Logins logins;
  private final Clock clock;
  private final Set<TickerSocket> sockets = ConcurrentHashMap.newKeySet();
  private final Map<TickerSocket, Map<Long, byte[]>> sent = new ConcurrentHashMap<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("zerodha-ticker").factory());
  private int duplicatesLeft;

  Ticker(PriceSource prices, Instruments instruments, Logins logins, Clock clock) {
    this.prices = prices;
    this.instruments = instruments;
    this.logins = logins;
    this.clock = clock;
  }

  void start() {
    var _ =
        scheduler.scheduleWithFixedDelay(
            this::tickSafely, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets a client in whose address carries a good key and token. */
  TickerSocket enter(HttpCall handshake) {
    var login =
        logins
            .find(
                handshake.parameter("api_key").orElse(""),
                handshake.parameter("access_token").orElse(""))
            .orElseThrow(() -> new HandshakeRefused(403));
    var open = sockets.stream().filter(one -> one.login().apiKey().equals(login.apiKey())).count();
    if (open >= MOST_SOCKETS * Math.max(1, users())) {
      throw new HandshakeRefused(429);
    }
    return new TickerSocket(login, this, instruments);
  }

  private long users() {
    return logins.all().stream().map(KiteLogin::userId).distinct().count();
  }

  void add(TickerSocket socket) {
    sockets.add(socket);
    sent.put(socket, new ConcurrentHashMap<>());
  }

  void remove(TickerSocket socket) {
    sockets.remove(socket);
    sent.remove(socket);
  }

  int listeners() {
    return sockets.size();
  }

  private void tickSafely() {
    try {
      tick();
    } catch (RuntimeException e) {
      LOG.error("a tick failed", e);
    }
  }

  /** Sends what changed since the last time; a sign of life where nothing did. */
  void tick() {
    var now = clock.instant();
    sockets.stream().filter(socket -> !socket.login().isGood(now)).forEach(TickerSocket::drop);
    sockets.forEach(this::tick);
  }

  void tick(TickerSocket socket) {
    var before = sent.get(socket);
    if (before == null) {
      return;
    }
    var now = clock.instant();
    var packets = new ArrayList<byte[]>();
    socket
        .wanted()
        .forEach((token, mode) -> {
          var instrument = instruments.find(token).orElseThrow();
          var quote = prices.quote(instrument.listed(), now);
          var traded = prices.latestTrade(instrument.listed(), now).at();
          var packet = Packets.of(instrument, quote, traded, mode);
          if (!Arrays.equals(packet, before.put(token, packet))) {
            packets.add(packet);
          }
        });
    socket.show(packets.isEmpty() ? ALIVE : Packets.frame(packets));
  }

  /** Tells a user's sockets of an order. */
  void tell(String userId, ObjectNode row) {
    var message = Json.object().put("type", "order").set("data", row);
    for (var i = 0; i < times(); i++) {
      of(socket -> socket.login().userId().equals(userId)).forEach(socket -> socket.tell(message));
    }
  }

  private synchronized int times() {
    if (duplicatesLeft == 0) {
      return 1;
    }
    duplicatesLeft--;
    return 2;
  }

  /** Sends each of the next so many order updates twice. */
  synchronized void duplicateNext(int updates) {
    duplicatesLeft = updates;
  }

  int dropAll() {
    var all = of(_ -> true);
    all.forEach(TickerSocket::drop);
    return all.size();
  }

  /** Lets all connections stand without a sign of life. */
  int freezeAll() {
    var all = of(_ -> true);
    all.forEach(TickerSocket::freeze);
    return all.size();
  }

  /** Ends the sockets of logins that are not good any more. */
  void expel() {
    var now = clock.instant();
    var gone =
        of(socket ->
            logins
                .find(socket.login().apiKey(), socket.login().accessToken())
                .filter(login -> login.isGood(now))
                .isEmpty());
    gone.forEach(TickerSocket::drop);
  }

  private List<TickerSocket> of(Predicate<TickerSocket> wanted) {
    return sockets.stream().filter(wanted).toList();
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
