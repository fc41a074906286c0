package io.brokerway.server.rest.v1;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be traded or held.
 *
 * @param symbol in our one spelling: {@code BRK.B}, {@code BTC-USD}, a padded OSI symbol
 * @param market the ISO 10383 code where it is part of the identity; null for the United States
 * @param multiplier units of the underlying in one unit
 */
record InstrumentResource(
    String symbol,
    AssetClass assetClass,
    String currency,
    @Nullable String market,
    BigDecimal multiplier) {

  static InstrumentResource of(Instrument instrument) {
    var market = instrument.market();
    return new InstrumentResource(
        instrument.symbol(),
        instrument.assetClass(),
        instrument.currency().code(),
        market == null ? null : market.code(),
        instrument.multiplier());
  }
}
