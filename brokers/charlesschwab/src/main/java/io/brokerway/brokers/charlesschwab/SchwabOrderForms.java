package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders as bodies for Schwab; their parts were found supported before. Pure. */
final class SchwabOrderForms {
  private SchwabOrderForms() {}

  static SchwabWire.Order form(NewOrder order) {
    var entry =
        form(
            instrument(order),
            instruction(instrument(order), order.side(), order.effect()),
            units(order),
            order.terms(),
            order.allOrNone());
    return switch (order.orderClass()) {
      case SIMPLE -> entry;
      case OTO -> group(entry, "TRIGGER", exits(order));
      case BRACKET -> group(entry, "TRIGGER", List.of(pair(exits(order))));
      case OCO, MULTI_LEG -> throw new Unsupported("no " + order.orderClass() + " orders");
    };
  }

  private static Instrument instrument(NewOrder order) {
    if (order.instrument() == null) {
      throw new Unsupported("Schwab takes no order without an instrument");
    }
    return order.instrument();
  }

  static BigDecimal units(NewOrder order) {
    return switch (order.quantity()) {
      case OrderQuantity.Units(var units) -> units;
      case OrderQuantity.Notional _ ->
          throw new Unsupported("Schwab takes no orders by amount of money");
    };
  }

  /** Exits turn the entry round, for as long as it stands. */
  private static List<SchwabWire.Order> exits(NewOrder order) {
    var opens = order.side();
    var side = opens == Side.BUY ? Side.SELL : Side.BUY;
    var instruction = instruction(instrument(order), side, PositionEffect.CLOSE);
    return java.util.stream.Stream.of(order.takeProfit(), order.stopLoss())
        .filter(java.util.Objects::nonNull)
        .map(exit ->
            form(instrument(order), instruction, units(order), terms(exit, order.terms()), false))
        .toList();
  }

  private static OrderTerms terms(ExitOrder exit, OrderTerms entry) {
    var type =
        exit.trail() != null
            ? OrderType.TRAILING_STOP
            : exit.stopPrice() == null
                ? OrderType.LIMIT
                : exit.limitPrice() == null ? OrderType.STOP : OrderType.STOP_LIMIT;
    return new OrderTerms(
        type,
        entry.timeInForce(),
        entry.session(),
        exit.limitPrice(),
        exit.stopPrice(),
        exit.trail(),
        null,
        null);
  }

