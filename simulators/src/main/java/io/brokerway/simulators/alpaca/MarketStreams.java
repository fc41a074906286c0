package io.brokerway.simulators.alpaca;

import io.brokerway.broker.market.BarSize;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends what changed in the market to those who subscribed. Thread-safe. */
final class MarketStreams implements AutoCloseable {
  static final List<String> STOCK_FEEDS = List.of("iex", "sip", "delayed_sip");

  /** Of one connection, on the free plan. */
  static final int MAX_SYMBOLS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(MarketStreams.class);
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration LOGIN_WITHIN = Duration.ofSeconds(10);

  /** What was sent last of a symbol. */
  private record Sent(@Nullable ObjectNode quote, long tradeId, @Nullable Instant minute) {
    static final Sent NOTHING = new Sent(null, -1, null);
  }

  private final MarketView view;
  private final Assets assets;
  private final Clock clock;
  private final Set<MarketSocket> sockets = ConcurrentHashMap.newKeySet();
  private final Map<String, Sent> sent = new HashMap<>();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("alpaca-market-stream").factory());

  MarketStreams(MarketView view, Assets assets, Clock clock) {
    this.view = view;
    this.assets = assets;
    this.clock = clock;
  }

  void start() {
    var _ =
        scheduler.scheduleWithFixedDelay(
            this::tickSafely, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  void add(MarketSocket socket) {
    sockets.add(socket);
    var _ =
        scheduler.schedule(
            () -> requireLogin(socket), LOGIN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  void remove(MarketSocket socket) {
    sockets.remove(socket);
  }

  /** Cuts all connections. */
  int dropAll() {
    var open = List.copyOf(sockets);
    open.forEach(MarketSocket::drop);
    return open.size();
  }

  /** Lets all connections stand without a sign of life; they do not count any more. */
  int freezeAll() {
    var open = List.copyOf(sockets);
    open.forEach(MarketSocket::freeze);
    sockets.removeAll(open);
    return open.size();
  }

  /** The free plan has one connection for each kind of market. */
  synchronized boolean mayConnect(MarketSocket asking, String account) {
    return sockets.stream()
        .filter(other -> other != asking && other.isCrypto() == asking.isCrypto())
        .noneMatch(other -> account.equals(other.accountId()));
  }

  /** Sends what changed since the last time. */
  synchronized void tick() {
    if (sockets.isEmpty()) {
      return;
    }
    var now = clock.instant();
    for (var listed : assets.all()) {
      if (isWanted(listed)) {
        tick(listed, now);
      }
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  private void tick(Listed listed, Instant now) {
    var symbol = Assets.symbol(listed);
    var before = sent.getOrDefault(symbol, Sent.NOTHING);
    var quote = view.quote(listed, now);
    var prices = quote.deepCopy();
    prices.remove("t");
    if (!prices.equals(before.quote())) {
      send("quotes", "q", symbol, quote, listed);
    }
    var trade = view.trade(listed, now);
    var tradeId = trade.path("i").longValue();
    if (tradeId != before.tradeId()) {
      send("trades", "t", symbol, trade, listed);
    }
    var minute = now.truncatedTo(ChronoUnit.MINUTES);
    if (before.minute() != null && minute.isAfter(before.minute())) {
      sendBars(listed, symbol, minute, now);
    }
    sent.put(symbol, new Sent(prices, tradeId, minute));
  }

  /** The bar of the minute that just ended, and the day's so far. */
  private void sendBars(Listed listed, String symbol, Instant minute, Instant now) {
    var ended =
        view.prices()
            .bars(listed, BarSize.MINUTE_1, minute.minus(1, ChronoUnit.MINUTES), minute, 1, now);
    if (!ended.isEmpty()) {
      send("bars", "b", symbol, view.bar(listed, ended.getFirst()), listed);
    }
    var day = view.latestBar(listed, BarSize.DAY_1, now);
    if (day != null) {
      send("dailyBars", "d", symbol, view.bar(listed, day), listed);
    }
  }

  private void send(String channel, String type, String symbol, ObjectNode figures, Listed listed) {
    var message = Json.object().put("T", type).put("S", symbol);
    message.setAll(figures);
    for (var socket : sockets) {
      if (socket.isCrypto() == listed.isCrypto() && socket.wants(channel, symbol)) {
        socket.send(Json.array().add(message));
      }
    }
  }

  private boolean isWanted(Listed listed) {
    var symbol = Assets.symbol(listed);
    return sockets.stream()
        .filter(socket -> socket.isCrypto() == listed.isCrypto())
        .map(MarketSocket::symbols)
        .anyMatch(symbols -> symbols.contains(symbol) || symbols.contains("*"));
  }

  private void requireLogin(MarketSocket socket) {
    if (sockets.contains(socket) && socket.accountId() == null) {
      socket.error(404, "auth timeout");
      socket.close(1000, "auth timeout");
    }
  }

  private void tickSafely() {
    try {
      tick();
    } catch (RuntimeException e) {
      LOG.error("the market stream failed", e);
    }
  }
}
