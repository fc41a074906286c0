package io.brokerway.brokers.tradestation;

import static io.brokerway.kit.wire.Figures.plain;
import static io.brokerway.kit.wire.Figures.plainOrNull;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our orders as TradeStation's requests; their parts were found supported before. Pure. */
final class TradeStationRequests {
  private TradeStationRequests() {}

  /**
   * An order, an entry with the exits that it sends once it fills included.
   *
   * @param action by what is held: {@code BUY}, {@code BUYTOCOVER}
   */
  static TradeStationWire.OrderRequest order(NewOrder order, String action) {
    var exits =
        order.orderClass() == OrderClass.SIMPLE
            ? null
            : List.of(
                new TradeStationWire.Group(
                    order.orderClass() == OrderClass.BRACKET ? "BRK" : "NORMAL",
                    exits(order, closing(action))));
    return request(order, order.terms(), action, order.clientOrderId(), exits);
  }

  /** Two exits of a holding, of which one ends the other. */
  static TradeStationWire.Group pair(NewOrder order, String action) {
    return new TradeStationWire.Group("OCO", exits(order, action));
  }

  private static List<TradeStationWire.OrderRequest> exits(NewOrder order, String action) {
    var exits = new ArrayList<TradeStationWire.OrderRequest>();
    if (order.takeProfit() != null) {
      exits.add(exit(order, order.takeProfit(), action, "1"));
    }
    if (order.stopLoss() != null) {
      exits.add(exit(order, order.stopLoss(), action, "2"));
    }
    return exits;
  }

  /** Each order of a group has a guard of its own. */
  private static TradeStationWire.OrderRequest exit(
      NewOrder order, ExitOrder exit, String action, String suffix) {
    return request(order, terms(order, exit), action, order.clientOrderId() + suffix, null);
  }

  private static OrderTerms terms(NewOrder order, ExitOrder exit) {
    var type = OrderType.LIMIT;
    if (exit.trail() != null) {
      type = OrderType.TRAILING_STOP;
    } else if (exit.stopPrice() != null) {
      type = exit.limitPrice() == null ? OrderType.STOP : OrderType.STOP_LIMIT;
    }
    return new OrderTerms(
        type,
        order.terms().timeInForce(),
        order.terms().session(),
        exit.limitPrice(),
        exit.stopPrice(),
        exit.trail(),
        null,
        order.terms().goodUntil());
  }

  private static TradeStationWire.OrderRequest request(
      NewOrder order,
      OrderTerms terms,
      String action,
      String confirmId,
      @Nullable List<TradeStationWire.Group> exits) {
    if (order.instrument() == null
        || !(order.quantity() instanceof OrderQuantity.Units(var units))) {
      throw new Unsupported("TradeStation takes units of one instrument");
    }
    return new TradeStationWire.OrderRequest(
        order.account().value(),
        TradeStationSymbols.symbol(order.instrument()),
        plain(units),
        type(terms.type()),
        plainOrNull(terms.limitPrice()),
        plainOrNull(terms.stopPrice()),
        action,
        TradeStationDurations.wire(terms),
        confirmId,
        advanced(terms.trail()),
        exits);
  }

  /** A change of a working order; its quantity is the new total. */
  static TradeStationWire.ReplaceRequest replace(OrderChange change) {
    return new TradeStationWire.ReplaceRequest(
        plainOrNull(change.quantity()),
        plainOrNull(change.limitPrice()),
        plainOrNull(change.stopPrice()),
        advanced(change.trail()));
  }

  private static TradeStationWire.@Nullable AdvancedOptions advanced(
      @Nullable TrailingOffset trail) {
    return trail == null
        ? null
        : new TradeStationWire.AdvancedOptions(
            new TradeStationWire.Trail(
                value(trail, TrailingOffset.Unit.AMOUNT),
                value(trail, TrailingOffset.Unit.PERCENT)),
            null);
  }

  private static @Nullable String value(TrailingOffset trail, TrailingOffset.Unit wanted) {
    BigDecimal value = trail.unit() == wanted ? trail.value() : null;
    return plainOrNull(value);
  }

  private static String type(OrderType type) {
    return switch (type) {
      case MARKET -> "Market";
      case LIMIT -> "Limit";
      case STOP, TRAILING_STOP -> "StopMarket";
      case STOP_LIMIT -> "StopLimit";
      case TRAILING_STOP_LIMIT,
          MARKET_IF_TOUCHED,
          LIMIT_IF_TOUCHED,
          MARKET_ON_OPEN,
          LIMIT_ON_OPEN,
          MARKET_ON_CLOSE,
          LIMIT_ON_CLOSE,
          ALGORITHM ->
          throw new Unsupported("TradeStation has no order type " + type);
    };
  }

  /** What ends that which an action begins. */
  private static String closing(String action) {
    return action.startsWith("BUY") ? "SELL" : "BUYTOCOVER";
  }
}
