package io.brokerway.brokers.tradestation;

import static io.brokerway.brokers.tradestation.TradeStationMapping.FIGURES;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Orders as TradeStation shows them, in our words; the tables of states, types and times are here.
 * Pure.
 *
 * <p>A state that is not in the table throws {@link UnexpectedReply}; terms that we have no word
 * for leave the report without terms.
 */
final class TradeStationOrders {
  private TradeStationOrders() {}

  /**
   * One order by itself. TradeStation does not tell when it changed: the moment of looking stands
   * for that.
   *
   * @param seenAt when TradeStation showed it
   */
  static OrderReport report(TradeStationWire.Order wire, Instant seenAt) {
    return report(wire, OrderClass.SIMPLE, List.of(), seenAt);
  }

  static OrderReport report(
      TradeStationWire.Order wire,
      OrderClass orderClass,
      List<OrderReport> hanging,
      Instant seenAt) {
    var legs = TradeStationClient.list("order.Legs", wire.legs());
    if (legs.isEmpty()) {
      throw FIGURES.missing("order.Legs");
    }
    var one = legs.getFirst();
    var filled = filled(one);
    var several = legs.size() > 1;
    return new OrderReport(
        account(wire),
        FIGURES.given("order.OrderID", wire.orderId()),
        null,
        several ? OrderClass.MULTI_LEG : orderClass,
        several
            ? null
            : TradeStationSymbols.instrument(
                one.assetType(), FIGURES.given("leg.Symbol", one.symbol())),
        side(one),
        terms(wire),
        FIGURES.required("leg.QuantityOrdered", one.quantityOrdered()),
        null,
        status(wire, one),
        filled,
        average(wire, one, filled),
        null,
        null,
        said(wire),
        FIGURES.instantOrNull("order.OpenedDateTime", wire.openedDateTime()),
        seenAt,
        hanging);
  }

  static AccountKey account(TradeStationWire.Order wire) {
    return TradeStationMapping.key(FIGURES.given("order.AccountID", wire.accountId()));
  }

  static BigDecimal filled(TradeStationWire.Leg leg) {
    return leg.execQuantity() == null
        ? BigDecimal.ZERO
        : FIGURES.required("leg.ExecQuantity", leg.execQuantity());
  }

  private static @Nullable BigDecimal average(
      TradeStationWire.Order wire, TradeStationWire.Leg leg, BigDecimal filled) {
    if (filled.signum() == 0) {
      return null;
    }
    var price = wire.filledPrice();
    return price == null || price.signum() == 0
        ? FIGURES.figure("leg.ExecutionPrice", leg.executionPrice())
        : FIGURES.figure("order.FilledPrice", price);
  }

  private static String said(TradeStationWire.Order wire) {
    return Objects.requireNonNullElse(wire.rejectReason(), "");
  }

  /** FIX OrdStatus(39); what is filled and what is left decides between the working states. */
  private static OrderStatus status(TradeStationWire.Order wire, TradeStationWire.Leg leg) {
    var table = status(FIGURES.given("order.Status", wire.status()));
    var filled = filled(leg);
    var left = left(leg);
    if (table == Table.BY_QUANTITY || table == Table.FILLED) {
      return left.signum() == 0 ? OrderStatus.FILLED : partly(filled);
    }
    if (table.ends()) {
      // An end may be told twice, first without its moment: by then fills may still be booked.
      return wire.closedDateTime() == null && table != Table.REJECTED
          ? OrderStatus.PENDING_CANCEL
          : table.status();
    }
    // A fill may be told before the state that goes with it.
    if (filled.signum() > 0 && left.signum() == 0 && wire.closedDateTime() != null) {
      return OrderStatus.FILLED;
    }
    return table == Table.NEW && filled.signum() > 0
        ? OrderStatus.PARTIALLY_FILLED
        : table.status();
  }

  private static OrderStatus partly(BigDecimal filled) {
    return filled.signum() == 0 ? OrderStatus.NEW : OrderStatus.PARTIALLY_FILLED;
  }

  static BigDecimal left(TradeStationWire.Leg leg) {
    var left = FIGURES.figure("leg.QuantityRemaining", leg.quantityRemaining());
    return left == null
        ? FIGURES.required("leg.QuantityOrdered", leg.quantityOrdered()).subtract(filled(leg))
        : left;
  }

  /** What a state of TradeStation's says. */
  private enum Table {
    NEW(OrderStatus.NEW),
    PENDING_NEW(OrderStatus.PENDING_NEW),
    SUSPENDED(OrderStatus.SUSPENDED),
    PENDING_CANCEL(OrderStatus.PENDING_CANCEL),
    PENDING_REPLACE(OrderStatus.PENDING_REPLACE),
    FILLED(OrderStatus.FILLED),
    BY_QUANTITY(OrderStatus.NEW),
    CANCELED(OrderStatus.CANCELED),
    EXPIRED(OrderStatus.EXPIRED),
    REJECTED(OrderStatus.REJECTED);

    private final OrderStatus status;

    Table(OrderStatus status) {
      this.status = status;
    }

    OrderStatus status() {
      return status;
    }

    boolean ends() {
      return this == CANCELED || this == EXPIRED || this == REJECTED;
    }
  }

