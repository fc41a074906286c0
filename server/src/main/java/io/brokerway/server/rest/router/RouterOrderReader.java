package io.brokerway.server.rest.router;

import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.engine.orders.OrderSpec;
import io.brokerway.server.json.FieldErrors;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.Amounts;
import io.brokerway.server.rest.Symbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the engine's order of a request; everything wrong with it is told at once. */
final class RouterOrderReader {
  /** The key under which an algorithm's name goes to the broker. */
  static final String ALGORITHM = "algorithm";

  private final RouterOrderBody body;
  private final FieldErrors errors = new FieldErrors();

  private RouterOrderReader(RouterOrderBody body) {
    this.body = body;
  }

  /**
   * The order that a body asks for.
   *
   * @throws InvalidInput naming every wrong field
   */
  static OrderSpec read(RouterOrderBody body) {
    return new RouterOrderReader(body).spec();
  }

  private OrderSpec spec() {
    checkAmounts();
    checkFields();
    var instrument = Symbol.parse("symbol", body.symbol(), body.assetClass(), errors);
    var quantity = instrument == null ? null : quantity(instrument);
    errors.throwIfAny();
    var terms = terms(Objects.requireNonNull(instrument));
    var spec =
        errors.make(
            "order_type",
            () ->
                new OrderSpec(
                    orderClass(),
                    instrument,
                    body.side(),
                    PositionEffect.AUTOMATIC,
                    Objects.requireNonNull(quantity),
                    terms,
                    List.of(),
                    takeProfit(),
                    stopLoss(),
                    body.displayQuantity(),
                    false,
                    parameters()));
    errors.throwIfAny();
    return Objects.requireNonNull(spec);
  }

  private void checkAmounts() {
    Amounts.requirePositive("quantity", body.quantity(), errors);
    Amounts.requirePositive("notional", body.notional(), errors);
    Amounts.requirePositive("limit_price", body.limitPrice(), errors);
    Amounts.requirePositive("stop_price", body.stopPrice(), errors);
    Amounts.requirePositive("trail_amount", body.trailAmount(), errors);
    Amounts.requirePositive("trail_percent", body.trailPercent(), errors);
    Amounts.requirePositive("take_profit_price", body.takeProfitPrice(), errors);
    Amounts.requirePositive("stop_loss_price", body.stopLossPrice(), errors);
    Amounts.requirePositive("stop_loss_limit_price", body.stopLossLimitPrice(), errors);
    Amounts.requirePositive("display_quantity", body.displayQuantity(), errors);
  }

  /** Which fields each type has: needed, allowed or neither. */
  private void checkFields() {
    var limit =
        switch (body.orderType()) {
          case LIMIT, STOP_LIMIT, ICEBERG -> Place.NEEDED;
          case BRACKET, OTO, TWAP, VWAP -> Place.ALLOWED;
          case MARKET, STOP, TRAILING_STOP, OCO, MULTI_LEG, OTHER -> Place.NOT_THERE;
        };
    var type = body.orderType();
    errors.require(
        type != RouterOrderType.MULTI_LEG && type != RouterOrderType.OTHER,
        "order_type",
        "is not taken here: /api/v1/orders takes such orders");
    check(limit, "limit_price", body.limitPrice());
    check(
        needed(type == RouterOrderType.STOP || type == RouterOrderType.STOP_LIMIT),
        "stop_price",
        body.stopPrice());
    checkTrail(type == RouterOrderType.TRAILING_STOP);
    checkExits(type);
    check(needed(type == RouterOrderType.ICEBERG), "display_quantity", body.displayQuantity());
    var sliced = type == RouterOrderType.TWAP || type == RouterOrderType.VWAP;
    check(sliced ? Place.ALLOWED : Place.NOT_THERE, "start_time", body.startTime());
    check(needed(sliced), "end_time", body.endTime());
    check(needed(body.timeInForce() == TimeInForce.GTD), "good_until", body.goodUntil());
    var units = body.quantity() != null;
    errors.require(
        units != (body.notional() != null),
        "quantity",
        "is required, or notional in its place; not both");
  }

  private enum Place {
    NEEDED,
    ALLOWED,
    NOT_THERE
  }

  private static Place needed(boolean needed) {
    return needed ? Place.NEEDED : Place.NOT_THERE;
  }

  private void check(Place place, String field, @Nullable Object value) {
    errors.require(
        place != Place.NEEDED || value != null, field, "is required for " + body.orderType());
    errors.require(
        place != Place.NOT_THERE || value == null, field, "is not allowed for " + body.orderType());
  }

