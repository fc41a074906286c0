package io.brokerway.exchange.tape;

import java.math.BigDecimal;

/** The last prices of a span of time, both ends included. */
public record PriceRange(BigDecimal high, BigDecimal low) {}
