package io.brokerway.brokers.etrade;

import static io.brokerway.brokers.etrade.EtradeFigures.given;
import static io.brokerway.brokers.etrade.EtradeFigures.missing;
import static io.brokerway.brokers.etrade.EtradeFigures.moment;
import static io.brokerway.brokers.etrade.EtradeFigures.price;
import static io.brokerway.brokers.etrade.EtradeFigures.required;
import static io.brokerway.brokers.etrade.EtradeFigures.unknown;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders between E*TRADE's words and ours; the tables of states, types and times are here. Pure.
 *
 * <p>A state that is not in the table throws {@link UnexpectedReply}; terms that are not leave the
 * report without terms.
 */
final class EtradeOrders {
  private EtradeOrders() {}

  // ---- ours to theirs ----

  /** An order as a request; its parts were found supported before. */
  static EtradeWire.OrderRequest request(NewOrder order, PositionEffect effect) {
    var instrument = order.instrument();
    if (instrument == null || !(order.quantity() instanceof OrderQuantity.Units(var units))) {
      throw new Unsupported("orders at E*TRADE are for whole units of one instrument");
    }
    return request(
        order.clientOrderId(),
        EtradeSymbols.product(instrument),
        action(instrument, order.side(), effect),
        units,
        order.terms());
  }

  static EtradeWire.OrderRequest request(
      String clientOrderId,
      EtradeWire.Product product,
      String action,
      BigDecimal units,
      OrderTerms terms) {
    return new EtradeWire.OrderRequest(
        EtradeSymbols.OPTION.equals(product.securityType())
            ? EtradeSymbols.OPTION
            : EtradeSymbols.EQUITY,
        clientOrderId,
        null,
        List.of(
            new EtradeWire.OrderTerms(
                "false",
                priceType(terms),
                orderTerm(terms.timeInForce()),
                terms.session() == TradingSession.EXTENDED ? "EXTENDED" : "REGULAR",
                stopPrice(terms),
                text(terms.limitPrice()),
                List.of(
                    new EtradeWire.RequestInstrument(
                        product, action, "QUANTITY", units.toPlainString())))));
  }

  private static String stopPrice(OrderTerms terms) {
    var trail = terms.trail();
    return trail == null ? text(terms.stopPrice()) : trail.value().toPlainString();
  }

  /** An absent price is an empty text. */
  private static String text(@Nullable BigDecimal price) {
    return price == null ? "" : price.toPlainString();
  }

  private static String action(Instrument instrument, Side side, PositionEffect effect) {
    var opens = effect == PositionEffect.OPEN;
    var closes = effect == PositionEffect.CLOSE;
    if (instrument instanceof Instrument.Option) {
      if (!opens && !closes) {
        throw new IllegalStateException("whether an option order opens was not found out");
      }
      return side == Side.BUY
          ? (opens ? "BUY_OPEN" : "BUY_CLOSE")
          : opens ? "SELL_OPEN" : "SELL_CLOSE";
    }
    return switch (side) {
      case BUY -> closes ? "BUY_TO_COVER" : "BUY";
      case SELL -> opens ? "SELL_SHORT" : "SELL";
      case SELL_SHORT -> "SELL_SHORT";
    };
  }

  private static String priceType(OrderTerms terms) {
    return switch (terms.type()) {
      case MARKET -> "MARKET";
      case LIMIT -> "LIMIT";
      case STOP -> "STOP";
      case STOP_LIMIT -> "STOP_LIMIT";
      case TRAILING_STOP -> {
        var trail = terms.trail();
        yield trail != null && trail.unit() == TrailingOffset.Unit.PERCENT
            ? "TRAILING_STOP_PRCT"
            : "TRAILING_STOP_CNST";
      }
      case MARKET_ON_OPEN -> "MARKET_ON_OPEN";
      case MARKET_ON_CLOSE -> "MARKET_ON_CLOSE";
      case LIMIT_ON_OPEN -> "LIMIT_ON_OPEN";
      case LIMIT_ON_CLOSE -> "LIMIT_ON_CLOSE";
      case TRAILING_STOP_LIMIT, MARKET_IF_TOUCHED, LIMIT_IF_TOUCHED, ALGORITHM ->
          throw new Unsupported("E*TRADE has no order type " + terms.type());
    };
  }

  private static String orderTerm(TimeInForce timeInForce) {
    return switch (timeInForce) {
      case DAY -> "GOOD_FOR_DAY";
      case GTC -> "GOOD_UNTIL_CANCEL";
      case IOC -> "IMMEDIATE_OR_CANCEL";
      case FOK -> "FILL_OR_KILL";
      case GTD, OPG, CLS -> throw new Unsupported("E*TRADE has no time in force " + timeInForce);
    };
  }

  // ---- theirs to ours ----

