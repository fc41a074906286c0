package io.brokerway.server.rest.router;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.server.json.AnyCase;
import io.brokerway.server.json.FieldErrors;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changes of an order; what is absent stays.
 *
 * @param quantity the new total, not the rest
 * @param stopPrice the new trigger of a stop order
 * @param stopLossPrice the new trigger of the stop-loss of an order with exits, or of a stop order;
 *     alone
 */
record RouterChangeBody(
    @Nullable BigDecimal quantity,
    @JsonProperty("limit_price") @Nullable BigDecimal limitPrice,
    @JsonProperty("stop_price") @Nullable BigDecimal stopPrice,
    @JsonProperty("stop_loss_price") @Nullable BigDecimal stopLossPrice,
    @JsonProperty("trail_amount") @Nullable BigDecimal trailAmount,
    @JsonProperty("trail_percent") @Nullable BigDecimal trailPercent,
    @JsonProperty("time_in_force") @AnyCase @Nullable TimeInForce timeInForce,
    @JsonProperty("good_until") @Nullable Instant goodUntil) {

  /**
   * The engine's change.
   *
   * @throws InvalidInput naming every wrong field
   */
  OrderChange toChange() {
    var errors = new FieldErrors();
    Amounts.requirePositive("quantity", quantity, errors);
    Amounts.requirePositive("limit_price", limitPrice, errors);
    Amounts.requirePositive("stop_price", stopPrice, errors);
    Amounts.requirePositive("stop_loss_price", stopLossPrice, errors);
    Amounts.requirePositive("trail_amount", trailAmount, errors);
    Amounts.requirePositive("trail_percent", trailPercent, errors);
    var others =
        Stream.of(
            quantity, limitPrice, stopPrice, trailAmount, trailPercent, timeInForce, goodUntil);
    errors.require(
        stopLossPrice == null || others.allMatch(Objects::isNull),
        "stop_loss_price",
        "is sent alone: the stop-loss may be an order of its own");
    errors.require(
        trailAmount == null || trailPercent == null,
        "trail_percent",
        "is not allowed beside trail_amount");
    errors.throwIfAny();
    var change =
        errors.make(
            "",
            () ->
                new OrderChange(
                    quantity,
                    limitPrice,
                    stopPrice == null ? stopLossPrice : stopPrice,
                    trail(),
                    timeInForce,
                    goodUntil));
    errors.throwIfAny();
    return Objects.requireNonNull(change);
  }

  private @Nullable TrailingOffset trail() {
    if (trailAmount != null) {
      return new TrailingOffset(trailAmount, TrailingOffset.Unit.AMOUNT);
    }
    return trailPercent == null
        ? null
        : new TrailingOffset(trailPercent, TrailingOffset.Unit.PERCENT);
  }
}
