package io.brokerway.engine.portfolio;

import io.brokerway.broker.CurrencyCode;
import java.math.BigDecimal;

/**
 * What accounts hold in one currency.
 *
 * @param status the worst of the figures that went in
 * @param accounts how many accounts went in
 */
public record CurrencyTotal(
    CurrencyCode currency,
    BigDecimal cash,
    BigDecimal totalValue,
    BigDecimal buyingPower,
    int accounts,
    FigureStatus status) {}
