package io.brokerway.broker.order;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * At which price and for how long an order stands.
 *
 * @param limitPrice present exactly for the types that name one; optional for {@link
 *     OrderType#ALGORITHM}
 * @param stopPrice present exactly for the types that wait for one
 * @param trail present exactly for the types that trail
 * @param limitOffset the distance from trigger to limit of a {@link OrderType#TRAILING_STOP_LIMIT}
 * @param goodUntil present exactly for {@link TimeInForce#GTD}
 */
public record OrderTerms(
    OrderType type,
    TimeInForce timeInForce,
    TradingSession session,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice,
    @Nullable TrailingOffset trail,
    @Nullable BigDecimal limitOffset,
    @Nullable Instant goodUntil) {

  public OrderTerms {
    requireWhere(
        type.needsLimitPrice(), "limitPrice", limitPrice, type, type == OrderType.ALGORITHM);
    requireWhere(type.needsStopPrice(), "stopPrice", stopPrice, type, false);
    requireWhere(type.trails(), "trail", trail, type, false);
    requireWhere(type == OrderType.TRAILING_STOP_LIMIT, "limitOffset", limitOffset, type, false);
    requireWhere(timeInForce == TimeInForce.GTD, "goodUntil", goodUntil, timeInForce, false);
  }

  public static OrderTerms market(TimeInForce timeInForce) {
    return plain(OrderType.MARKET, timeInForce, null, null, null);
  }

  public static OrderTerms limit(String limitPrice, TimeInForce timeInForce) {
    return plain(OrderType.LIMIT, timeInForce, new BigDecimal(limitPrice), null, null);
  }

  public static OrderTerms stop(String stopPrice, TimeInForce timeInForce) {
    return plain(OrderType.STOP, timeInForce, null, new BigDecimal(stopPrice), null);
  }

  public static OrderTerms stopLimit(String stopPrice, String limitPrice, TimeInForce timeInForce) {
    return plain(
        OrderType.STOP_LIMIT,
        timeInForce,
        new BigDecimal(limitPrice),
        new BigDecimal(stopPrice),
        null);
  }

  public static OrderTerms trailingStop(TrailingOffset trail, TimeInForce timeInForce) {
    return plain(OrderType.TRAILING_STOP, timeInForce, null, null, trail);
  }

  private static OrderTerms plain(
      OrderType type,
      TimeInForce timeInForce,
      @Nullable BigDecimal limitPrice,
      @Nullable BigDecimal stopPrice,
      @Nullable TrailingOffset trail) {
    return new OrderTerms(
        type, timeInForce, TradingSession.REGULAR, limitPrice, stopPrice, trail, null, null);
  }

  private static void requireWhere(
      boolean needed, String name, @Nullable Object value, Enum<?> kind, boolean optional) {
    if (needed && value == null) {
      throw new IllegalArgumentException("%s is required for %s".formatted(name, kind));
    }
    if (!needed && value != null && !optional) {
      throw new IllegalArgumentException("%s is not allowed for %s".formatted(name, kind));
    }
  }
}
