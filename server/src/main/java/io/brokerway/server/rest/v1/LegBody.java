package io.brokerway.server.rest.v1;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import org.jspecify.annotations.Nullable;

/** One instrument of a multi-leg order. */
record LegBody(
    String symbol,
    @Nullable AssetClass assetClass,
    Side side,
    int ratio,
    @Nullable PositionEffect effect) {}