  private static SchwabWire.Order form(
      Instrument instrument,
      String instruction,
      BigDecimal units,
      OrderTerms terms,
      boolean allOrNone) {
    var trail = terms.trail();
    var leg =
        new SchwabWire.Leg(
            instruction,
            units,
            SchwabWire.Instrument.of(
                SchwabSymbols.assetType(instrument), SchwabSymbols.symbol(instrument)));
    return new SchwabWire.Order(
        session(terms.session()),
        duration(terms.timeInForce()),
        type(terms.type()),
        "NONE",
        null,
        null,
        null,
        terms.limitPrice(),
        terms.stopPrice(),
        trail == null ? null : "LAST",
        trail == null ? null : linkType(trail),
        trail == null ? null : trail.value(),
        allOrNone ? "ALL_OR_NONE" : null,
        List.of(leg),
        "SINGLE",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static SchwabWire.Order group(
      SchwabWire.Order entry, String strategy, List<SchwabWire.Order> children) {
    return new SchwabWire.Order(
        entry.session(),
        entry.duration(),
        entry.orderType(),
        entry.complexOrderStrategyType(),
        null,
        null,
        null,
        entry.price(),
        entry.stopPrice(),
        entry.stopPriceLinkBasis(),
        entry.stopPriceLinkType(),
        entry.stopPriceOffset(),
        entry.specialInstruction(),
        entry.orderLegCollection(),
        strategy,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        children);
  }

  private static SchwabWire.Order pair(List<SchwabWire.Order> exits) {
    return new SchwabWire.Order(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, "OCO",
        null, null, null, null, null, null, null, exits);
  }

  /**
   * A shown order as the whole body of a replace.
   *
   * @param units what the new order is for, without what was filled before
   */
  static SchwabWire.Order changed(SchwabWire.Order shown, OrderChange change, BigDecimal units) {
    var leg = SchwabOrders.firstLeg(shown);
    var wire = leg.instrument();
    var instrument = SchwabSymbols.instrument(wire);
    var trail = change.trail();
    return new SchwabWire.Order(
        shown.session(),
        change.timeInForce() == null ? shown.duration() : duration(change.timeInForce()),
        shown.orderType(),
        "NONE",
        null,
        null,
        null,
        change.limitPrice() == null ? shown.price() : change.limitPrice(),
        change.stopPrice() == null ? stop(shown) : change.stopPrice(),
        shown.stopPriceLinkBasis(),
        trail == null ? shown.stopPriceLinkType() : linkType(trail),
        trail == null ? shown.stopPriceOffset() : trail.value(),
        shown.specialInstruction(),
        List.of(
            new SchwabWire.Leg(
                leg.instruction(),
                units,
                SchwabWire.Instrument.of(
                    SchwabSymbols.assetType(instrument), SchwabSymbols.symbol(instrument)))),
        "SINGLE",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Where a trailing stop stands now is shown, and is not for us to set. */
  private static @Nullable BigDecimal stop(SchwabWire.Order shown) {
    return "TRAILING_STOP".equals(shown.orderType()) ? null : shown.stopPrice();
  }

  static String instruction(Instrument instrument, Side side, PositionEffect effect) {
    if (instrument instanceof Instrument.Option) {
      return switch (side) {
        case BUY -> effect == PositionEffect.CLOSE ? "BUY_TO_CLOSE" : "BUY_TO_OPEN";
        case SELL -> effect == PositionEffect.OPEN ? "SELL_TO_OPEN" : "SELL_TO_CLOSE";
        case SELL_SHORT -> "SELL_TO_OPEN";
      };
    }
    return switch (side) {
      case BUY -> effect == PositionEffect.CLOSE ? "BUY_TO_COVER" : "BUY";
      case SELL -> effect == PositionEffect.OPEN ? "SELL_SHORT" : "SELL";
      case SELL_SHORT -> "SELL_SHORT";
    };
  }

  private static String linkType(TrailingOffset trail) {
    return trail.unit() == TrailingOffset.Unit.AMOUNT ? "VALUE" : "PERCENT";
  }

  static String type(OrderType type) {
    return switch (type) {
      case MARKET, LIMIT, STOP, STOP_LIMIT, TRAILING_STOP, MARKET_ON_CLOSE, LIMIT_ON_CLOSE ->
          type.name();
      case TRAILING_STOP_LIMIT,
          MARKET_IF_TOUCHED,
          LIMIT_IF_TOUCHED,
          MARKET_ON_OPEN,
          LIMIT_ON_OPEN,
          ALGORITHM ->
          throw new Unsupported("no order type " + type + " at Schwab");
    };
  }

  static String duration(TimeInForce timeInForce) {
    return switch (timeInForce) {
      case DAY -> "DAY";
      case GTC -> "GOOD_TILL_CANCEL";
      case FOK -> "FILL_OR_KILL";
      case IOC -> "IMMEDIATE_OR_CANCEL";
      case GTD, OPG, CLS -> throw new Unsupported("no time in force " + timeInForce + " at Schwab");
    };
  }

  static String session(TradingSession session) {
    return switch (session) {
      case REGULAR -> "NORMAL";
      case EXTENDED -> "SEAMLESS";
      case PRE_MARKET -> "AM";
      case POST_MARKET -> "PM";
      case OVERNIGHT, ALL -> throw new Unsupported("no session " + session + " at Schwab");
    };
  }
}
