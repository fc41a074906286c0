package io.brokerway.simulators.coinbase;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueReply;
import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.simulators.coinbase.OrderPlan.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rules of a new order, and the names of their failures. */
final class OrderChecks {
  private static final Duration LONGEST_LIFE = Duration.ofDays(365);

  private final Venue venue;

  OrderChecks(Venue venue) {
    this.venue = venue;
  }

  void check(OrderRequest order, Product product) {
    var plan = order.plan();
    if (product.isAlias()) {
      throw OrderFailure.of("INELIGIBLE_PAIR", "account is not available");
    }
    checkSize(order, product);
    checkIncrements(plan, product);
    checkTime(plan);
    var quote = venue.prices().quote(product.listed(), venue.now());
    if (plan.postOnly() && takes(order, quote)) {
      throw OrderFailure.of("INVALID_LIMIT_PRICE_POST_ONLY", "post only order would match at once");
    }
    if (plan.kind() == Kind.STOP_LIMIT) {
      checkStop(order, quote);
    }
    if (plan.kind() == Kind.BRACKET) {
      checkBracket(plan, order.buys(), quote);
    }
    checkExits(order, product, quote);
  }

  /** What Coinbase says where the venue refused an order. */
  static OrderFailure failure(VenueReply.Refused refused) {
    return switch (refused.reason()) {
      case INSUFFICIENT_FUNDS, INSUFFICIENT_POSITION, NOT_SHORTABLE, NOT_PERMITTED ->
          OrderFailure.of("INSUFFICIENT_FUND", "Insufficient balance in source account");
      case UNKNOWN_INSTRUMENT -> OrderFailure.of("INVALID_PRODUCT_ID", refused.text());
      case NOT_TRADABLE -> OrderFailure.of("UNTRADABLE_PRODUCT", refused.text());
      case MARKET_CLOSED -> OrderFailure.of("PRODUCT_TRADING_HALTED", refused.text());
      case INVALID_PRICE -> OrderFailure.of("INVALID_LIMIT_PRICE", refused.text());
      case INVALID_QUANTITY -> OrderFailure.of("INVALID_SIZE_PRECISION", refused.text());
      case DUPLICATE_CLIENT_ORDER_ID ->
          OrderFailure.of("DUPLICATE_CLIENT_ORDER_ID", "client_order_id is not unique");
      case UNSUPPORTED_COMBINATION ->
          OrderFailure.of("UNSUPPORTED_ORDER_CONFIGURATION", refused.text());
      case TOO_LATE, UNKNOWN_ORDER, RULE, INVALID_REQUEST, OTHER ->
          OrderFailure.of("INVALID_REQUEST", refused.text());
    };
  }

  private static void checkSize(OrderRequest order, Product product) {
    var base = order.plan().baseSize();
    var quote = order.plan().quoteSize();
    if ((base == null) == (quote == null)) {
      throw Refusal.invalid("exactly one of base_size and quote_size is required");
    }
    if (quote != null && !order.buys()) {
      throw OrderFailure.of(
          "QUOTE_ORDERS_NOT_ALLOWED_FOR_PRODUCT", "sells are sized in the base currency");
    }
    if (base != null) {
      requireWithin("BASE", base, Product.MIN_BASE, Product.MAX_BASE);
      requireStep("INVALID_SIZE_PRECISION", base, product.baseIncrement());
    }
    if (quote != null) {
      requireWithin("QUOTE", quote, Product.MIN_QUOTE, Product.MAX_QUOTE);
      requireStep("INVALID_SIZE_PRECISION", quote, product.priceIncrement());
    }
  }

  private static void requireWithin(
      String what, BigDecimal size, BigDecimal least, BigDecimal most) {
    if (size.compareTo(least) < 0) {
      throw OrderFailure.inPreview(
          "PREVIEW_INVALID_%s_SIZE_TOO_SMALL".formatted(what), "Order size is too small");
    }
    if (size.compareTo(most) > 0) {
      throw OrderFailure.inPreview(
          "PREVIEW_INVALID_%s_SIZE_TOO_LARGE".formatted(what), "Order size is too large");
    }
  }

  static void checkIncrements(OrderPlan plan, Product product) {
    requirePrice(plan.limitPrice(), product);
    requirePrice(plan.stopPrice(), product);
  }

