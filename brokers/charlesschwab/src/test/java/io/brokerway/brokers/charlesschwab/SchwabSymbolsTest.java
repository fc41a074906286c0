package io.brokerway.brokers.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OsiSymbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchwabSymbolsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AAPL  | AAPL  | EQUITY
          BRK.B | BRK/B | EQUITY
          SPY   | SPY   | COLLECTIVE_INVESTMENT
          'AAPL  240517P00190000' | 'AAPL  240517P00190000' | OPTION
          'BRKB  270115C00400000' | 'BRKB  270115C00400000' | OPTION
          """)
  void symbolsGoToSchwabAndComeBack(String ours, String theirs, String assetType) {
    var instrument =
        OsiSymbol.matches(ours)
            ? Instrument.Option.us(OsiSymbol.parse(ours))
            : Instrument.Equity.us(ours);

    assertThat(SchwabSymbols.symbol(instrument)).isEqualTo(theirs);
    assertThat(SchwabSymbols.instrument(SchwabWire.Instrument.of(assetType, theirs)))
        .isEqualTo(instrument);
  }

  @ParameterizedTest
  @CsvSource({
    "MUTUAL_FUND, SWVXX, FUND",
    "CASH_EQUIVALENT, MMDA1, FUND",
    "FIXED_INCOME, 912828XX, BOND",
    "CURRENCY, CURRENCY_USD, CASH",
    "INDEX, $SPX, UNKNOWN",
    "OPTION, nonsense, UNKNOWN",
    "NOVELTY, X, UNKNOWN",
  })
  void whatIsHeldAndNotTradedHereIsStillShown(
      String assetType, String symbol, AssetClass expected) {
    assertThat(SchwabSymbols.instrument(SchwabWire.Instrument.of(assetType, symbol)).assetClass())
        .isEqualTo(expected);
  }

  @Test
  void whatSchwabDoesNotTradeHasNoSymbolThere() {
    assertThatThrownBy(() -> SchwabSymbols.symbol(Instrument.CryptoPair.parse("BTC-USD")))
        .isInstanceOf(Unsupported.class);
  }
}
