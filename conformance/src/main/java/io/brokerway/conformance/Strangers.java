package io.brokerway.conformance;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.instrument.OsiSymbol;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Well-formed instruments of families that a broker may not have. */
final class Strangers {
  private static final LocalDate EXPIRY = LocalDate.of(2030, 1, 18);

  private Strangers() {}

  static Instrument of(AssetClass assetClass) {
    return switch (assetClass) {
      case EQUITY -> Instrument.Equity.us("IBM");
      case ETF -> new Instrument.Etf("SPY", Mic.ARCX, CurrencyCode.USD);
      case OPTION ->
          Instrument.Option.us(
              new OsiSymbol("SPY", EXPIRY, OptionRight.CALL, new BigDecimal("500")));
      case FUTURE ->
          new Instrument.Future(
              "ESH30", new Mic("XCME"), EXPIRY, new BigDecimal("50"), CurrencyCode.USD);
      case CRYPTO -> Instrument.CryptoPair.parse("BTC-USD");
      case FOREX -> Instrument.Forex.parse("EUR-USD");
      case BOND -> new Instrument.Bond("US912810TW80", EXPIRY, CurrencyCode.USD);
      case FUND -> new Instrument.Fund("VFIAX", CurrencyCode.USD);
      case CASH -> new Instrument.Cash(CurrencyCode.USD);
      case UNKNOWN -> new Instrument.Unrecognised("???", "unknown", CurrencyCode.USD);
    };
  }
}
