package io.brokerway.exchange.tape;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
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
}
