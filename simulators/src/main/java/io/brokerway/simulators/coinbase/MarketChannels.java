package io.brokerway.simulators.coinbase;

import io.brokerway.broker.market.BarSize;
import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Market data, heartbeats and the state of the futures wallet, which is empty here. */
final class MarketChannels {
  private static final int BATCH_SECONDS = 5;
  private static final Duration CANDLES_BACK = Duration.ofHours(1);
  private static final Duration CANDLE = Duration.ofMinutes(5);
  private static final String TRADES = "market_trades";

  private final Products products;
  private final ProductApi api;
  private final Clock clock;

  /** The best prices that level 2 told last, of each product. */
  private final Map<String, MarketQuote> told = new HashMap<>();

  private long ticks;

  MarketChannels(Products products, ProductApi api, Clock clock) {
    this.products = products;
    this.api = api;
    this.clock = clock;
  }

  /** Sends everybody what a second brings. */
  synchronized void tick(Collection<StreamSocket> sockets) {
    ticks++;
    var before = Map.copyOf(told);
    products.traded().forEach(product -> told.put(product.id(), quote(product)));
    for (var socket : sockets) {
      if (socket.wants("heartbeats")) {
        socket.send("heartbeats", heartbeat());
      }
      for (var product : products.traded()) {
        tick(socket, product);
        levels(socket, product, before.get(product.id()));
      }
    }
  }

  private void tick(StreamSocket socket, Product product) {
    update(socket, product, "ticker");
    if (ticks % BATCH_SECONDS == 0) {
      update(socket, product, "ticker_batch");
    }
    update(socket, product, TRADES);
    if (ticks % BATCH_SECONDS == 0) {
      update(socket, product, "candles");
    }
  }

  /** What is gone from the book has a size of 0. */
  private void levels(StreamSocket socket, Product product, @Nullable MarketQuote before) {
    if (before == null || !wants(socket, product, "level2")) {
      return;
    }
    var now = told.getOrDefault(product.id(), before);
    var event = Json.object().put("type", "update").put("product_id", product.id());
    var updates = event.putArray("updates");
    if (before.bid().compareTo(now.bid()) != 0) {
      updates.add(level("bid", before.bid(), BigDecimal.ZERO));
    }
    if (before.ask().compareTo(now.ask()) != 0) {
      updates.add(level("offer", before.ask(), BigDecimal.ZERO));
    }
    updates.add(level("bid", now.bid(), now.bidSize()));
    updates.add(level("offer", now.ask(), now.askSize()));
    socket.send("l2_data", Json.array().add(event));
  }

  private static boolean wants(StreamSocket socket, Product product, String channel) {
    return socket.wants(channel, product.id())
        || socket.wants(channel, product.inDollarCoin().id());
  }

  private void update(StreamSocket socket, Product product, String channel) {
    if (wants(socket, product, channel)) {
      send(socket, channel, "update", product);
    }
  }

  /** Sends what a subscription begins with. */
  synchronized void snapshot(StreamSocket socket, String channel, Set<String> asked) {
    switch (channel) {
      case "ticker", "ticker_batch", "level2", TRADES, "candles" ->
          products.traded().stream()
              .filter(product ->
                  asked.isEmpty()
                      || asked.contains(product.id())
                      || asked.contains(product.inDollarCoin().id()))
              .forEach(product -> send(socket, channel, "snapshot", product));
      case "status" -> socket.send(channel, status(asked));
      case "futures_balance_summary" -> socket.send(channel, futures());
      default -> {}
    }
  }

  /** Aliases are told of under the name of the book. */
  private void send(StreamSocket socket, String channel, String type, Product product) {
    var event = Json.object().put("type", type);
    switch (channel) {
      case "ticker" -> event.putArray("tickers").add(ticker(product, true));
      case "ticker_batch" -> event.putArray("tickers").add(ticker(product, false));
      case "level2" -> level2(event, product);
      case TRADES -> event.putArray("trades").add(trade(product));
      default -> event.set("candles", candles(product));
    }
    socket.send(channel.equals("level2") ? "l2_data" : channel, Json.array().add(event));
  }

  private ArrayNode heartbeat() {
    return Json.array()
        .add(
            Json.object()
                .put("current_time", Texts.time(clock.instant()))
                .put("heartbeat_counter", String.valueOf(ticks)));
  }

  private ArrayNode status(Set<String> asked) {
    var event = Json.object().put("type", "snapshot");
    var list = event.putArray("products");
    products.all().stream()
        .filter(product -> asked.isEmpty() || asked.contains(product.id()))
        .forEach(product -> list.add(api.json(product).put("id", product.id())));
    return Json.array().add(event);
  }

  private static ArrayNode futures() {
    var event = Json.object().put("type", "snapshot");
    event.putObject("fcm_balance_summary").put("futures_buying_power", "0");
    return Json.array().add(event);
  }

  private ObjectNode ticker(Product product, boolean withTouch) {
    var quote = quote(product);
    var change = Texts.percent(quote.last().subtract(quote.previousClose()), quote.previousClose());
    var json =
        Json.object()
            .put("type", "ticker")
            .put("product_id", product.id())
            .put("price", Texts.plain(quote.last()))
            .put("volume_24_h", Texts.plain(quote.dayVolume()))
            .put("low_24_h", Texts.plain(quote.dayLow()))
            .put("high_24_h", Texts.plain(quote.dayHigh()))
            .put("low_52_w", Texts.plain(quote.dayLow()))
            .put("high_52_w", Texts.plain(quote.dayHigh()))
            .put("price_percent_chg_24_h", change.toPlainString());
    if (withTouch) {
      json.put("best_bid", Texts.plain(quote.bid()))
          .put("best_bid_quantity", Texts.plain(quote.bidSize()))
          .put("best_ask", Texts.plain(quote.ask()))
          .put("best_ask_quantity", Texts.plain(quote.askSize()));
    }
    return json;
  }

  private void level2(ObjectNode event, Product product) {
    var quote = told.computeIfAbsent(product.id(), _ -> quote(product));
    event.put("product_id", product.id());
    var updates = event.putArray("updates");
    updates.add(level("bid", quote.bid(), quote.bidSize()));
    updates.add(level("offer", quote.ask(), quote.askSize()));
  }

  private ObjectNode level(String side, BigDecimal price, BigDecimal size) {
    return Json.object()
        .put("side", side)
        .put("event_time", Texts.time(clock.instant()))
        .put("price_level", Texts.plain(price))
        .put("new_quantity", Texts.plain(size));
  }

  private ObjectNode trade(Product product) {
    var trade = products.prices().latestTrade(product.listed(), clock.instant());
    return Json.object()
        .put("trade_id", String.valueOf(trade.id()))
        .put("product_id", product.id())
        .put("price", Texts.plain(trade.price()))
        .put("size", Texts.plain(trade.size()))
        .put("side", trade.id() % 2 == 0 ? "BUY" : "SELL")
        .put("time", Texts.time(trade.at()));
  }

  private ArrayNode candles(Product product) {
    var now = clock.instant();
    var list = Json.array();
    products
        .prices()
        .bars(
            product.listed(), BarSize.MINUTE_5, now.minus(CANDLES_BACK), now.plus(CANDLE), 100, now)
        .forEach(bar -> list.add(CandleApi.json(bar).put("product_id", product.id())));
    return list;
  }

  private MarketQuote quote(Product product) {
    return products.prices().quote(product.listed(), clock.instant());
  }
}
