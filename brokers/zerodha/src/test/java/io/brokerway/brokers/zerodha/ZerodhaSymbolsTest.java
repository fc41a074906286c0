package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZerodhaSymbolsTest {

  @ParameterizedTest
  @CsvSource({
    "NSE, RELIANCE, XNSE, EQUITY:RELIANCE@XNSE",
    "NSE, M&M, XNSE, EQUITY:M&M@XNSE",
    "NSE, BAJAJ-AUTO, XNSE, EQUITY:BAJAJ-AUTO@XNSE",
    "NSE, CENTRALBK-BE, XNSE, EQUITY:CENTRALBK-BE@XNSE",
    "BSE, RELIANCE, XBOM, EQUITY:RELIANCE@XBOM",
  })
  void sharesGoBothWays(String exchange, String symbol, String market, String key) {
    var instrument = ZerodhaSymbols.instrument(exchange, symbol);

    assertThat(instrument.key()).isEqualTo(key);
    assertThat(Objects.requireNonNull(instrument.market()).code()).isEqualTo(market);
    assertThat(instrument.currency()).isEqualTo(new CurrencyCode("INR"));
    assertThat(ZerodhaSymbols.require(instrument).text()).isEqualTo(exchange + ":" + symbol);
  }

  @ParameterizedTest
  @CsvSource({
    "NFO, NIFTY24DECFUT, FUTURE, FUTURE:NIFTY24DECFUT@XNSE",
    "BFO, SENSEX24DECFUT, FUTURE, FUTURE:SENSEX24DECFUT@XBOM",
    "CDS, USDINR21JUNFUT, FUTURE, FUTURE:USDINR21JUNFUT@XNSE",
    "MCX, GOLDPETAL21JUNFUT, FUTURE, FUTURE:GOLDPETAL21JUNFUT@XIMC",
    "NFO, NIFTY24DEC24000CE, UNKNOWN, UNKNOWN:NIFTY24DEC24000CE",
    "NFO, NIFTY24D0524000CE, UNKNOWN, UNKNOWN:NIFTY24D0524000CE",
    "NCO, WHATEVER, UNKNOWN, UNKNOWN:WHATEVER",
  })
  void derivativesAreShownAndNotTraded(
      String exchange, String symbol, AssetClass assetClass, String key) {
    var instrument = ZerodhaSymbols.instrument(exchange, symbol);

    assertThat(instrument.assetClass()).isEqualTo(assetClass);
    assertThat(instrument.key()).isEqualTo(key);
    assertThat(ZerodhaSymbols.find(instrument)).isEmpty();
  }

  @Test
  void sharesOfOtherCountriesAreNotTaken() {
    assertThatThrownBy(() -> ZerodhaSymbols.require(Instrument.Equity.us("INFY")))
        .isInstanceOf(Unsupported.class);
    assertThat(ZerodhaSymbols.find(new Instrument.Equity("INFY", Mic.XNSE, CurrencyCode.USD)))
        .isEmpty();
  }
}
