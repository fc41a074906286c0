package io.brokerway.engine.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * A price that an order can be judged by.
 *
 * @param age how old it was when it was asked for
 * @param source of the quote
 */
public record ReferencePrice(BigDecimal price, Instant asOf, Duration age, String source) {}
