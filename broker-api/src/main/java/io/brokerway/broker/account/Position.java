package io.brokerway.broker.account;

import io.brokerway.broker.instrument.Instrument;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds of one instrument. An absent figure is one that the broker does not give.
 *
 * @param lot the broker's id of this part of the holding, where an instrument can be held in
 *     several (a product, a single trade); empty where all is one
 * @param quantity negative for a short position
 * @param available what can be sold now, not bound by open orders
 * @param averagePrice the average cost of a unit
 * @param costBasis the cost of all, negative for a short position
 * @param marketValue negative for a short position
 */
public record Position(
    Instrument instrument,
    String lot,
    BigDecimal quantity,
    @Nullable BigDecimal available,
    @Nullable BigDecimal averagePrice,
    @Nullable BigDecimal costBasis,
    @Nullable BigDecimal currentPrice,
    @Nullable BigDecimal marketValue,
    @Nullable BigDecimal unrealizedProfit,
    @Nullable BigDecimal previousClose) {}
