package io.brokerway.conformance.brokers;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.conformance.CannotSimulate;
import io.brokerway.conformance.Specimen;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** Instruments of the exchange that all our simulators trade on. */
final class Specimens {
  private static final int DECIMALS = 2;
  private static final BigDecimal STEP = new BigDecimal("0.01");
  private static final BigDecimal FRACTION = new BigDecimal("0.5");

  private Specimens() {}

  static Specimen of(AssetClass assetClass, PriceSource prices, Instant now) {
    return switch (assetClass) {
      case EQUITY -> traded("AAPL", Instrument.Equity.us("NOSUCH"), prices, now);
      case ETF ->
          traded("SPY", new Instrument.Etf("NOSUCH", Mic.ARCX, CurrencyCode.USD), prices, now);
      case CRYPTO -> traded("BTC-USD", Instrument.CryptoPair.parse("ABC-USD"), prices, now);
      case OPTION, FUTURE, FOREX, BOND, FUND, CASH, UNKNOWN ->
          throw new CannotSimulate("an exchange that trades " + assetClass);
    };
  }

  private static Specimen traded(
      String symbol, Instrument unknown, PriceSource prices, Instant now) {
    var listed = prices.find(symbol).orElseThrow(() -> new CannotSimulate("a " + symbol));
    var ask = prices.quote(listed, now).ask();
    return new Specimen(
        listed.instrument(),
        unknown,
        new BigDecimal(4),
        FRACTION,
        new Money(new BigDecimal(100), listed.instrument().currency()),
        rounded(ask, "0.5"),
        rounded(ask, "1.6"),
        rounded(ask, "1.05"),
        step(listed));
  }

  private static BigDecimal step(Listed listed) {
    return listed.isCrypto() ? BigDecimal.ONE : STEP;
  }

  private static BigDecimal rounded(BigDecimal ask, String times) {
    return ask.multiply(new BigDecimal(times)).setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
