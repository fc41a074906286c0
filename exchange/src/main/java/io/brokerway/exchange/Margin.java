package io.brokerway.exchange;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;

/**
 * The worth of an account at one moment and how much of it is bound.
 *
 * <p>Making one throws {@link Unpriced} if a holding has no fresh quote.
 *
 * @param coins the part of the long value that cannot be bought on margin
 * @param initial what holdings bind at first, open orders left out
 */
record Margin(
    BigDecimal cash,
    BigDecimal longValue,
    BigDecimal shortValue,
    BigDecimal coins,
    BigDecimal lastEquity,
    BigDecimal initial,
    BigDecimal maintenance,
    BigDecimal bound) {
  private static final int CENTS = 2;

  static Margin of(LiveAccount account, MarginRules rules, PriceSource prices, Instant at) {
    var longValue = BigDecimal.ZERO;
    var shortValue = BigDecimal.ZERO;
    var coins = BigDecimal.ZERO;
    var longShares = BigDecimal.ZERO;
    var shortShares = BigDecimal.ZERO;
    var lastEquity = account.cash;
    var options = new HashMap<Listed, BigDecimal>();
    var optionValue = BigDecimal.ZERO;
    for (var position : account.positions.values()) {
      if (position.quantity.signum() == 0) {
        continue;
      }
      var units = position.quantity.multiply(position.listed.multiplier());
      var quote = Unpriced.requireQuote(prices, position.listed, at);
      var value = units.multiply(quote.last());
      var before = prices.previousClose(position.listed, at);
      lastEquity = lastEquity.add(units.multiply(before));
      if (position.listed.isOption()) {
        options.put(position.listed, position.quantity);
        optionValue = optionValue.add(value);
      }
      if (value.signum() < 0) {
        shortValue = shortValue.add(value);
      } else {
        longValue = longValue.add(value);
        coins = position.listed.isCrypto() ? coins.add(value) : coins;
      }
      if (isShares(position.listed)) {
        longShares = longShares.add(value.max(BigDecimal.ZERO));
        shortShares = shortShares.add(value.min(BigDecimal.ZERO));
      }
    }
    // Nothing is lent on options: they bind their worth and the most they can cost besides.
    var optionsBind = optionValue.add(OptionRisk.of(options, account).loss());
    var owed = shortShares.negate();
    var initial =
        longShares
            .multiply(longRate(account))
            .add(coins)
            .add(owed.multiply(rules.initialShort()))
            .add(optionsBind);
    var maintenance = coins.add(owed.multiply(rules.maintenanceShort())).add(optionsBind);
    maintenance =
        maintenance.add(
            account.hasMargin() ? longShares.multiply(rules.maintenanceLong()) : BigDecimal.ZERO);
    return new Margin(
        account.cash,
        longValue,
        shortValue,
        coins,
        lastEquity,
        initial,
        maintenance,
        account.bound);
  }

  private static boolean isShares(Listed listed) {
    return !listed.isOption() && !listed.isCrypto();
  }

  /** The part of its price that a share binds. */
  static BigDecimal longRate(LiveAccount account) {
    return BigDecimal.ONE.divide(account.terms.multiplier(), MathContext.DECIMAL64);
  }

  /** What one more unit binds of the equity when it is bought or sold short, its fee left out. */
  static BigDecimal perUnit(
      LiveAccount account, Listed listed, boolean buy, BigDecimal price, MarginRules rules) {
    if (!buy) {
      return price.multiply(rules.initialShort());
    }
    return listed.isCrypto() ? price : price.multiply(longRate(account));
  }

  BigDecimal equity() {
    return cash.add(longValue).add(shortValue);
  }

  /** The equity that nothing binds. */
  BigDecimal free() {
    return equity().subtract(initial).subtract(bound);
  }

  VenueBalance balance(LiveAccount account, Instant at) {
    var free = free().max(BigDecimal.ZERO);
    return new VenueBalance(
        new AccountKey(account.key),
        account.terms,
        account.cash,
        Amounts.trimmed(equity()),
        Amounts.trimmed(lastEquity),
        Amounts.trimmed(longValue),
        Amounts.trimmed(shortValue),
        cents(free.multiply(account.terms.multiplier())),
        cents(free),
        cents(initial.add(bound)),
        cents(maintenance),
        cents(maintenance.subtract(equity()).max(BigDecimal.ZERO)),
        realized(account),
        account.openedAt,
        at);
  }

  private static BigDecimal realized(LiveAccount account) {
    return Amounts.trimmed(
        account.positions.values().stream()
            .map(position -> position.realized)
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(CENTS, RoundingMode.DOWN);
  }
}