  /**
   * An order as E*TRADE shows it.
   *
   * @param askedAt when it was asked, on the broker's clock: E*TRADE does not say when a state was
   *     reached, and what it gives for a canceled order is no time
   */
  static OrderReport report(AccountKey account, EtradeWire.Order wire, Instant askedAt) {
    var detail = detail(wire);
    var instruments = EtradeFigures.listed(detail.instrument());
    if (instruments.isEmpty()) {
      throw missing("order.Instrument");
    }
    return instruments.size() == 1
        ? simple(account, wire, detail, instruments.getFirst(), askedAt)
        : several(account, wire, detail, instruments, askedAt);
  }

  static EtradeWire.OrderDetail detail(EtradeWire.Order wire) {
    var details = EtradeFigures.listed(wire.orderDetail());
    if (details.isEmpty()) {
      throw missing("order.OrderDetail");
    }
    return details.getFirst();
  }

  static String id(EtradeWire.Order wire) {
    return given("order.orderId", wire.orderId());
  }

  private static OrderReport simple(
      AccountKey account,
      EtradeWire.Order wire,
      EtradeWire.OrderDetail detail,
      EtradeWire.OrderInstrument instrument,
      Instant askedAt) {
    var ordered = ordered(instrument);
    var filled = filled(instrument);
    return new OrderReport(
        account,
        id(wire),
        null,
        OrderClass.SIMPLE,
        EtradeSymbols.instrument("order.product", instrument.product()),
        side(given("order.orderAction", instrument.orderAction())),
        terms(detail),
        ordered,
        null,
        status(detail, ordered, filled),
        filled,
        filled.signum() == 0
            ? null
            : price("order.averageExecutionPrice", instrument.averageExecutionPrice()),
        detail.replacesOrderId(),
        detail.replacedByOrderId(),
        said(detail),
        moment(detail.placedTime()),
        askedAt,
        List.of());
  }

  /** An order of several legs, which was not placed here: shown whole, told by its first leg. */
  private static OrderReport several(
      AccountKey account,
      EtradeWire.Order wire,
      EtradeWire.OrderDetail detail,
      List<EtradeWire.OrderInstrument> instruments,
      Instant askedAt) {
    var first = instruments.getFirst();
    var ordered = ordered(first);
    var filled = filled(first);
    return new OrderReport(
        account,
        id(wire),
        null,
        OrderClass.MULTI_LEG,
        null,
        side(given("order.orderAction", first.orderAction())),
        null,
        ordered,
        null,
        status(detail, ordered, filled),
        filled,
        null,
        detail.replacesOrderId(),
        detail.replacedByOrderId(),
        said(detail),
        moment(detail.placedTime()),
        askedAt,
        List.of());
  }

  private static BigDecimal ordered(EtradeWire.OrderInstrument instrument) {
    return required(
        "order.orderedQuantity",
        instrument.orderedQuantity() == null
            ? instrument.quantity()
            : instrument.orderedQuantity());
  }

  static BigDecimal filled(EtradeWire.OrderInstrument instrument) {
    return instrument.filledQuantity() == null
        ? BigDecimal.ZERO
        : required("order.filledQuantity", instrument.filledQuantity());
  }

  private static String said(EtradeWire.OrderDetail detail) {
    var messages = detail.messages();
    return messages == null
        ? ""
        : EtradeFigures.listed(messages.message()).stream()
            .map(EtradeWire.Message::description)
            .filter(text -> text != null && !text.isBlank())
            .findFirst()
            .orElse("");
  }

  /** FIX OrdStatus(39). */
  private static OrderStatus status(
      EtradeWire.OrderDetail detail, BigDecimal ordered, BigDecimal filled) {
    var status = given("order.status", detail.status());
    return switch (status) {
      case "OPEN" -> filled.signum() > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
      case "PARTIAL" -> OrderStatus.PARTIALLY_FILLED;
      case "INDIVIDUAL_FILLS" ->
          filled.compareTo(ordered) >= 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
      case "EXECUTED", "DONE_TRADE_EXECUTED" -> OrderStatus.FILLED;
      case "CANCEL_REQUESTED" -> OrderStatus.PENDING_CANCEL;
      case "CANCELLED" ->
          detail.replacedByOrderId() == null ? OrderStatus.CANCELED : OrderStatus.REPLACED;
      case "EXPIRED" -> OrderStatus.EXPIRED;
      case "REJECTED" -> OrderStatus.REJECTED;
      default -> throw unknown("order.status", status);
    };
  }

  /** Whether this is an event of an option and no order: the list has those among the orders. */
  static boolean isOptionEvent(EtradeWire.Order wire) {
    var details = EtradeFigures.listed(wire.orderDetail());
    var status = details.isEmpty() ? null : details.getFirst().status();
    return switch (status) {
      case "OPTION_EXERCISE", "OPTION_ASSIGNMENT", "DO_NOT_EXERCISE" -> true;
      case null, default -> false;
    };
  }

  private static Side side(String action) {
    return switch (action) {
      case "BUY", "BUY_TO_COVER", "BUY_OPEN", "BUY_CLOSE" -> Side.BUY;
      case "SELL", "SELL_OPEN", "SELL_CLOSE", "EXCHANGE" -> Side.SELL;
      case "SELL_SHORT" -> Side.SELL_SHORT;
      default -> throw unknown("order.orderAction", action);
    };
  }

