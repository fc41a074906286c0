package io.brokerway.server.rest.v1;

import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the engine's order of a request; everything wrong with it is told at once. */
final class OrderReader {
  private final OrderBody body;
  private final FieldErrors errors = new FieldErrors();

  private OrderReader(OrderBody body) {
    this.body = body;
  }

  /**
   * The order that a body asks for.
   *
   * @throws InvalidInput naming every wrong field
   */
  static OrderSpec read(OrderBody body) {
    return new OrderReader(body).spec();
  }

  /** How old the order may be when it is sent; null for the default of its type. */
  static @Nullable Duration maxAge(OrderBody body) {
    var text = body.maxAge();
    try {
      var maxAge = text == null ? null : Duration.parse(text);
      if (maxAge == null || (maxAge.isPositive() && maxAge.compareTo(Duration.ofHours(24)) <= 0)) {
        return maxAge;
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    throw new InvalidInput("maxAge", "must be a duration like PT10S, at most PT24H");
  }

  private OrderSpec spec() {
    checkAmounts();
    var orderClass = body.orderClass() == null ? OrderClass.SIMPLE : body.orderClass();
    var instrument = instrument(orderClass);
    var quantity = quantity(instrument);
    var terms = terms(instrument);
    var legs = legs(orderClass);
    var takeProfit = exit("takeProfit", body.takeProfit());
    var stopLoss = exit("stopLoss", body.stopLoss());
    errors.throwIfAny();
    var spec =
        errors.make(
            "orderClass",
            () ->
                new OrderSpec(
                    orderClass,
                    instrument,
                    body.side(),
                    body.effect() == null ? PositionEffect.AUTOMATIC : body.effect(),
                    Objects.requireNonNull(quantity),
                    Objects.requireNonNull(terms),
                    legs,
                    takeProfit,
                    stopLoss,
                    body.displayQuantity(),
                    Boolean.TRUE.equals(body.allOrNone()),
                    parameters()));
    errors.throwIfAny();
    return Objects.requireNonNull(spec);
  }

  private void checkAmounts() {
    Amounts.requirePositive("quantity", body.quantity(), errors);
    Amounts.requirePositive("notional", body.notional(), errors);
    Amounts.requirePositive("stopPrice", body.stopPrice(), errors);
    Amounts.requirePositive("displayQuantity", body.displayQuantity(), errors);
    var limit = body.limitPrice();
    // The net price of a combination may be a credit.
    var signed = body.orderClass() == OrderClass.MULTI_LEG;
    Amounts.requirePositive("limitPrice", limit == null || !signed ? limit : limit.abs(), errors);
    Amounts.requirePositive("limitOffset", body.limitOffset(), errors);
    var trail = body.trail();
    Amounts.requirePositive("trail.value", trail == null ? null : trail.value(), errors);
    checkExit("takeProfit", body.takeProfit());
    checkExit("stopLoss", body.stopLoss());
  }

  private void checkExit(String field, @Nullable ExitBody exit) {
    if (exit == null) {
      return;
    }
    Amounts.requirePositive(field + ".limitPrice", exit.limitPrice(), errors);
    Amounts.requirePositive(field + ".stopPrice", exit.stopPrice(), errors);
    var trail = exit.trail();
    Amounts.requirePositive(field + ".trail.value", trail == null ? null : trail.value(), errors);
  }

  private @Nullable Instrument instrument(OrderClass orderClass) {
    var symbol = body.symbol();
    if (orderClass == OrderClass.MULTI_LEG) {
      errors.require(symbol == null, "symbol", "is not allowed for MULTI_LEG: the legs have them");
      return null;
    }
    if (symbol == null) {
      errors.add("symbol", "is required");
      return null;
    }
    return Symbol.parse("symbol", symbol, body.assetClass(), errors);
  }

  private @Nullable OrderQuantity quantity(@Nullable Instrument instrument) {
    var units = body.quantity();
    var notional = body.notional();
    if ((units == null) == (notional == null)) {
      errors.add("quantity", "is required, or notional in its place; not both");
      return null;
    }
    if (units != null) {
      return units.signum() > 0 ? new OrderQuantity.Units(units) : null;
    }
    return notional(Objects.requireNonNull(notional), instrument);
  }

  private @Nullable OrderQuantity notional(BigDecimal amount, @Nullable Instrument instrument) {
    if (instrument == null) {
      errors.require(
          body.orderClass() != OrderClass.MULTI_LEG, "notional", "is not allowed for MULTI_LEG");
      return null;
    }
    return amount.signum() > 0
        ? new OrderQuantity.Notional(new Money(amount, instrument.currency()))
        : null;
  }

  private @Nullable OrderTerms terms(@Nullable Instrument instrument) {
    checkWhere(body.type().needsLimitPrice(), "limitPrice", body.limitPrice());
    checkWhere(body.type().needsStopPrice(), "stopPrice", body.stopPrice());
    checkWhere(body.type().trails(), "trail", body.trail());
    checkWhere(body.type() == OrderType.TRAILING_STOP_LIMIT, "limitOffset", body.limitOffset());
    var timeInForce = timeInForce(instrument);
    var dated = timeInForce == TimeInForce.GTD;
    errors.require(
        dated == (body.goodUntil() != null),
        "goodUntil",
        dated ? "is required for GTD" : "is only allowed for GTD");
    if (!errors.isEmpty()) {
      return null;
    }
    return errors.make("type", () -> terms(timeInForce));
  }

  private OrderTerms terms(TimeInForce timeInForce) {
    return new OrderTerms(
        body.type(),
        timeInForce,
        body.session() == null ? TradingSession.REGULAR : body.session(),
        body.limitPrice(),
        body.stopPrice(),
        trail(),
        body.limitOffset(),
        body.goodUntil());
  }

  private @Nullable TrailingOffset trail() {
    var trail = body.trail();
    return trail == null ? null : trail.toOffset();
  }

  private void checkWhere(boolean needed, String field, @Nullable Object value) {
    if (needed && value == null) {
      errors.add(field, "is required for " + body.type());
    }
    var optional = body.type() == OrderType.ALGORITHM && field.equals("limitPrice");
    if (!needed && value != null && !optional) {
      errors.add(field, "is not allowed for " + body.type());
    }
  }

  private TimeInForce timeInForce(@Nullable Instrument instrument) {
    if (body.timeInForce() != null) {
      return body.timeInForce();
    }
    // Coins trade without a session whose end a DAY order could have.
    return instrument != null && instrument.assetClass() == AssetClass.CRYPTO
        ? TimeInForce.GTC
        : TimeInForce.DAY;
  }

  private List<OrderLeg> legs(OrderClass orderClass) {
    var given = body.legs();
    var wanted = orderClass == OrderClass.MULTI_LEG;
    if (wanted != (given != null && !given.isEmpty())) {
      errors.add("legs", wanted ? "are required for MULTI_LEG" : "are only allowed for MULTI_LEG");
      return List.of();
    }
    var legs = new ArrayList<OrderLeg>();
    for (var i = 0; given != null && i < given.size(); i++) {
      var leg = leg("legs[" + i + "]", given.get(i));
      if (leg != null) {
        legs.add(leg);
      }
    }
    return legs;
  }

  private @Nullable OrderLeg leg(String field, LegBody leg) {
    errors.require(leg.ratio() > 0, field + ".ratio", "must be above 0");
    var instrument = Symbol.parse(field + ".symbol", leg.symbol(), leg.assetClass(), errors);
    if (instrument == null || leg.ratio() <= 0) {
      return null;
    }
    var effect = leg.effect() == null ? PositionEffect.AUTOMATIC : leg.effect();
    return new OrderLeg(instrument, leg.side(), leg.ratio(), effect);
  }

  private @Nullable ExitOrder exit(String field, @Nullable ExitBody exit) {
    return exit == null || !errors.isEmpty() ? null : errors.make(field, exit::toExit);
  }

  private Map<String, String> parameters() {
    var parameters = body.parameters();
    return parameters == null ? Map.of() : parameters;
  }
}
