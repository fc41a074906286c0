package io.brokerway.server.rest.trading;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order.
 *
 * @param quantity in units
 * @param price the limit of {@code LIMIT} and {@code STOP_LIMIT}
 * @param stopPrice the trigger of {@code STOP} and {@code STOP_LIMIT}
 * @param trailAmount how far a {@code TRAILING_STOP} follows, in dollars; this or the percentage
 * @param trailPercent the same in percent of the price
 * @param timeInForce absent for {@code DAY}, for coins {@code GTC}
 * @param accountId absent for the user's paper account
 */
record TradingOrderBody(
    @JsonProperty("user_id") String userId,
    String symbol,
    TradingSide side,
    @JsonProperty("order_type") TradingOrderType orderType,
    BigDecimal quantity,
    @Nullable BigDecimal price,
    @JsonProperty("stop_price") @Nullable BigDecimal stopPrice,
    @JsonProperty("trail_amount") @Nullable BigDecimal trailAmount,
    @JsonProperty("trail_percent") @Nullable BigDecimal trailPercent,
    @JsonProperty("time_in_force") @Nullable TimeInForce timeInForce,
    @JsonProperty("account_id") @Nullable UUID accountId) {}
