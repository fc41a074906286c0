package io.brokerway.server.rest.v1;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order to be placed or previewed.
 *
 * @param symbol required except for {@code MULTI_LEG}
 * @param assetClass only where the symbol's form does not tell it
 * @param quantity in units; this or {@code notional}
 * @param notional as much as so much money buys, in the instrument's currency
 * @param timeInForce absent for {@code DAY}, for coins {@code GTC}
 * @param session absent for {@code REGULAR}
 * @param orderClass absent for {@code SIMPLE}
 * @param effect absent for {@code AUTOMATIC}
 * @param limitOffset from trigger to limit of a {@code TRAILING_STOP_LIMIT}
 * @param goodUntil exactly for {@code GTD}
 * @param parameters what only this broker knows
 * @param maxAge how old the order may be when it is sent, ISO 8601; absent for 5 s for market and
 *     30 s for limit orders
 */
record OrderBody(
    UUID accountId,
    @Nullable String symbol,
    @Nullable AssetClass assetClass,
    Side side,
    OrderType type,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal notional,
    @Nullable TimeInForce timeInForce,
    @Nullable TradingSession session,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal stopPrice,
    @Nullable TrailBody trail,
    @Nullable BigDecimal limitOffset,
    @Nullable Instant goodUntil,
    @Nullable OrderClass orderClass,
    @Nullable PositionEffect effect,
    @Nullable List<LegBody> legs,
    @Nullable ExitBody takeProfit,
    @Nullable ExitBody stopLoss,
    @Nullable BigDecimal displayQuantity,
    @Nullable Boolean allOrNone,
    @Nullable Map<String, String> parameters,
    @Nullable String maxAge) {}
