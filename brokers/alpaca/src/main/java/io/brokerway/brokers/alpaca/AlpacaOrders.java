package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.AlpacaFigures.figure;
import static io.brokerway.brokers.alpaca.AlpacaFigures.firstOf;
import static io.brokerway.brokers.alpaca.AlpacaFigures.given;
import static io.brokerway.brokers.alpaca.AlpacaFigures.instant;
import static io.brokerway.brokers.alpaca.AlpacaFigures.isTrue;
import static io.brokerway.brokers.alpaca.AlpacaFigures.plain;
import static io.brokerway.brokers.alpaca.AlpacaFigures.plainOrNull;
import static io.brokerway.brokers.alpaca.AlpacaFigures.required;
import static io.brokerway.brokers.alpaca.AlpacaFigures.unknown;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
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

/**
 * Orders between Alpaca's words and ours; the tables of states, types and times are here. Pure.
 *
 * <p>A state that is not in a table throws {@link UnexpectedReply}; terms that are not leave the
 * report without terms.
 */
final class AlpacaOrders {
  private AlpacaOrders() {}

  /** An order as a body; its parts were found supported before. */
  static AlpacaWire.PlaceOrder placeOrder(NewOrder order) {
    var terms = order.terms();
    var multiLeg = order.orderClass() == OrderClass.MULTI_LEG;
    return new AlpacaWire.PlaceOrder(
        order.instrument() == null ? null : AlpacaSymbols.symbol(order.instrument()),
        order.quantity() instanceof OrderQuantity.Units units ? plain(units.units()) : null,
        order.quantity() instanceof OrderQuantity.Notional money
            ? plain(money.amount().amount())
            : null,
        multiLeg ? null : side(order.side()),
        type(terms.type()),
        timeInForce(terms.timeInForce()),
        // The parent of an OCO is the take-profit: Alpaca reads its price there.
        order.orderClass() == OrderClass.OCO ? null : limitPrice(order),
        plainOrNull(terms.stopPrice()),
        trail(terms.trail(), TrailingOffset.Unit.AMOUNT),
        trail(terms.trail(), TrailingOffset.Unit.PERCENT),
        terms.session() == TradingSession.EXTENDED ? Boolean.TRUE : null,
        order.clientOrderId(),
        orderClass(order.orderClass()),
        multiLeg ? null : positionIntent(order.side(), order.effect()),
        takeProfit(order.takeProfit()),
        stopLoss(order.stopLoss()),
        multiLeg ? order.legs().stream().map(AlpacaOrders::leg).toList() : null);
  }

  /** The net price of a multi-leg order is signed: a debit is positive, a credit negative. */
  private static @Nullable String limitPrice(NewOrder order) {
    var price = order.terms().limitPrice();
    if (price == null) {
      return null;
    }
    var credit = order.orderClass() == OrderClass.MULTI_LEG && order.side().isSell();
    return plain(credit ? price.negate() : price);
  }

  /** A change as a body. */
  static AlpacaWire.PatchOrder patchOrder(
      OrderChange change, @Nullable BigDecimal quantity, String clientOrderId) {
    return new AlpacaWire.PatchOrder(
        plainOrNull(quantity),
        change.timeInForce() == null ? null : timeInForce(change.timeInForce()),
        plainOrNull(change.limitPrice()),
        plainOrNull(change.stopPrice()),
        change.trail() == null ? null : plain(change.trail().value()),
        clientOrderId);
  }

  /** Alpaca has one word for both kinds of sale: a sale beyond the position is a short sale. */
  private static String side(Side side) {
    return switch (side) {
      case BUY -> "buy";
      case SELL, SELL_SHORT -> "sell";
    };
  }

  private static String type(OrderType type) {
    return switch (type) {
      case MARKET -> "market";
      case LIMIT -> "limit";
      case STOP -> "stop";
      case STOP_LIMIT -> "stop_limit";
      case TRAILING_STOP -> "trailing_stop";
      case TRAILING_STOP_LIMIT,
          MARKET_IF_TOUCHED,
          LIMIT_IF_TOUCHED,
          MARKET_ON_OPEN,
          LIMIT_ON_OPEN,
          MARKET_ON_CLOSE,
          LIMIT_ON_CLOSE,
          ALGORITHM ->
          throw new Unsupported("Alpaca has no order type " + type);
    };
  }

