package io.brokerway.exchange;

import io.brokerway.broker.CurrencyCode;
import java.math.BigDecimal;

/**
 * What an account may do.
 *
 * @param multiplier how many times its free equity the account may buy: 1 without margin, 2 by
 *     Regulation T, 4 for a day trader
 * @param shorting whether it may sell short; never without margin
 */
public record AccountTerms(CurrencyCode currency, BigDecimal multiplier, boolean shorting) {

  public AccountTerms {
    if (multiplier.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException("multiplier must be at least 1, not " + multiplier);
    }
    if (shorting && multiplier.compareTo(BigDecimal.ONE) == 0) {
      throw new IllegalArgumentException("an account without margin cannot sell short");
    }
  }

  /** A dollar account that spends its cash and no more. */
  public static AccountTerms cash() {
    return new AccountTerms(CurrencyCode.USD, BigDecimal.ONE, false);
  }

  /** A dollar margin account by Regulation T that may sell short. */
  public static AccountTerms margin() {
    return new AccountTerms(CurrencyCode.USD, BigDecimal.TWO, true);
  }

  /** A dollar account of a pattern day trader. */
  public static AccountTerms dayTrader() {
    return new AccountTerms(CurrencyCode.USD, new BigDecimal(4), true);
  }
}
