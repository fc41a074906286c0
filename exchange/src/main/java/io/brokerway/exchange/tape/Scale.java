package io.brokerway.exchange.tape;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How prices and sizes are counted in whole numbers.
 *
 * @param sizeDecimals 0 for shares, 8 for coins
 * @param lot the smallest size displayed, in units of size
 */
record Scale(int sizeDecimals, long lot) {
  /** Prices are in cents: a price of the history that is finer is rounded. */
  static final int PRICE_DECIMALS = 2;

  static final Scale SHARES = new Scale(0, 100);
  static final Scale COINS = new Scale(8, 1_000_000);

  static int ticks(String price) {
    return new BigDecimal(price)
        .setScale(PRICE_DECIMALS, RoundingMode.HALF_UP)
        .unscaledValue()
        .intValueExact();
  }

  static BigDecimal price(int ticks) {
    return BigDecimal.valueOf(ticks, PRICE_DECIMALS);
  }

  long units(String size) {
    return new BigDecimal(size)
        .setScale(sizeDecimals, RoundingMode.DOWN)
        .unscaledValue()
        .longValueExact();
  }

  BigDecimal size(long units) {
    return BigDecimal.valueOf(units, sizeDecimals);
  }
}