  private static String timeInForce(TimeInForce timeInForce) {
    return switch (timeInForce) {
      case DAY -> "day";
      case GTC -> "gtc";
      case IOC -> "ioc";
      case FOK -> "fok";
      case OPG -> "opg";
      case CLS -> "cls";
      case GTD -> throw new Unsupported("Alpaca has no time in force GTD");
    };
  }

  private static @Nullable String orderClass(OrderClass orderClass) {
    return switch (orderClass) {
      case SIMPLE -> null;
      case BRACKET -> "bracket";
      case OCO -> "oco";
      case OTO -> "oto";
      case MULTI_LEG -> "mleg";
    };
  }

  private static @Nullable String positionIntent(Side side, PositionEffect effect) {
    return switch (effect) {
      case AUTOMATIC -> null;
      case OPEN -> side == Side.BUY ? "buy_to_open" : "sell_to_open";
      case CLOSE -> side == Side.BUY ? "buy_to_close" : "sell_to_close";
    };
  }

  private static @Nullable String trail(
      @Nullable TrailingOffset trail, TrailingOffset.Unit wanted) {
    return trail == null || trail.unit() != wanted ? null : plain(trail.value());
  }

  private static AlpacaWire.@Nullable TakeProfit takeProfit(@Nullable ExitOrder exit) {
    return exit == null || exit.limitPrice() == null
        ? null
        : new AlpacaWire.TakeProfit(plain(exit.limitPrice()));
  }

  private static AlpacaWire.@Nullable StopLoss stopLoss(@Nullable ExitOrder exit) {
    return exit == null || exit.stopPrice() == null
        ? null
        : new AlpacaWire.StopLoss(plain(exit.stopPrice()), plainOrNull(exit.limitPrice()));
  }

  private static AlpacaWire.Leg leg(OrderLeg leg) {
    return new AlpacaWire.Leg(
        AlpacaSymbols.symbol(leg.instrument()),
        Integer.toString(leg.ratio()),
        side(leg.side()),
        positionIntent(leg.side(), leg.effect()));
  }

  /**
   * An order as Alpaca shows it. After a replace its quantity and fills are those of the new broker
   * order id alone.
   */
  static OrderReport report(AccountKey account, AlpacaWire.Order wire) {
    return report(account, wire, null);
  }

  private static OrderReport report(
      AccountKey account, AlpacaWire.Order wire, @Nullable String eventTime) {
    var orderClass = orderClass(wire.orderClass());
    var quantity = figure("order.qty", wire.qty());
    var notional = figure("order.notional", wire.notional());
    return new OrderReport(
        account,
        given("order.id", wire.id()),
        wire.clientOrderId(),
        orderClass,
        instrument(wire),
        side(wire),
        terms(wire),
        quantity,
        quantity == null ? notional : null,
        status(given("order.status", wire.status())),
        wire.filledQty() == null ? BigDecimal.ZERO : required("order.filled_qty", wire.filledQty()),
        figure("order.filled_avg_price", wire.filledAvgPrice()),
        wire.replaces(),
        wire.replacedBy(),
        "",
        wire.submittedAt() == null ? null : instant("order.submitted_at", wire.submittedAt()),
        instant("order.updated_at", firstOf(wire.updatedAt(), eventTime, wire.createdAt())),
        wire.legs() == null
            ? List.of()
            : wire.legs().stream().map(leg -> report(account, leg, eventTime)).toList());
  }

  private static @Nullable Instrument instrument(AlpacaWire.Order wire) {
    var symbol = wire.symbol();
    return symbol == null || symbol.isBlank()
        ? null
        : AlpacaSymbols.instrument(wire.assetClass(), symbol);
  }

  /** The order of an event of the trade stream. */
  static OrderReport report(AccountKey account, AlpacaWire.FrameData event) {
    return report(account, orderOf(event), event.timestamp());
  }

