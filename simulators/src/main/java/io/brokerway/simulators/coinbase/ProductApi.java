package io.brokerway.simulators.coinbase;

import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Products and what they cost now; the same for everybody. */
final class ProductApi {
  private static final int MOST_TRADES = 1_000;
  private static final Set<String> TYPES =
      Set.of("UNKNOWN_PRODUCT_TYPE", "SPOT", "FUTURE", "EQUITY", "OPTION_GROUP");

  private final Products products;
  private final CandleApi candles;
  private final Clock clock;

  ProductApi(Products products, Clock clock) {
    this.products = products;
    this.candles = new CandleApi(products, clock);
    this.clock = clock;
  }

  HttpReply time() {
    var now = clock.instant();
    return HttpReply.json(
        200,
        Json.object()
            .put("iso", Texts.second(now))
            .put("epochSeconds", String.valueOf(now.getEpochSecond()))
            .put("epochMillis", String.valueOf(now.toEpochMilli())));
  }

  HttpReply list(HttpCall call) {
    var type = call.parameter("product_type").orElse("SPOT");
    if (!TYPES.contains(type)) {
      throw Refusal.invalid("parsing field \"product_type\": \"%s\" is not valid".formatted(type));
    }
    var asked = OrderQuery.words(call, "product_ids");
    var offset = Math.max(0, number(call, "offset"));
    var limit = number(call, "limit");
    var all =
        products.all().stream()
            .filter(product -> type.equals("SPOT"))
            .filter(product -> asked.isEmpty() || asked.contains(product.id()))
            .skip(offset)
            .limit(limit <= 0 ? Long.MAX_VALUE : limit)
            .toList();
    var json = Json.object();
    var list = json.putArray("products");
    all.forEach(product -> list.add(json(product)));
    return HttpReply.json(200, json.put("num_products", all.size()));
  }

  /** Below {@code /products/}: a product, its trades or its candles. */
  HttpReply below(String path, HttpCall call) {
    var end = path.indexOf('/');
    var product = products.require(end < 0 ? path : path.substring(0, end));
    return switch (end < 0 ? "" : path.substring(end)) {
      case "" -> HttpReply.json(200, json(product));
      case "/ticker" -> ticker(product, call);
      case "/candles" -> candles.list(product, call);
      default -> throw Refusal.unknownPath();
    };
  }

  HttpReply bestBidAsk(HttpCall call) {
    var asked = OrderQuery.words(call, "product_ids");
    asked.forEach(products::require);
    var json = Json.object();
    var books = json.putArray("pricebooks");
    products.all().stream()
        .filter(product -> asked.isEmpty() || asked.contains(product.id()))
        .forEach(product -> books.add(book(product)));
    return HttpReply.json(200, json);
  }

  HttpReply book(HttpCall call) {
    var id =
        call.parameter("product_id").orElseThrow(() -> Refusal.invalid("product_id is required"));
    var product = products.require(id);
    var quote = quote(product);
    var spread = quote.ask().subtract(quote.bid());
    var middle = quote.ask().add(quote.bid()).divide(BigDecimal.TWO, MathContext.DECIMAL64);
    var json = Json.object();
    json.set("pricebook", book(product));
    return HttpReply.json(
        200,
        json.put("last", Texts.plain(quote.last()))
            .put("mid_market", Texts.plain(middle))
            .put("spread_bps", Texts.plain(Texts.percent(spread, middle).movePointRight(2)))
            .put("spread_absolute", Texts.plain(spread)));
  }

  private ObjectNode book(Product product) {
    var quote = quote(product);
    var json = Json.object().put("product_id", product.id());
    json.set("bids", level(quote.bid(), quote.bidSize()));
    json.set("asks", level(quote.ask(), quote.askSize()));
    return json.put("time", Texts.time(clock.instant()));
  }