  /** The terms, or null where E*TRADE shows some that we have no word for. */
  static @Nullable OrderTerms terms(EtradeWire.OrderDetail detail) {
    var type = type(detail.priceType());
    var timeInForce = timeInForce(detail.orderTerm());
    if (type == null || timeInForce == null) {
      return null;
    }
    try {
      return new OrderTerms(
          type,
          timeInForce,
          "EXTENDED".equals(detail.marketSession())
              ? TradingSession.EXTENDED
              : TradingSession.REGULAR,
          type.needsLimitPrice() ? price("order.limitPrice", detail.limitPrice()) : null,
          type.needsStopPrice() ? price("order.stopPrice", detail.stopPrice()) : null,
          type.trails() ? trail(detail) : null,
          null,
          null);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("E*TRADE sent an order whose terms lack a price", e);
    }
  }

  private static @Nullable TrailingOffset trail(EtradeWire.OrderDetail detail) {
    var offset = price("order.stopPrice", detail.stopPrice());
    if (offset == null) {
      return null;
    }
    return new TrailingOffset(
        offset,
        "TRAILING_STOP_PRCT".equals(detail.priceType())
            ? TrailingOffset.Unit.PERCENT
            : TrailingOffset.Unit.AMOUNT);
  }

  private static @Nullable OrderType type(@Nullable String priceType) {
    return switch (priceType) {
      case "MARKET" -> OrderType.MARKET;
      case "LIMIT" -> OrderType.LIMIT;
      case "STOP" -> OrderType.STOP;
      case "STOP_LIMIT" -> OrderType.STOP_LIMIT;
      case "TRAILING_STOP_CNST", "TRAILING_STOP_PRCT" -> OrderType.TRAILING_STOP;
      case "MARKET_ON_OPEN" -> OrderType.MARKET_ON_OPEN;
      case "MARKET_ON_CLOSE" -> OrderType.MARKET_ON_CLOSE;
      case "LIMIT_ON_OPEN" -> OrderType.LIMIT_ON_OPEN;
      case "LIMIT_ON_CLOSE" -> OrderType.LIMIT_ON_CLOSE;
      case null, default -> null;
    };
  }

  private static @Nullable TimeInForce timeInForce(@Nullable String orderTerm) {
    return switch (orderTerm) {
      case "GOOD_FOR_DAY" -> TimeInForce.DAY;
      case "GOOD_UNTIL_CANCEL" -> TimeInForce.GTC;
      case "IMMEDIATE_OR_CANCEL" -> TimeInForce.IOC;
      case "FILL_OR_KILL" -> TimeInForce.FOK;
      case null, default -> null;
    };
  }

  // ---- the fingerprint ----

  /** Whether a reply to an order command repeats what was sent. */
  static boolean repeats(EtradeWire.OrderRequest sent, List<EtradeWire.OrderDetail> shown) {
    if (shown.size() != 1 || EtradeFigures.listed(shown.getFirst().instrument()).size() != 1) {
      return false;
    }
    var asked = sent.order().getFirst();
    var wanted = asked.instrument().getFirst();
    var answered = shown.getFirst();
    var instrument = EtradeFigures.listed(answered.instrument()).getFirst();
    return asked.priceType().equals(answered.priceType())
        && wanted.orderAction().equals(instrument.orderAction())
        && isSame(new BigDecimal(wanted.quantity()), ordered(instrument))
        && EtradeSymbols.instrument("sent.product", wanted.product())
            .key()
            .equals(EtradeSymbols.instrument("order.product", instrument.product()).key());
  }

  /** Whether an order at E*TRADE has the parts of one of ours: it may be ours, or a twin. */
  static boolean isSameOrder(NewOrder ours, OrderReport theirs) {
    var instrument = ours.instrument();
    var shown = theirs.instrument();
    return ours.orderClass() == theirs.orderClass()
        && instrument != null
        && shown != null
        && instrument.key().equals(shown.key())
        && ours.side() == theirs.side()
        && ours.quantity() instanceof OrderQuantity.Units(var units)
        && isSame(units, theirs.quantity())
        && isSame(ours.terms(), theirs.terms());
  }

  private static boolean isSame(OrderTerms ours, @Nullable OrderTerms theirs) {
    return theirs != null
        && ours.type() == theirs.type()
        && ours.timeInForce() == theirs.timeInForce()
        && ours.session() == theirs.session()
        && isSame(ours.limitPrice(), theirs.limitPrice())
        && isSame(ours.stopPrice(), theirs.stopPrice())
        && isSame(value(ours.trail()), value(theirs.trail()));
  }

  private static @Nullable BigDecimal value(@Nullable TrailingOffset trail) {
    return trail == null ? null : trail.value();
  }

  private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? one == other : one.compareTo(other) == 0;
  }
}