  /**
   * The fill of an event of the trade stream.
   *
   * @return null for the parent of a multi-leg order, whose fills come with its legs
   */
  static @Nullable Execution execution(AccountKey account, AlpacaWire.FrameData event) {
    var order = orderOf(event);
    var symbol = order.symbol();
    if (symbol == null || symbol.isBlank()) {
      return null;
    }
    return new Execution(
        Execution.Kind.FILL,
        account,
        given("order.id", order.id()),
        event.executionId(),
        null,
        AlpacaSymbols.instrument(order.assetClass(), symbol),
        side(order),
        required("event.qty", event.qty()),
        required("event.price", event.price()),
        required("order.filled_qty", order.filledQty()),
        null,
        instant("event.timestamp", event.timestamp()),
        "stream",
        false);
  }

  private static AlpacaWire.Order orderOf(AlpacaWire.FrameData event) {
    if (event.order() == null) {
      throw new UnexpectedReply("Alpaca sent an event without its order");
    }
    return event.order();
  }

  /** FIX OrdStatus(39). */
  static OrderStatus status(String status) {
    return switch (status) {
      case "pending_new" -> OrderStatus.PENDING_NEW;
      // Taken, though perhaps not routed yet: it can be canceled and will work by itself.
      case "accepted", "new", "accepted_for_bidding" -> OrderStatus.NEW;
      // Seen in a client for a stop order whose trigger was reached.
      case "activated" -> OrderStatus.NEW;
      // A trade is guaranteed but has not happened.
      case "stopped" -> OrderStatus.NEW;
      case "partially_filled" -> OrderStatus.PARTIALLY_FILLED;
      case "pending_cancel" -> OrderStatus.PENDING_CANCEL;
      case "pending_replace" -> OrderStatus.PENDING_REPLACE;
      case "held", "suspended" -> OrderStatus.SUSPENDED;
      // Calculated: done for the day, with the settlement still being computed.
      case "done_for_day", "calculated" -> OrderStatus.DONE_FOR_DAY;
      case "filled" -> OrderStatus.FILLED;
      case "canceled" -> OrderStatus.CANCELED;
      case "replaced" -> OrderStatus.REPLACED;
      case "rejected" -> OrderStatus.REJECTED;
      case "expired" -> OrderStatus.EXPIRED;
      default -> throw unknown("order.status", status);
    };
  }

  private static OrderClass orderClass(@Nullable String orderClass) {
    return switch (orderClass) {
      case null -> OrderClass.SIMPLE;
      case "", "simple" -> OrderClass.SIMPLE;
      case "bracket" -> OrderClass.BRACKET;
      case "oco" -> OrderClass.OCO;
      case "oto" -> OrderClass.OTO;
      case "mleg" -> OrderClass.MULTI_LEG;
      default -> throw unknown("order.order_class", orderClass);
    };
  }

  private static Side side(AlpacaWire.Order wire) {
    return switch (wire.side()) {
      case "buy" -> Side.BUY;
      case "sell" -> sellSide(wire);
      // The parent of a multi-leg order has no side: the sign of its net price tells.
      case null -> netSide(wire);
      case "" -> netSide(wire);
      default -> throw unknown("order.side", wire.side());
    };
  }

  private static Side sellSide(AlpacaWire.Order wire) {
    return "sell_to_open".equals(wire.positionIntent()) && "us_equity".equals(wire.assetClass())
        ? Side.SELL_SHORT
        : Side.SELL;
  }

  private static Side netSide(AlpacaWire.Order wire) {
    if (orderClass(wire.orderClass()) != OrderClass.MULTI_LEG) {
      throw new UnexpectedReply("Alpaca sent an order without a side");
    }
    return isCredit(wire) ? Side.SELL : Side.BUY;
  }

  private static boolean isCredit(AlpacaWire.Order wire) {
    return wire.limitPrice() != null && wire.limitPrice().signum() < 0;
  }

  /** The terms, or null where Alpaca shows some that we have no word for. */
  private static @Nullable OrderTerms terms(AlpacaWire.Order wire) {
    var type = type(wire.type());
    var timeInForce = timeInForce(wire.timeInForce());
    if (type == null || timeInForce == null) {
      return null;
    }
    try {
      return new OrderTerms(
          type,
          timeInForce,
          isTrue(wire.extendedHours()) ? TradingSession.EXTENDED : TradingSession.REGULAR,
          type.needsLimitPrice() ? shownLimitPrice(wire) : null,
          // A trailing stop shows where its trigger stands now: that is no term of the order.
          type.needsStopPrice() ? figure("order.stop_price", wire.stopPrice()) : null,
          type.trails() ? trail(wire) : null,
          null,
          null);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("Alpaca sent an order whose terms lack a price", e);
    }
  }