  private static void requirePrice(@Nullable BigDecimal price, Product product) {
    if (price == null) {
      return;
    }
    if (price.signum() <= 0) {
      throw OrderFailure.of("INVALID_LIMIT_PRICE", "Price must be above 0");
    }
    requireStep("INVALID_PRICE_PRECISION", price, product.priceIncrement());
  }

  private static void requireStep(String reason, BigDecimal value, BigDecimal step) {
    if (value.remainder(step).signum() != 0) {
      throw OrderFailure.of(reason, "Too many decimals in order amount");
    }
  }

  private void checkTime(OrderPlan plan) {
    var end = plan.endTime();
    if (end == null) {
      return;
    }
    if (!end.isAfter(venue.now())) {
      throw OrderFailure.of("END_TIME_IS_IN_THE_PAST", "end_time is in the past");
    }
    if (end.isAfter(venue.now().plus(LONGEST_LIFE))) {
      throw OrderFailure.of("END_TIME_TOO_FAR_IN_FUTURE", "end_time is too far in the future");
    }
  }

  private static boolean takes(OrderRequest order, MarketQuote quote) {
    var limit = order.plan().limitPrice();
    if (limit == null) {
      return true;
    }
    return order.buys() ? limit.compareTo(quote.ask()) >= 0 : limit.compareTo(quote.bid()) <= 0;
  }

  /** The exchange's stops follow the market: a buy waits above it, a sell below. */
  private static void checkStop(OrderRequest order, MarketQuote quote) {
    var stop = order.plan().stopPrice();
    var up = order.plan().stopUp();
    if (stop == null || up != order.buys()) {
      throw OrderFailure.of(
          "UNSUPPORTED_ORDER_CONFIGURATION", "stop_direction does not fit the side");
    }
    if (up && stop.compareTo(quote.last()) <= 0) {
      throw OrderFailure.inPreview(
          "PREVIEW_STOP_PRICE_BELOW_LAST_TRADE_PRICE", "Stop price must be above the last trade");
    }
    if (!up && stop.compareTo(quote.last()) >= 0) {
      throw OrderFailure.inPreview(
          "PREVIEW_STOP_PRICE_ABOVE_LAST_TRADE_PRICE", "Stop price must be below the last trade");
    }
  }

  /** Of a sell the profit lies above the market and the loss below, of a buy the other way. */
  private static void checkBracket(OrderPlan bracket, boolean buys, MarketQuote quote) {
    var profit = bracket.limitPrice();
    var loss = bracket.stopPrice();
    var last = quote.last();
    var right =
        profit != null
            && loss != null
            && (buys
                ? profit.compareTo(last) < 0 && loss.compareTo(last) > 0
                : profit.compareTo(last) > 0 && loss.compareTo(last) < 0);
    if (!right) {
      throw OrderFailure.of(
          "INVALID_BRACKET_PRICES", "bracket prices do not lie around the market");
    }
  }

  private static void checkExits(OrderRequest order, Product product, MarketQuote quote) {
    var exits = order.exits();
    if (exits == null) {
      return;
    }
    var kind = order.plan().kind();
    var plain = kind == Kind.MARKET || kind == Kind.LIMIT;
    if (!exits.variant().equals("trigger_bracket_gtc") || !plain) {
      throw OrderFailure.of(
          "ATTACHED_ORDERS_ONLY_ALLOWED_ON_MARKET_LIMIT",
          "only a trigger_bracket_gtc on a market or limit order");
    }
    if (exits.baseSize() != null) {
      throw OrderFailure.of(
          "ATTACHED_ORDER_SIZE_MUST_BE_NIL", "an attached order takes the size of its parent");
    }
    checkIncrements(exits, product);
    checkAround(order, exits, quote);
  }

  /** Around what the parent pays: its limit, or the market. */
  private static void checkAround(OrderRequest order, OrderPlan exits, MarketQuote quote) {
    var limit = order.plan().limitPrice();
    var entry = limit == null ? quote.last() : limit;
    var profit = exits.limitPrice();
    var loss = exits.stopPrice();
    if (profit == null
        || profit.compareTo(entry) == 0
        || order.buys() != (profit.compareTo(entry) > 0)) {
      throw OrderFailure.of(
          "INVALID_ATTACHED_TAKE_PROFIT_PRICE", "take profit is on the wrong side");
    }
    if (loss == null || order.buys() != (loss.compareTo(entry) < 0)) {
      throw OrderFailure.of("INVALID_ATTACHED_STOP_LOSS_PRICE", "stop loss is on the wrong side");
    }
  }
}
