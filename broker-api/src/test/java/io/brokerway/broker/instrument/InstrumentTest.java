package io.brokerway.broker.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.brokerway.broker.CurrencyCode;
import org.junit.jupiter.api.Test;

final class InstrumentTest {
  private static final CurrencyCode INR = new CurrencyCode("INR");

  @Test
  void theListingMarketIsNoPartOfAnAmericanTickersIdentity() {
    var plain = Instrument.Equity.us("AAPL");
    var listed = new Instrument.Equity("AAPL", Mic.XNAS, CurrencyCode.USD);

    assertThat(listed.key()).isEqualTo(plain.key()).isEqualTo("EQUITY:AAPL");
  }

  @Test
  void elsewhereTheMarketTellsTwoSecuritiesApart() {
    var nse = new Instrument.Equity("RELIANCE", Mic.XNSE, INR);
    var bse = new Instrument.Equity("RELIANCE", Mic.XBOM, INR);

    assertThat(nse.key()).isEqualTo("EQUITY:RELIANCE@XNSE").isNotEqualTo(bse.key());
  }

  @Test
  void aPairIsReadInAnyCase() {
    var pair = Instrument.CryptoPair.parse("btc-usd");

    assertThat(pair.symbol()).isEqualTo("BTC-USD");
    assertThat(pair.currency()).isEqualTo(CurrencyCode.USD);
  }

  @Test
  void aPairNeedsTwoCodes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Instrument.CryptoPair.parse("BTCUSD"))
        .withMessageContaining("BTC-USD");
  }

  @Test
  void anAmericanOptionStandsForAHundredShares() {
    var option = Instrument.Option.us(OsiSymbol.parse("AAPL250620C00100000"));

    assertThat(option.multiplier()).isEqualByComparingTo("100");
    assertThat(option.key()).isEqualTo("OPTION:AAPL  250620C00100000");
  }
}
