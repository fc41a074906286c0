package io.brokerway.brokers.charlesschwab;

import static io.brokerway.brokers.charlesschwab.SchwabFigures.given;
import static io.brokerway.brokers.charlesschwab.SchwabFigures.instant;
import static io.brokerway.brokers.charlesschwab.SchwabFigures.orZero;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders of Schwab in our words; the tables of states, types and times are here. Pure.
 *
 * <p>A state that is not in the table throws {@link UnexpectedReply}; terms that are not leave the
 * report without terms.
 */
final class SchwabOrders {
  private static final String TRIGGER = "TRIGGER";
  private static final String OCO = "OCO";

  private SchwabOrders() {}

  /** A fill of an order, and how much of the order was filled with it. */
  record Fill(BigDecimal quantity, BigDecimal price, BigDecimal cumulative, Instant at) {}

  static OrderReport report(AccountKey account, SchwabWire.Order wire) {
    var leg = firstLeg(wire);
    var id = id(wire);
    var fills = fills(wire);
    var filled = filled(wire, fills);
    var quantity = wire.quantity() == null ? leg.quantity() : wire.quantity();
    return new OrderReport(
        account,
        id,
        null,
        orderClass(wire),
        severalLegs(wire) ? null : SchwabSymbols.instrument(leg.instrument()),
        side(given("instruction", leg.instruction())),
        terms(wire),
        given("quantity", quantity),
        null,
        status(wire, filled),
        filled,
        average(fills),
        null,
        successor(wire),
        wire.statusDescription() == null ? "" : wire.statusDescription(),
        instant("enteredTime", wire.enteredTime()),
        updatedAt(wire, fills),
        children(wire).stream().map(child -> report(account, child)).toList());
  }

  /**
   * The orders that something shown stands for: itself, or, of a group whose orders cancel each
   * other, those in it. A group has no leg and no fill of its own.
   */
  static List<SchwabWire.Order> parts(SchwabWire.Order wire) {
    return OCO.equals(wire.orderStrategyType()) && wire.orderLegCollection() == null
        ? nullToEmpty(wire.childOrderStrategies())
        : List.of(wire);
  }

  /** The orders that wait for this one. */
  static List<SchwabWire.Order> children(SchwabWire.Order wire) {
    return nullToEmpty(wire.childOrderStrategies()).stream()
        .flatMap(child -> parts(child).stream())
        .toList();
  }

  private static OrderClass orderClass(SchwabWire.Order wire) {
    if (!TRIGGER.equals(wire.orderStrategyType())) {
      return severalLegs(wire) ? OrderClass.MULTI_LEG : OrderClass.SIMPLE;
    }
    var pair =
        nullToEmpty(wire.childOrderStrategies()).stream()
            .anyMatch(child -> OCO.equals(child.orderStrategyType()));
    return pair ? OrderClass.BRACKET : OrderClass.OTO;
  }

  private static boolean severalLegs(SchwabWire.Order wire) {
    return nullToEmpty(wire.orderLegCollection()).size() > 1;
  }

  static SchwabWire.Leg firstLeg(SchwabWire.Order wire) {
    var legs = nullToEmpty(wire.orderLegCollection());
    if (legs.isEmpty()) {
      throw new UnexpectedReply("Schwab sent an order without a leg");
    }
    return legs.getFirst();
  }

  static String id(SchwabWire.Order wire) {
    return Long.toString(given("orderId", wire.orderId()));
  }

  /** The order that took this one's place; absent if none is told. */
  static @Nullable String successor(SchwabWire.Order wire) {
    if (!"REPLACED".equals(wire.status())) {
      return null;
    }
    return nullToEmpty(wire.replacingOrderCollection()).stream()
        .filter(next -> next.orderId() != null && !next.orderId().equals(wire.orderId()))
        .map(SchwabOrders::id)
        .findFirst()
        .orElse(null);
  }

  /** Activities of other kinds, such as an out, have a quantity too and fill nothing. */
  static List<Fill> fills(SchwabWire.Order wire) {
    var legs = new ArrayList<SchwabWire.ExecutionLeg>();
    nullToEmpty(wire.orderActivityCollection()).stream()
        .filter(activity -> "EXECUTION".equals(activity.activityType()))
        .filter(activity -> "FILL".equals(activity.executionType()))
        // Times have whole seconds: within one, ids are in order, where there are any.
        .sorted(
            Comparator.comparing(
                SchwabWire.Activity::activityId, Comparator.nullsFirst(Long::compare)))
        .forEach(activity -> legs.addAll(nullToEmpty(activity.executionLegs())));
    legs.sort(Comparator.comparing(leg -> instant("execution time", leg.time())));
    var fills = new ArrayList<Fill>();
    var cumulative = BigDecimal.ZERO;
    for (var leg : legs) {
      var quantity = given("execution quantity", leg.quantity());
      cumulative = cumulative.add(quantity);
      fills.add(
          new Fill(
              quantity,
              given("execution price", leg.price()),
              cumulative,
              instant("execution time", leg.time())));
    }
    return fills;
  }

  /** The executions of an order, oldest first; none of one with several legs. */
  static List<Execution> executions(AccountKey account, SchwabWire.Order wire) {
    if (severalLegs(wire)) {
      return List.of();
    }
    var leg = firstLeg(wire);
    var instrument = SchwabSymbols.instrument(leg.instrument());
    var side = side(given("instruction", leg.instruction()));
    return fills(wire).stream()
        .map(fill -> execution(account, id(wire), instrument, side, fill))
        .toList();
  }

