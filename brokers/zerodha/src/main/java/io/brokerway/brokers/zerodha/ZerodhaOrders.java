package io.brokerway.brokers.zerodha;

import static io.brokerway.brokers.zerodha.ZerodhaFigures.given;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.orZero;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.present;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.price;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.required;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.time;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.unknown;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.kit.http.Query;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders between Kite's words and ours; the tables of states, types and times are here. Pure.
 *
 * <p>A state that is not in the table throws {@link UnexpectedReply}; terms that are not leave the
 * report without terms.
 */
final class ZerodhaOrders {
  static final String REGULAR = "regular";

  /** What a market order is protected by where nothing else is asked for: Kite chooses. */
  static final String AUTOMATIC_PROTECTION = "-1";

  /** How Kite marks what it made of an order with market protection. */
  private static final String PROTECTED = "mktp";

  private ZerodhaOrders() {}

  /** An order as a form; its parts were found supported before. */
  static Query form(NewOrder order) {
    var name = ZerodhaSymbols.require(ZerodhaOrderRules.instrument(order));
    var terms = order.terms();
    var parameters = order.parameters();
    return new Query()
        .add("exchange", name.exchange())
        .add("tradingsymbol", name.symbol())
        .add("transaction_type", order.side() == Side.BUY ? "BUY" : "SELL")
        .add("order_type", type(terms.type()))
        .add("product", parameters.getOrDefault("product", ZerodhaPortfolio.DELIVERY))
        .add("quantity", plain(units(order)))
        .add("price", plain(terms.limitPrice()))
        .add("trigger_price", plain(terms.stopPrice()))
        .add("validity", terms.timeInForce().name())
        .add("disclosed_quantity", plain(order.displayQuantity()))
        .add("market_protection", protection(order))
        .add("tag", order.clientOrderId());
  }

  /** Since April 2026 market orders without protection are refused. */
  private static @Nullable String protection(NewOrder order) {
    var type = order.terms().type();
    return type == OrderType.MARKET || type == OrderType.STOP
        ? order.parameters().getOrDefault("market_protection", AUTOMATIC_PROTECTION)
        : null;
  }

  static BigDecimal units(NewOrder order) {
    return switch (order.quantity()) {
      case OrderQuantity.Units(var units) -> units;
      case OrderQuantity.Notional _ ->
          throw new IllegalStateException("an order by amount of money was let through");
    };
  }

  /** A change as a form: everything that an order has, so that nothing is left to guessing. */
  static Query form(ZerodhaWire.Order current, OrderChange change) {
    var type = given("order.order_type", current.orderType());
    var stops = type.equals("SL") || type.equals("SL-M");
    var limits = type.equals("SL") || type.equals("LIMIT");
    return new Query()
        .add("order_type", type)
        .add("quantity", plain(changed(change.quantity(), current.quantity())))
        .add("price", limits ? plain(changed(change.limitPrice(), current.price())) : null)
        .add(
            "trigger_price",
            stops ? plain(changed(change.stopPrice(), current.triggerPrice())) : null)
        .add("validity", given("order.validity", current.validity()));
  }

  private static @Nullable BigDecimal changed(
      @Nullable BigDecimal wanted, @Nullable BigDecimal present) {
    return wanted == null ? present : wanted;
  }

  private static @Nullable String plain(@Nullable BigDecimal value) {
    return value == null ? null : value.stripTrailingZeros().toPlainString();
  }

  static OrderReport report(AccountKey account, ZerodhaWire.Order wire) {
    var filled = orZero("order.filled_quantity", wire.filledQuantity());
    var quantity = required("order.quantity", wire.quantity());
    var submitted = time("order.order_timestamp", wire.orderTimestamp());
    var updated = time("order.exchange_update_timestamp", wire.exchangeUpdateTimestamp());
    return new OrderReport(
        account,
        given("order.order_id", wire.orderId()),
        wire.tag(),
        OrderClass.SIMPLE,
        ZerodhaSymbols.instrument(
            given("order.exchange", wire.exchange()),
            given("order.tradingsymbol", wire.tradingsymbol())),
        side(wire.transactionType()),
        terms(wire),
        quantity,
        null,
        status(given("order.status", wire.status()), filled, quantity),
        filled,
        filled.signum() == 0 ? null : price("order.average_price", wire.averagePrice()),
        null,
        null,
        wire.statusMessage() == null ? "" : wire.statusMessage(),
        submitted,
        later(submitted, updated),
        List.of());
  }

