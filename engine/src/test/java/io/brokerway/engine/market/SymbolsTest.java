package io.brokerway.engine.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SymbolsTest {

  @ParameterizedTest
  @CsvSource({
    "AAPL, EQUITY:AAPL",
    "' aapl ', EQUITY:AAPL",
    "BRK.B, EQUITY:BRK.B",
    "BRK/B, EQUITY:BRK.B",
    "BTC-USD, CRYPTO:BTC-USD",
    "btc/usd, CRYPTO:BTC-USD",
    "ETH-USDT, CRYPTO:ETH-USDT",
    "EUR-USD, FOREX:EUR-USD",
    "AAPL261218C00200000, OPTION:AAPL  261218C00200000",
    "'AAPL  261218C00200000', OPTION:AAPL  261218C00200000"
  })
  void theFormOfASymbolNamesTheInstrument(String text, String key) {
    assertThat(Symbols.parse(text, null).key()).isEqualTo(key);
  }

  @Test
  void theAssetClassDecidesWhereTheFormDoesNot() {
    assertThat(Symbols.parse("SPY", AssetClass.ETF)).isInstanceOf(Instrument.Etf.class);
    assertThat(Symbols.parse("USDC-USD", AssetClass.CRYPTO).key()).isEqualTo("CRYPTO:USDC-USD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "AAPL;DROP", "A B", "ÄPFEL", "BTC--USD", "AAPL261318C00200000"})
  void whatIsNoSymbolIsRefusedWithASentence(String text) {
    assertThatThrownBy(() -> Symbols.parse(text, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFutureNeedsMoreThanASymbol() {
    assertThatThrownBy(() -> Symbols.parse("ESZ6", AssetClass.FUTURE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FUTURE");
  }
}
