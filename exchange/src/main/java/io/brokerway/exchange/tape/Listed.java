package io.brokerway.exchange.tape;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An instrument that trades here.
 *
 * @param name the name of the company, the fund or the pair
 * @param market the listing market; absent for crypto
 * @param priceDecimals how many decimals its prices have
 * @param quantityDecimals how many decimals its quantities may have
 */
public record Listed(
    Instrument instrument,
    String name,
    @Nullable Mic market,
    int priceDecimals,
    int quantityDecimals) {

  public String symbol() {
    return instrument.symbol();
  }

  public boolean isCrypto() {
    return instrument.assetClass() == AssetClass.CRYPTO;
  }

  public boolean isOption() {
    return instrument.assetClass() == AssetClass.OPTION;
  }

  /** How many units of its price one unit costs: 100 for a standard option, else 1. */
  public BigDecimal multiplier() {
    return instrument.multiplier();
  }
}