  private static Instant later(@Nullable Instant submitted, @Nullable Instant updated) {
    if (updated == null) {
      return present("order.order_timestamp", submitted);
    }
    return submitted != null && submitted.isAfter(updated) ? submitted : updated;
  }

  static Side side(@Nullable String word) {
    return switch (given("transaction_type", word)) {
      case "BUY" -> Side.BUY;
      case "SELL" -> Side.SELL;
      default -> throw unknown("transaction_type", word);
    };
  }

  /** Source: Kite Connect "Orders", and the constants of its SDKs, read 2026-11-23. */
  static OrderStatus status(String word, BigDecimal filled, BigDecimal quantity) {
    return switch (word) {
      case "PUT ORDER REQ RECEIVED", "VALIDATION PENDING", "OPEN PENDING" ->
          OrderStatus.PENDING_NEW;
      // An order for the next opening waits with the broker; it can be changed and canceled.
      case "AMO REQ RECEIVED", "OPEN", "TRIGGER PENDING", "UPDATE" -> working(filled, quantity);
      case "MODIFY VALIDATION PENDING",
          "MODIFY PENDING",
          "MODIFY AMO REQ RECEIVED",
          // Only for a moment, then it is OPEN again: the order goes on under its id.
          "MODIFIED" ->
          OrderStatus.PENDING_REPLACE;
      case "CANCEL PENDING" -> OrderStatus.PENDING_CANCEL;
      case "CANCELLED", "CANCELLED AMO", "CANCEL" -> OrderStatus.CANCELED;
      case "COMPLETE" -> OrderStatus.FILLED;
      case "REJECTED" -> OrderStatus.REJECTED;
      case "LAPSED" -> OrderStatus.EXPIRED;
      default -> throw unknown("order.status", word);
    };
  }

  private static OrderStatus working(BigDecimal filled, BigDecimal quantity) {
    if (filled.signum() == 0) {
      return OrderStatus.NEW;
    }
    return filled.compareTo(quantity) < 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.FILLED;
  }

  static String type(OrderType type) {
    return switch (type) {
      case MARKET -> "MARKET";
      case LIMIT -> "LIMIT";
      case STOP -> "SL-M";
      case STOP_LIMIT -> "SL";
      case TRAILING_STOP,
          TRAILING_STOP_LIMIT,
          MARKET_IF_TOUCHED,
          LIMIT_IF_TOUCHED,
          MARKET_ON_OPEN,
          LIMIT_ON_OPEN,
          MARKET_ON_CLOSE,
          LIMIT_ON_CLOSE,
          ALGORITHM ->
          throw new IllegalStateException("a type that Zerodha has not was let through: " + type);
    };
  }

  private static @Nullable OrderTerms terms(ZerodhaWire.Order wire) {
    var type = readType(wire);
    var time = readTime(wire.validity());
    if (type == null || time == null) {
      return null;
    }
    var limit = type.needsLimitPrice() ? price("order.price", wire.price()) : null;
    var stop = type.needsStopPrice() ? price("order.trigger_price", wire.triggerPrice()) : null;
    if ((type.needsLimitPrice() && limit == null) || (type.needsStopPrice() && stop == null)) {
      return null;
    }
    return new OrderTerms(type, time, TradingSession.REGULAR, limit, stop, null, null, null);
  }

  /** Market protection makes a limit of a market order, and says so with a tag of its own. */
  private static @Nullable OrderType readType(ZerodhaWire.Order wire) {
    var guarded =
        wire.tags() != null && wire.tags().stream().anyMatch(tag -> tag.startsWith(PROTECTED));
    return switch (wire.orderType()) {
      case "MARKET" -> OrderType.MARKET;
      case "LIMIT" -> guarded ? OrderType.MARKET : OrderType.LIMIT;
      case "SL" -> guarded ? OrderType.STOP : OrderType.STOP_LIMIT;
      case "SL-M" -> OrderType.STOP;
      case null, default -> null;
    };
  }

  private static @Nullable TimeInForce readTime(@Nullable String word) {
    return switch (word) {
      case "DAY" -> TimeInForce.DAY;
      case "IOC" -> TimeInForce.IOC;
      case null, default -> null;
    };
  }
}
