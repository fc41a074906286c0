package io.brokerway.server.rest.trading;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.engine.orders.OrderSpec;
import io.brokerway.server.json.FieldErrors;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.Amounts;
import io.brokerway.server.rest.Symbol;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the engine's order of a request; everything wrong with it is told at once. */
final class TradingOrderReader {
  private final TradingOrderBody body;
  private final FieldErrors errors = new FieldErrors();

  private TradingOrderReader(TradingOrderBody body) {
    this.body = body;
  }

  /**
   * The order that a body asks for.
   *
   * @throws InvalidInput naming every wrong field
   */
  static OrderSpec read(TradingOrderBody body) {
    return new TradingOrderReader(body).spec();
  }

  private OrderSpec spec() {
    Amounts.requirePositive("quantity", body.quantity(), errors);
    Amounts.requirePositive("price", body.price(), errors);
    Amounts.requirePositive("stop_price", body.stopPrice(), errors);
    Amounts.requirePositive("trail_amount", body.trailAmount(), errors);
    Amounts.requirePositive("trail_percent", body.trailPercent(), errors);
    var type = body.orderType().type();
    checkWhere(type.needsLimitPrice(), "price", body.price());
    checkWhere(type.needsStopPrice(), "stop_price", body.stopPrice());
    checkTrail(type.trails());
    errors.require(body.timeInForce() != TimeInForce.GTD, "time_in_force", "GTD is not taken here");
    var instrument = Symbol.parse("symbol", body.symbol(), null, errors);
    errors.throwIfAny();
    return OrderSpec.simple(
        Objects.requireNonNull(instrument),
        body.side().side(),
        new OrderQuantity.Units(body.quantity()),
        terms(instrument));
  }

  private OrderTerms terms(Instrument instrument) {
    return new OrderTerms(
        body.orderType().type(),
        timeInForce(instrument),
        TradingSession.REGULAR,
        body.price(),
        body.stopPrice(),
        trail(),
        null,
        null);
  }

  private void checkWhere(boolean needed, String field, @Nullable Object value) {
    if (needed == (value != null)) {
      return;
    }
    errors.add(field, (needed ? "is required for " : "is not allowed for ") + body.orderType());
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

  private @Nullable TrailingOffset trail() {
    if (body.trailAmount() != null) {
      return new TrailingOffset(body.trailAmount(), TrailingOffset.Unit.AMOUNT);
    }
    return body.trailPercent() == null
        ? null
        : new TrailingOffset(body.trailPercent(), TrailingOffset.Unit.PERCENT);
  }

  private TimeInForce timeInForce(Instrument instrument) {
    if (body.timeInForce() != null) {
      return body.timeInForce();
    }
    return instrument.assetClass() == AssetClass.CRYPTO ? TimeInForce.GTC : TimeInForce.DAY;
  }
}
