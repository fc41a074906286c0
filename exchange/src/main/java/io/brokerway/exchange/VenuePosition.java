package io.brokerway.exchange;

import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;

/**
 * A holding, marked at the last price.
 *
 * @param quantity negative if short
 * @param available what can be sold (or, if short, bought back) now, not bound by open orders;
 *     never negative
 * @param averagePrice the average cost of a unit, fees not included
 * @param costBasis the cost of all, negative if short
 * @param marketValue negative if short
 * @param realizedProfit of all that was closed since the holding was first opened, fees not
 *     included
 */
public record VenuePosition(
    Listed listed,
    BigDecimal quantity,
    BigDecimal available,
    BigDecimal averagePrice,
    BigDecimal costBasis,
    BigDecimal currentPrice,
    BigDecimal marketValue,
    BigDecimal unrealizedProfit,
    BigDecimal realizedProfit,
    BigDecimal previousClose) {}
