package io.brokerway.simulators.tradestation;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.exchange.VenueOrder;
import org.jspecify.annotations.Nullable;

/** What TradeStation says of an order in a sentence. */
final class OrderWords {
  private OrderWords() {}

  /** {@code Buy 10 MSFT @ 405.00 Limit}. */
  static String summary(OrderRequest order) {
    var price =
        switch (order.type()) {
          case LIMIT -> Amounts.text(order.limitPrice()) + " Limit";
          case STOP -> Amounts.text(order.stopPrice()) + " Stop Market";
          case STOP_LIMIT ->
              "%s Stop %s Limit"
                  .formatted(Amounts.text(order.stopPrice()), Amounts.text(order.limitPrice()));
          case TRAILING_STOP -> "Trailing Stop";
          default -> "Market";
        };
    return "%s %s %s @ %s"
        .formatted(
            order.action().shown(), Amounts.plain(order.quantity()), instrument(order), price);
  }

  private static String instrument(OrderRequest order) {
    return order.symbol() == null ? "spread" : order.symbol();
  }

  /** The symbol of an order; absent for a spread, which has several. */
  static @Nullable String symbol(VenueOrder order) {
    return order.orderClass() == OrderClass.MULTI_LEG ? null : Symbols.of(order.listed());
  }

  static boolean isStop(OrderType type) {
    return switch (type) {
      case STOP, STOP_LIMIT, TRAILING_STOP -> true;
      default -> false;
    };
  }
}
