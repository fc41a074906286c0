package io.brokerway.exchange;

import io.brokerway.broker.account.AccountKey;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What an account is worth and may spend, marked at the last prices.
 *
 * @param cash negative for a margin loan
 * @param equity cash and positions together
 * @param lastEquity cash and positions at the previous closes
 * @param shortMarketValue negative or 0
 * @param buyingPower what orders for marginable instruments may cost in all, open orders taken off
 * @param nonMarginableBuyingPower what orders for instruments without margin may cost
 * @param initialMargin what positions and open orders bind
 * @param maintenanceMargin what positions need to be kept
 * @param marginCall how much equity is missing; 0 if none
 * @param realizedProfit of all that was closed since the account was opened, fees not included
 */
public record VenueBalance(
    AccountKey account,
    AccountTerms terms,
    BigDecimal cash,
    BigDecimal equity,
    BigDecimal lastEquity,
    BigDecimal longMarketValue,
    BigDecimal shortMarketValue,
    BigDecimal buyingPower,
    BigDecimal nonMarginableBuyingPower,
    BigDecimal initialMargin,
    BigDecimal maintenanceMargin,
    BigDecimal marginCall,
    BigDecimal realizedProfit,
    Instant openedAt,
    Instant at) {}
