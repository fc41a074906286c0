package io.brokerway.broker.market;

import java.math.BigDecimal;
import java.time.Instant;

/** The prices of one span of time, which starts at {@code start}. */
public record Bar(
    Instant start,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume) {}
