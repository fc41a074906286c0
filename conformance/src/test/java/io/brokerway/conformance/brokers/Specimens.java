package io.brokerway.conformance.brokers;

import static java.time.ZoneOffset.UTC;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.conformance.CannotSimulate;
import io.brokerway.conformance.Specimen;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.OptionChain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/** Instruments of the exchange that all our simulators trade on. */
final class Specimens {
  private static final int DECIMALS = 2;
  private static final BigDecimal STEP = new BigDecimal("0.01");
  private static final BigDecimal FRACTION = new BigDecimal("0.5");

  /** Longer than any time that a case lets pass. */
  private static final Period TERM = Period.ofDays(20);

  private static final Instrument NO_OPTION =
      Instrument.Option.us(
          new OsiSymbol("ZZZZZ", LocalDate.of(2030, 1, 18), OptionRight.CALL, BigDecimal.TEN));

  private Specimens() {}

  static Specimen of(AssetClass assetClass, PriceSource prices, Instant now) {
    return switch (assetClass) {
      case EQUITY -> traded("AAPL", Instrument.Equity.us("NOSUCH"), prices, now);
      case ETF ->
          traded("SPY", new Instrument.Etf("NOSUCH", Mic.ARCX, CurrencyCode.USD), prices, now);
      case CRYPTO -> traded("BTC-USD", Instrument.CryptoPair.parse("ABC-USD"), prices, now);
      case OPTION -> traded(contracts(prices, now).getFirst(), NO_OPTION, prices, now);
      case FUTURE, FOREX, BOND, FUND, CASH, UNKNOWN ->
          throw new CannotSimulate("an exchange that trades " + assetClass);
    };
  }

  /** Two calls on one share that end on one day, the dearer first. */
  static List<Listed> contracts(PriceSource prices, Instant now) {
    var share = found("AAPL", prices);
    var price = prices.quote(share, now).last();
    return OptionChain.contracts(share, price, now).stream()
        .filter(listed -> osi(listed).right() == OptionRight.CALL)
        .filter(listed -> osi(listed).strike().compareTo(price) > 0)
        .filter(listed -> osi(listed).expiry().isAfter(LocalDate.ofInstant(now, UTC).plus(TERM)))
        .limit(2)
        .toList();
  }

  private static OsiSymbol osi(Listed listed) {
    return ((Instrument.Option) listed.instrument()).osi();
  }

  private static Listed found(String symbol, PriceSource prices) {
    return prices.find(symbol).orElseThrow(() -> new CannotSimulate("a " + symbol));
  }

  private static Specimen traded(
      String symbol, Instrument unknown, PriceSource prices, Instant now) {
    return traded(found(symbol, prices), unknown, prices, now);
  }

  private static Specimen traded(
      Listed listed, Instrument unknown, PriceSource prices, Instant now) {
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
