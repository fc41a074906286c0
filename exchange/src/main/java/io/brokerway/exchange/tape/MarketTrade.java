package io.brokerway.exchange.tape;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A trade of the market's own, not of a venue's account.
 *
 * @param id counts up within a symbol's day
 */
public record MarketTrade(Listed listed, long id, BigDecimal price, BigDecimal size, Instant at) {}
