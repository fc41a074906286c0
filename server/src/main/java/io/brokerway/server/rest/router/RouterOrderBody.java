package io.brokerway.server.rest.router;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.server.json.AnyCase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order.
 *
 * @param assetClass only where the symbol's form does not tell it
 * @param quantity in units; this or {@code notional}
 * @param notional as much as so much money buys
 * @param limitPrice of {@code LIMIT}, {@code STOP_LIMIT} and {@code ICEBERG}; the entry of a {@code
 *     BRACKET} or {@code OTO}, which is at the market without it; of {@code TWAP} and {@code VWAP}
 *     the worst price
 * @param stopPrice the trigger of {@code STOP} and {@code STOP_LIMIT}
 * @param trailAmount how far a {@code TRAILING_STOP} follows; this or the percentage
 * @param timeInForce absent for {@code DAY}, for coins {@code GTC}
 * @param goodUntil exactly for {@code GTD}
 * @param takeProfitPrice of {@code BRACKET} and {@code OCO}; one of the two exits of {@code OTO}
 * @param stopLossPrice the trigger of the stop-loss
 * @param stopLossLimitPrice makes the stop-loss a stop-limit
 * @param displayQuantity what the market sees of an {@code ICEBERG}
 * @param startTime when a {@code TWAP} or {@code VWAP} begins; absent for at once
 * @param endTime when it ends
 */
record RouterOrderBody(
    @JsonProperty("account_id") UUID accountId,
    String symbol,
    @JsonProperty("asset_class") @AnyCase @Nullable AssetClass assetClass,
    @AnyCase Side side,
    @JsonProperty("order_type") @AnyCase RouterOrderType orderType,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal notional,
    @JsonProperty("limit_price") @Nullable BigDecimal limitPrice,
    @JsonProperty("stop_price") @Nullable BigDecimal stopPrice,
    @JsonProperty("trail_amount") @Nullable BigDecimal trailAmount,
    @JsonProperty("trail_percent") @Nullable BigDecimal trailPercent,
    @JsonProperty("time_in_force") @AnyCase @Nullable TimeInForce timeInForce,
    @AnyCase @Nullable TradingSession session,
    @JsonProperty("good_until") @Nullable Instant goodUntil,
    @JsonProperty("take_profit_price") @Nullable BigDecimal takeProfitPrice,
    @JsonProperty("stop_loss_price") @Nullable BigDecimal stopLossPrice,
    @JsonProperty("stop_loss_limit_price") @Nullable BigDecimal stopLossLimitPrice,
    @JsonProperty("display_quantity") @Nullable BigDecimal displayQuantity,
    @JsonProperty("start_time") @Nullable Instant startTime,
    @JsonProperty("end_time") @Nullable Instant endTime) {}
