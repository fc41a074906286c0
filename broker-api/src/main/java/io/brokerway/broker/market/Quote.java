package io.brokerway.broker.market;

import io.brokerway.broker.instrument.Instrument;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The best prices of an instrument at one moment. An absent part is one that the source does not
 * give or that is not there (no bid).
 *
 * @param asOf when the prices held, on the source's clock
 * @param delayed whether the source gives them late by contract
 * @param source where they come from, such as {@code alpaca:iex} or {@code replay}
 */
public record Quote(
    Instrument instrument,
    @Nullable BigDecimal bid,
    @Nullable BigDecimal bidSize,
    @Nullable BigDecimal ask,
    @Nullable BigDecimal askSize,
    @Nullable BigDecimal last,
    @Nullable BigDecimal lastSize,
    @Nullable BigDecimal previousClose,
    Instant asOf,
    boolean delayed,
    String source) {}