  /** The exchange shows its best prices and no more. */
  private static ArrayNode level(BigDecimal price, BigDecimal size) {
    var levels = Json.array();
    levels.addObject().put("price", Texts.plain(price)).put("size", Texts.plain(size));
    return levels;
  }

  private HttpReply ticker(Product product, HttpCall call) {
    var count = Math.min(MOST_TRADES, Math.max(1, number(call, "limit")));
    var quote = quote(product);
    var json = Json.object();
    var trades = json.putArray("trades");
    Stream.iterate(
            latest(product, clock.instant()), trade -> latest(product, trade.at().minusNanos(1)))
        .limit(count)
        .takeWhile(trade -> trade.id() >= 0)
        .forEach(trade ->
            trades.add(
                Json.object()
                    .put("trade_id", String.valueOf(trade.id()))
                    .put("product_id", product.id())
                    .put("price", Texts.plain(trade.price()))
                    .put("size", Texts.plain(trade.size()))
                    .put("time", Texts.time(trade.at()))
                    .put("side", trade.id() % 2 == 0 ? "BUY" : "SELL")
                    .put("bid", "")
                    .put("ask", "")
                    .put("exchange", "")));
    return HttpReply.json(
        200,
        json.put("best_bid", Texts.plain(quote.bid())).put("best_ask", Texts.plain(quote.ask())));
  }

  private io.brokerway.exchange.tape.MarketTrade latest(Product product, Instant at) {
    return products.prices().latestTrade(product.listed(), at);
  }

  private MarketQuote quote(Product product) {
    return products.prices().quote(product.listed(), clock.instant());
  }

  private static int number(HttpCall call, String name) {
    try {
      return call.parameter(name).map(Integer::parseInt).orElse(0);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("parsing field \"%s\": invalid syntax".formatted(name));
    }
  }

  ObjectNode json(Product product) {
    var quote = quote(product);
    var middle = quote.ask().add(quote.bid()).divide(BigDecimal.TWO, MathContext.DECIMAL64);
    var json =
        Json.object()
            .put("product_id", product.id())
            .put("price", Texts.plain(quote.last()))
            .put("price_percentage_change_24h", change(quote))
            .put("volume_24h", Texts.plain(quote.dayVolume()))
            .put("base_increment", product.baseIncrement().toPlainString())
            .put("quote_increment", product.priceIncrement().toPlainString())
            .put("price_increment", product.priceIncrement().toPlainString())
            .put("base_min_size", Texts.plain(Product.MIN_BASE))
            .put("base_max_size", Texts.plain(Product.MAX_BASE))
            .put("quote_min_size", Texts.plain(Product.MIN_QUOTE))
            .put("quote_max_size", Texts.plain(Product.MAX_QUOTE))
            .put("base_name", product.coinName())
            .put("quote_name", product.isAlias() ? "USDC" : "US Dollar")
            .put("base_currency_id", product.base())
            .put("quote_currency_id", product.quote())
            .put("base_display_symbol", product.base())
            .put("quote_display_symbol", Wallets.DOLLARS);
    flags(json, product);
    return json.put("product_type", "SPOT")
        .put("product_venue", "CBE")
        .put("mid_market_price", Texts.plain(middle))
        .put("alias", product.isAlias() ? product.aliasTo() : "")
        .set("alias_to", aliases(product));
  }

  private static void flags(ObjectNode json, Product product) {
    json.put("status", "online")
        .put("watched", false)
        .put("new", false)
        .put("is_disabled", false)
        .put("cancel_only", false)
        .put("limit_only", false)
        .put("post_only", false)
        .put("trading_disabled", false)
        .put("auction_mode", false)
        .put("view_only", product.isAlias());
  }

  private static ArrayNode aliases(Product product) {
    var names = Json.array();
    return product.isAlias() ? names : names.add(product.inDollarCoin().id());
  }

  private static String change(MarketQuote quote) {
    return Texts.percent(quote.last().subtract(quote.previousClose()), quote.previousClose())
        .toPlainString();
  }
}
