package io.brokerway.server.rest.v1;

import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.server.json.FieldErrors;
import io.brokerway.server.rest.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What changes of an order; what is absent stays.
 *
 * @param quantity the new total, not the rest
 */
record ReplaceBody(
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice,
    @Nullable TrailBody trail,
    @Nullable TimeInForce timeInForce,
    @Nullable Instant goodUntil) {

  OrderChange toChange() {
    var errors = new FieldErrors();
    Amounts.requirePositive("quantity", quantity, errors);
    Amounts.requirePositive("limitPrice", limitPrice, errors);
    Amounts.requirePositive("stopPrice", stopPrice, errors);
    Amounts.requirePositive("trail.value", trail == null ? null : trail.value(), errors);
    errors.throwIfAny();
    var change =
        errors.make(
            "",
            () ->
                new OrderChange(
                    quantity,
                    limitPrice,
                    stopPrice,
                    trail == null ? null : trail.toOffset(),
                    timeInForce,
                    goodUntil));
    errors.throwIfAny();
    return Objects.requireNonNull(change);
  }
}
