package io.brokerway.simulators.etrade;

import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** E*TRADE's price types and terms in the venue's words, and back. */
final class PriceTypes {
  static final Set<String> ALL =
      Set.of(
          "MARKET",
          "LIMIT",
          "STOP",
          "STOP_LIMIT",
          "TRAILING_STOP_CNST",
          "TRAILING_STOP_PRCT",
          "HIDDEN_STOP",
          "MARKET_ON_OPEN",
          "MARKET_ON_CLOSE",
          "LIMIT_ON_OPEN",
          "LIMIT_ON_CLOSE",
          "NET_DEBIT",
          "NET_CREDIT",
          "NET_EVEN",
          "TRAILING_STOP_CNST_BY_LOWER_TRIGGER",
          "UPPER_TRIGGER_BY_TRAILING_STOP_CNST",
          "TRAILING_STOP_PRCT_BY_LOWER_TRIGGER",
          "UPPER_TRIGGER_BY_TRAILING_STOP_PRCT",
          "HIDDEN_STOP_BY_LOWER_TRIGGER",
          "UPPER_TRIGGER_BY_HIDDEN_STOP");

  private PriceTypes() {}

  /** Refuses what E*TRADE lists and the API does not take. */
  static void requireAvailable(OrderRequest request) {
    type(request.priceType());
    timeInForce(request.orderTerm());
  }

  static OrderTerms terms(OrderRequest request) {
    var session = request.isExtended() ? TradingSession.EXTENDED : TradingSession.REGULAR;
    var type = type(request.priceType());
    return new OrderTerms(
        type,
        timeInForce(request),
        session,
        type.needsLimitPrice() ? limitPrice(request) : null,
        type.needsStopPrice() ? request.stopPrice() : null,
        trail(request),
        null,
        null);
  }

  static @Nullable TrailingOffset trail(OrderRequest request) {
    var value = request.stopPrice();
    if (value == null) {
      return null;
    }
    return switch (request.priceType()) {
      case "TRAILING_STOP_CNST" -> new TrailingOffset(value, TrailingOffset.Unit.AMOUNT);
      case "TRAILING_STOP_PRCT" -> new TrailingOffset(value, TrailingOffset.Unit.PERCENT);
      default -> null;
    };
  }

  static @Nullable BigDecimal limitPrice(OrderRequest request) {
    var limit = request.limitPrice();
    return switch (request.priceType()) {
      case "NET_CREDIT" -> limit == null ? null : limit.negate();
      case "NET_EVEN" -> BigDecimal.ZERO;
      default -> limit;
    };
  }

  static TimeInForce timeInForce(OrderRequest request) {
    return switch (request.priceType()) {
      case "MARKET_ON_OPEN", "LIMIT_ON_OPEN" -> TimeInForce.OPG;
      case "MARKET_ON_CLOSE", "LIMIT_ON_CLOSE" -> TimeInForce.CLS;
      default -> timeInForce(request.orderTerm());
    };
  }

  private static TimeInForce timeInForce(String term) {
    return switch (term) {
      case "GOOD_FOR_DAY" -> TimeInForce.DAY;
      case "GOOD_UNTIL_CANCEL" -> TimeInForce.GTC;
      case "IMMEDIATE_OR_CANCEL" -> TimeInForce.IOC;
      case "FILL_OR_KILL" -> TimeInForce.FOK;
      // By which field it would name its date no page says.
      default -> throw Refusal.invalid("orderTerm %s is not available".formatted(term));
    };
  }

  private static OrderType type(String word) {
    return switch (word) {
      case "MARKET", "MARKET_ON_OPEN", "MARKET_ON_CLOSE" -> OrderType.MARKET;
      case "LIMIT", "LIMIT_ON_OPEN", "LIMIT_ON_CLOSE", "NET_DEBIT", "NET_CREDIT", "NET_EVEN" ->
          OrderType.LIMIT;
      case "STOP", "HIDDEN_STOP" -> OrderType.STOP;
      case "STOP_LIMIT" -> OrderType.STOP_LIMIT;
      case "TRAILING_STOP_CNST", "TRAILING_STOP_PRCT" -> OrderType.TRAILING_STOP;
      // E*TRADE lists these; how they are placed by the API no page says.
      default -> throw Refusal.invalid("priceType %s is not available".formatted(word));
    };
  }

  /** The word of an order whose own words were lost. */
  static String word(OrderTerms terms, boolean combination) {
    return switch (terms.type()) {
      case MARKET -> auction(terms.timeInForce(), "MARKET");
      case LIMIT -> combination ? net(terms.limitPrice()) : auction(terms.timeInForce(), "LIMIT");
      case STOP -> "STOP";
      case STOP_LIMIT -> "STOP_LIMIT";
      case TRAILING_STOP -> trailWord(terms.trail());
      case TRAILING_STOP_LIMIT,
          MARKET_IF_TOUCHED,
          LIMIT_IF_TOUCHED,
          MARKET_ON_OPEN,
          LIMIT_ON_OPEN,
          MARKET_ON_CLOSE,
          LIMIT_ON_CLOSE,
          ALGORITHM ->
          throw new IllegalStateException("not a type of E*TRADE's: " + terms.type());
    };
  }

  static String term(TimeInForce timeInForce) {
    return switch (timeInForce) {
      case DAY, OPG, CLS -> "GOOD_FOR_DAY";
      case GTC -> "GOOD_UNTIL_CANCEL";
      case IOC -> "IMMEDIATE_OR_CANCEL";
      case FOK -> "FILL_OR_KILL";
      case GTD -> "GOOD_TILL_DATE";
    };
  }

  private static String auction(TimeInForce timeInForce, String word) {
    return switch (timeInForce) {
      case OPG -> word + "_ON_OPEN";
      case CLS -> word + "_ON_CLOSE";
      case DAY, GTC, GTD, IOC, FOK -> word;
    };
  }

  private static String net(@Nullable BigDecimal limit) {
    if (limit == null || limit.signum() == 0) {
      return "NET_EVEN";
    }
    return limit.signum() > 0 ? "NET_DEBIT" : "NET_CREDIT";
  }

  private static String trailWord(@Nullable TrailingOffset trail) {
    return trail != null && trail.unit() == TrailingOffset.Unit.PERCENT
        ? "TRAILING_STOP_PRCT"
        : "TRAILING_STOP_CNST";
  }
}