  private static Table status(String status) {
    return switch (status) {
      // A stop that was hit works; a change or a cancel that came too late or was refused leaves
      // the order as it is.
      case "ACK", "DON", "OPN", "STP", "CND", "CHG", "LAT", "RJC", "STT", "OTHER", "COR", "UCH" ->
          Table.NEW;
      case "PLA", "DIS" -> Table.PENDING_NEW;
      case "OSO", "SUS" -> Table.SUSPENDED;
      case "FPR" -> Table.NEW;
      case "FLL" -> Table.FILLED;
      case "BRF", "ASS", "EXE" -> Table.BY_QUANTITY;
      // The part that filled stays; the rest is dead.
      case "FLP" -> Table.CANCELED;
      case "UCN", "CSN", "ECN", "REC" -> Table.PENDING_CANCEL;
      case "RPD", "RSN" -> Table.PENDING_REPLACE;
      case "RJR" -> Table.NEW;
      case "CAN", "OUT", "TSC", "SCN", "BRC", "BRO" -> Table.CANCELED;
      case "EXP" -> Table.EXPIRED;
      case "REJ", "DOA" -> Table.REJECTED;
      default -> throw FIGURES.unknown("order.Status", status);
    };
  }

  static Side side(TradeStationWire.Leg leg) {
    var word = FIGURES.given("leg.BuyOrSell", leg.buyOrSell());
    return switch (word) {
      case "Buy", "BUY", "BuyToCover", "BUYTOCOVER" -> Side.BUY;
      case "Sell", "SELL" -> Side.SELL;
      case "SellShort", "SELLSHORT" -> Side.SELL_SHORT;
      default -> throw FIGURES.unknown("leg.BuyOrSell", word);
    };
  }

  /** The terms, or null where TradeStation shows some that we have no word for. */
  private static @Nullable OrderTerms terms(TradeStationWire.Order wire) {
    var duration = TradeStationDurations.of(wire.duration());
    var type = type(wire);
    if (duration == null || type == null) {
      return null;
    }
    try {
      return new OrderTerms(
          type,
          duration.timeInForce(),
          duration.session(),
          type.needsLimitPrice() ? FIGURES.figure("order.LimitPrice", wire.limitPrice()) : null,
          type.needsStopPrice() ? FIGURES.figure("order.StopPrice", wire.stopPrice()) : null,
          type.trails() ? trail(wire) : null,
          null,
          duration.timeInForce() == TimeInForce.GTD
              ? FIGURES.instant("order.GoodTillDate", wire.goodTillDate())
              : null);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("TradeStation sent an order whose terms lack a price", e);
    }
  }

  private static @Nullable OrderType type(TradeStationWire.Order wire) {
    return switch (wire.orderType()) {
      case "Market" -> OrderType.MARKET;
      case "Limit" -> OrderType.LIMIT;
      case "StopMarket" -> trail(wire) == null ? OrderType.STOP : OrderType.TRAILING_STOP;
      case "StopLimit" -> OrderType.STOP_LIMIT;
      case null, default -> null;
    };
  }

  private static @Nullable TrailingOffset trail(TradeStationWire.Order wire) {
    var trail = wire.trailingStop();
    try {
      if (trail == null || (trail.percent() == null && trail.amount() == null)) {
        return null;
      }
      return trail.percent() == null
          ? TrailingOffset.amount(String.valueOf(trail.amount()))
          : TrailingOffset.percent(trail.percent());
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("TradeStation sent no usable order.TrailingStop", e);
    }
  }

  /**
   * Whether an order at TradeStation may be one of ours. It shows nothing of ours, so that all of
   * the terms are compared.
   */
  static boolean isAlike(NewOrder ours, OrderReport theirs) {
    var instrument = theirs.instrument();
    return ours.instrument() != null
        && instrument != null
        && ours.instrument().key().equals(instrument.key())
        && ours.orderClass() == theirs.orderClass()
        && ours.side().isSell() == theirs.side().isSell()
        && ours.quantity() instanceof OrderQuantity.Units(var units)
        && sameNumber(units, theirs.quantity())
        && sameTerms(ours.terms(), theirs.terms());
  }

  private static boolean sameTerms(OrderTerms ours, @Nullable OrderTerms theirs) {
    return theirs != null
        && ours.type() == theirs.type()
        && ours.timeInForce() == theirs.timeInForce()
        && (ours.session() == TradingSession.REGULAR)
            == (theirs.session() == TradingSession.REGULAR)
        && sameNumber(ours.limitPrice(), theirs.limitPrice())
        && sameNumber(ours.stopPrice(), theirs.stopPrice())
        && sameTrail(ours.trail(), theirs.trail());
  }

  private static boolean sameTrail(@Nullable TrailingOffset ours, @Nullable TrailingOffset theirs) {
    return ours == null
        ? theirs == null
        : theirs != null
            && ours.unit() == theirs.unit()
            && ours.value().compareTo(theirs.value()) == 0;
  }

  private static boolean sameNumber(@Nullable BigDecimal ours, @Nullable BigDecimal theirs) {
    return ours == null ? theirs == null : theirs != null && ours.compareTo(theirs) == 0;
  }
}
