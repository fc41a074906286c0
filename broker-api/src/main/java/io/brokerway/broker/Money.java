package io.brokerway.broker;

import java.math.BigDecimal;

/**
 * An amount in one currency, in the scale the broker sent: nothing here rounds.
 *
 * @param amount negative for what is owed or paid
 */
public record Money(BigDecimal amount, CurrencyCode currency) {

  public static Money of(String amount, CurrencyCode currency) {
    return new Money(new BigDecimal(amount), currency);
  }

  public static Money usd(String amount) {
    return of(amount, CurrencyCode.USD);
  }

  public static Money zero(CurrencyCode currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /**
   * Adds an amount of the same currency.
   *
   * @throws IllegalArgumentException if the currencies differ: converting needs a rate
   */
  public Money plus(Money other) {
    requireSameCurrency(other);
    return new Money(amount.add(other.amount), currency);
  }

  /**
   * Subtracts an amount of the same currency.
   *
   * @throws IllegalArgumentException if the currencies differ
   */
  public Money minus(Money other) {
    return plus(other.negated());
  }

  public Money negated() {
    return new Money(amount.negate(), currency);
  }

  private void requireSameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "Cannot add %s to %s: converting needs a rate".formatted(other.currency, currency));
    }
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
