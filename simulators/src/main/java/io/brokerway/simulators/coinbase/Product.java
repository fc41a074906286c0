package io.brokerway.simulators.coinbase;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;

/**
 * A pair in Coinbase's terms.
 *
 * @param id {@code BTC-USD}
 * @param aliasTo the pair whose book this one shares; itself for that one
 */
record Product(String id, Listed listed, String base, String quote, String aliasTo) {
  /** The same for all pairs here; Coinbase has a figure of its own for each. */
  static final BigDecimal MIN_BASE = new BigDecimal("0.00001");

  static final BigDecimal MAX_BASE = new BigDecimal(3_400);
  static final BigDecimal MIN_QUOTE = BigDecimal.ONE;
  static final BigDecimal MAX_QUOTE = new BigDecimal(150_000_000);

  static Product of(Listed listed) {
    var pair = (Instrument.CryptoPair) listed.instrument();
    var id = listed.symbol();
    return new Product(id, listed, pair.base().toString(), pair.quote().toString(), id);
  }

  /** The same book, quoted in the dollar coin. */
  Product inDollarCoin() {
    return new Product(base + "-USDC", listed, base, "USDC", id);
  }

  boolean isAlias() {
    return !id.equals(aliasTo);
  }

  BigDecimal baseIncrement() {
    return BigDecimal.ONE.movePointLeft(listed.quantityDecimals());
  }

  BigDecimal priceIncrement() {
    return BigDecimal.ONE.movePointLeft(listed.priceDecimals());
  }

  String coinName() {
    return listed.name();
  }
}