  private static Execution execution(
      AccountKey account, String orderId, Instrument instrument, Side side, Fill fill) {
    return new Execution(
        Execution.Kind.FILL,
        account,
        orderId,
        null,
        null,
        instrument,
        side,
        fill.quantity(),
        fill.price(),
        fill.cumulative(),
        null,
        fill.at(),
        "order",
        false);
  }

  private static BigDecimal filled(SchwabWire.Order wire, List<Fill> fills) {
    var told = wire.filledQuantity();
    if (told != null) {
      return told;
    }
    return fills.isEmpty() ? BigDecimal.ZERO : fills.getLast().cumulative();
  }

  private static @Nullable BigDecimal average(List<Fill> fills) {
    if (fills.isEmpty()) {
      return null;
    }
    var paid =
        fills.stream()
            .map(fill -> fill.price().multiply(fill.quantity()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return paid.divide(fills.getLast().cumulative(), MathContext.DECIMAL64);
  }

  private static Instant updatedAt(SchwabWire.Order wire, List<Fill> fills) {
    if (wire.closeTime() != null) {
      return instant("closeTime", wire.closeTime());
    }
    return fills.isEmpty() ? instant("enteredTime", wire.enteredTime()) : fills.getLast().at();
  }

  private static OrderStatus status(SchwabWire.Order wire, BigDecimal filled) {
    var status =
        switch (given("status", wire.status())) {
          case "NEW",
              "ACCEPTED",
              "WORKING",
              "QUEUED",
              "PENDING_ACTIVATION",
              "AWAITING_RELEASE_TIME",
              "AWAITING_STOP_CONDITION" ->
              OrderStatus.NEW;
          case "AWAITING_PARENT_ORDER", "AWAITING_CONDITION" -> OrderStatus.SUSPENDED;
          case "AWAITING_MANUAL_REVIEW", "PENDING_ACKNOWLEDGEMENT" -> OrderStatus.PENDING_NEW;
          case "PENDING_CANCEL", "AWAITING_UR_OUT", "PENDING_RECALL" -> OrderStatus.PENDING_CANCEL;
          case "PENDING_REPLACE" -> OrderStatus.PENDING_REPLACE;
          case "FILLED" -> OrderStatus.FILLED;
          case "CANCELED" -> OrderStatus.CANCELED;
          case "REPLACED" -> OrderStatus.REPLACED;
          case "REJECTED" -> OrderStatus.REJECTED;
          case "EXPIRED" -> OrderStatus.EXPIRED;
          default -> throw new UnexpectedReply("Schwab sent an unknown status of an order");
        };
    var working = status == OrderStatus.NEW || status == OrderStatus.PENDING_NEW;
    return working && filled.signum() > 0 && orZero(wire.remainingQuantity()).signum() > 0
        ? OrderStatus.PARTIALLY_FILLED
        : status;
  }

  static Side side(String instruction) {
    return switch (instruction) {
      case "BUY", "BUY_TO_COVER", "BUY_TO_OPEN", "BUY_TO_CLOSE" -> Side.BUY;
      case "SELL", "SELL_TO_CLOSE" -> Side.SELL;
      case "SELL_SHORT", "SELL_SHORT_EXEMPT", "SELL_TO_OPEN" -> Side.SELL_SHORT;
      default -> throw new UnexpectedReply("Schwab sent an unknown instruction of an order");
    };
  }

  /** Absent where we have no word for one of them. */
  static @Nullable OrderTerms terms(SchwabWire.Order wire) {
    var type = type(wire.orderType());
    var timeInForce = timeInForce(wire.duration());
    var session = session(wire.session());
    if (type == null || timeInForce == null || session == null) {
      return null;
    }
    try {
      return new OrderTerms(
          type,
          timeInForce,
          session,
          type.needsLimitPrice() ? wire.price() : null,
          type.needsStopPrice() ? wire.stopPrice() : null,
          type.trails() ? trail(wire) : null,
          null,
          null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable TrailingOffset trail(SchwabWire.Order wire) {
    var offset = wire.stopPriceOffset();
    if (offset == null) {
      return null;
    }
    return switch (wire.stopPriceLinkType()) {
      case "VALUE" -> new TrailingOffset(offset, TrailingOffset.Unit.AMOUNT);
      case "PERCENT" -> new TrailingOffset(offset, TrailingOffset.Unit.PERCENT);
      case null, default -> null;
    };
  }

  private static @Nullable OrderType type(@Nullable String word) {
    return switch (word) {
      case "MARKET" -> OrderType.MARKET;
      case "LIMIT" -> OrderType.LIMIT;
      case "STOP" -> OrderType.STOP;
      case "STOP_LIMIT" -> OrderType.STOP_LIMIT;
      case "TRAILING_STOP" -> OrderType.TRAILING_STOP;
      case "MARKET_ON_CLOSE" -> OrderType.MARKET_ON_CLOSE;
      case "LIMIT_ON_CLOSE" -> OrderType.LIMIT_ON_CLOSE;
      case null, default -> null;
    };
  }

  private static @Nullable TimeInForce timeInForce(@Nullable String word) {
    return switch (word) {
      case "DAY" -> TimeInForce.DAY;
      case "GOOD_TILL_CANCEL" -> TimeInForce.GTC;
      case "FILL_OR_KILL" -> TimeInForce.FOK;
      case "IMMEDIATE_OR_CANCEL" -> TimeInForce.IOC;
      case null, default -> null;
    };
  }

  private static @Nullable TradingSession session(@Nullable String word) {
    return switch (word) {
      case "NORMAL" -> TradingSession.REGULAR;
      case "SEAMLESS" -> TradingSession.EXTENDED;
      case "AM" -> TradingSession.PRE_MARKET;
      case "PM" -> TradingSession.POST_MARKET;
      case null, default -> null;
    };
  }

  private static <T> List<T> nullToEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