  private void checkTrail(boolean needed) {
    var given = (body.trailAmount() == null ? 0 : 1) + (body.trailPercent() == null ? 0 : 1);
    errors.require(
        given == (needed ? 1 : 0),
        body.trailPercent() == null ? "trail_amount" : "trail_percent",
        needed
            ? "is required for TRAILING_STOP: either trail_amount or trail_percent"
            : "is not allowed for " + body.orderType());
  }

  private void checkExits(RouterOrderType type) {
    var exits =
        switch (type) {
          case BRACKET, OCO -> Place.NEEDED;
          case OTO -> Place.ALLOWED;
          default -> Place.NOT_THERE;
        };
    check(exits, "take_profit_price", body.takeProfitPrice());
    check(exits, "stop_loss_price", body.stopLossPrice());
    check(
        body.stopLossPrice() == null ? Place.NOT_THERE : Place.ALLOWED,
        "stop_loss_limit_price",
        body.stopLossLimitPrice());
    errors.require(
        type != RouterOrderType.OTO
            || (body.takeProfitPrice() == null) != (body.stopLossPrice() == null),
        "stop_loss_price",
        "is required for OTO, or take_profit_price in its place; not both");
  }

  private @Nullable OrderQuantity quantity(Instrument instrument) {
    var units = body.quantity();
    if (units != null) {
      return units.signum() > 0 ? new OrderQuantity.Units(units) : null;
    }
    var notional = body.notional();
    return notional == null || notional.signum() <= 0
        ? null
        : new OrderQuantity.Notional(new Money(notional, instrument.currency()));
  }

  private OrderTerms terms(Instrument instrument) {
    var isOco = body.orderType() == RouterOrderType.OCO;
    return new OrderTerms(
        type(),
        timeInForce(instrument),
        body.session() == null ? TradingSession.REGULAR : body.session(),
        isOco ? body.takeProfitPrice() : body.limitPrice(),
        body.stopPrice(),
        trail(),
        null,
        body.goodUntil());
  }

  private OrderType type() {
    return switch (body.orderType()) {
      case MARKET -> OrderType.MARKET;
      // The working order of an OCO is its take-profit.
      case LIMIT, ICEBERG, OCO -> OrderType.LIMIT;
      case STOP -> OrderType.STOP;
      case STOP_LIMIT -> OrderType.STOP_LIMIT;
      case TRAILING_STOP -> OrderType.TRAILING_STOP;
      case BRACKET, OTO -> body.limitPrice() == null ? OrderType.MARKET : OrderType.LIMIT;
      case TWAP, VWAP, MULTI_LEG, OTHER -> OrderType.ALGORITHM;
    };
  }

  private OrderClass orderClass() {
    return switch (body.orderType()) {
      case BRACKET -> OrderClass.BRACKET;
      case OCO -> OrderClass.OCO;
      case OTO -> OrderClass.OTO;
      case MARKET, LIMIT, STOP, STOP_LIMIT, TRAILING_STOP, TWAP, VWAP, ICEBERG, MULTI_LEG, OTHER ->
          OrderClass.SIMPLE;
    };
  }

  private @Nullable TrailingOffset trail() {
    if (body.trailAmount() != null) {
      return new TrailingOffset(body.trailAmount(), TrailingOffset.Unit.AMOUNT);
    }
    return body.trailPercent() == null
        ? null
        : new TrailingOffset(body.trailPercent(), TrailingOffset.Unit.PERCENT);
  }

  private @Nullable ExitOrder takeProfit() {
    return body.takeProfitPrice() == null ? null : ExitOrder.takeProfit(body.takeProfitPrice());
  }

  private @Nullable ExitOrder stopLoss() {
    return body.stopLossPrice() == null
        ? null
        : ExitOrder.stopLoss(body.stopLossPrice(), body.stopLossLimitPrice());
  }

  /** What an algorithm is told: its name and its span. */
  private Map<String, String> parameters() {
    if (type() != OrderType.ALGORITHM) {
      return Map.of();
    }
    var parameters = new HashMap<String, String>();
    parameters.put(ALGORITHM, body.orderType().name());
    if (body.startTime() != null) {
      parameters.put("startTime", body.startTime().toString());
    }
    if (body.endTime() != null) {
      parameters.put("endTime", body.endTime().toString());
    }
    return parameters;
  }

  private TimeInForce timeInForce(Instrument instrument) {
    if (body.timeInForce() != null) {
      return body.timeInForce();
    }
    // Coins trade without a session whose end a DAY order could have.
    return instrument.assetClass() == AssetClass.CRYPTO ? TimeInForce.GTC : TimeInForce.DAY;
  }
}