  private static @Nullable BigDecimal shownLimitPrice(AlpacaWire.Order wire) {
    var price = figure("order.limit_price", wire.limitPrice());
    var multiLeg = orderClass(wire.orderClass()) == OrderClass.MULTI_LEG;
    return price != null && multiLeg ? price.abs() : price;
  }

  private static @Nullable TrailingOffset trail(AlpacaWire.Order wire) {
    var percent = figure("order.trail_percent", wire.trailPercent());
    if (percent != null) {
      return new TrailingOffset(percent, TrailingOffset.Unit.PERCENT);
    }
    var amount = figure("order.trail_price", wire.trailPrice());
    return amount == null ? null : new TrailingOffset(amount, TrailingOffset.Unit.AMOUNT);
  }

  private static @Nullable OrderType type(@Nullable String type) {
    return switch (type) {
      case "market" -> OrderType.MARKET;
      case "limit" -> OrderType.LIMIT;
      case "stop" -> OrderType.STOP;
      case "stop_limit" -> OrderType.STOP_LIMIT;
      case "trailing_stop" -> OrderType.TRAILING_STOP;
      case null, default -> null;
    };
  }

  private static @Nullable TimeInForce timeInForce(@Nullable String timeInForce) {
    return switch (timeInForce) {
      case "day" -> TimeInForce.DAY;
      case "gtc" -> TimeInForce.GTC;
      case "ioc" -> TimeInForce.IOC;
      case "fok" -> TimeInForce.FOK;
      case "opg" -> TimeInForce.OPG;
      case "cls" -> TimeInForce.CLS;
      case null, default -> null;
    };
  }

  /**
   * Whether an order at Alpaca has the terms of one of ours with the same id. A buy stop may have
   * become a stop-limit, and a short sale is a sale: neither tells them apart.
   */
  static boolean isSameOrder(NewOrder ours, OrderReport theirs) {
    return ours.clientOrderId().equals(theirs.clientOrderId())
        && ours.orderClass() == theirs.orderClass()
        && sameInstrument(ours.instrument(), theirs.instrument())
        && sameSide(ours, theirs)
        && sameQuantity(ours.quantity(), theirs)
        && sameTerms(ours, theirs.terms());
  }

  /** A multi-leg order at the market shows no side: its legs have theirs. */
  private static boolean sameSide(NewOrder ours, OrderReport theirs) {
    return ours.orderClass() == OrderClass.MULTI_LEG
        || ours.side().isSell() == theirs.side().isSell();
  }

  private static boolean sameInstrument(@Nullable Instrument ours, @Nullable Instrument theirs) {
    return ours == null ? theirs == null : theirs != null && ours.key().equals(theirs.key());
  }

  private static boolean sameQuantity(OrderQuantity ours, OrderReport theirs) {
    return switch (ours) {
      case OrderQuantity.Units units -> sameNumber(units.units(), theirs.quantity());
      case OrderQuantity.Notional money -> sameNumber(money.amount().amount(), theirs.notional());
    };
  }

  private static boolean sameTerms(NewOrder order, @Nullable OrderTerms theirs) {
    var ours = order.terms();
    if (theirs == null || ours.timeInForce() != theirs.timeInForce()) {
      return false;
    }
    if (ours.type() == OrderType.STOP && theirs.type() == OrderType.STOP_LIMIT) {
      return sameNumber(ours.stopPrice(), theirs.stopPrice());
    }
    return ours.type() == theirs.type()
        && sameLimit(order, theirs.limitPrice())
        && sameNumber(ours.stopPrice(), theirs.stopPrice());
  }

  /** A net price is shown without its sign, which is the side. */
  private static boolean sameLimit(NewOrder order, @Nullable BigDecimal theirs) {
    var ours = order.terms().limitPrice();
    return sameNumber(
        ours != null && order.orderClass() == OrderClass.MULTI_LEG ? ours.abs() : ours, theirs);
  }

  private static boolean sameNumber(@Nullable BigDecimal ours, @Nullable BigDecimal theirs) {
    return ours == null ? theirs == null : theirs != null && ours.compareTo(theirs) == 0;
  }
}
