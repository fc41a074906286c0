package io.brokerway.brokers.tradestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OsiSymbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Symbols go there and back without loss. */
final class TradeStationSymbolsTest {

  @ParameterizedTest
  @CsvSource({"MSFT,MSFT", "BRK.B,BRK.B", "F,F", "GOOGL,GOOGL"})
  void shares(String ours, String theirs) {
    var share = Instrument.Equity.us(ours);

    assertThat(TradeStationSymbols.symbol(share)).isEqualTo(theirs);
    assertThat(TradeStationSymbols.instrument("STOCK", theirs)).isEqualTo(share);
    assertThat(TradeStationSymbols.instrument(null, theirs)).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({
    "MSFT  260619C00350000,MSFT 260619C350",
    "AAPL  260116P00172500,AAPL 260116P172.5",
    "F     261218C00012625,F 261218C12.625",
    "SPXW  260303P04000000,SPXW 260303P4000",
    "GOOGL 260619C00000500,GOOGL 260619C0.5",
  })
  void options(String ours, String theirs) {
    var option = Instrument.Option.us(OsiSymbol.parse(ours));

    assertThat(TradeStationSymbols.symbol(option)).isEqualTo(theirs);
    assertThat(TradeStationSymbols.instrument("STOCKOPTION", theirs)).isEqualTo(option);
    assertThat(TradeStationSymbols.instrument(null, theirs)).isEqualTo(option);
  }

  @ParameterizedTest
  @CsvSource({
    "FUTURE,ESH26",
    "FUTUREOPTION,OESH26C5000",
    "FOREX,EURUSD",
    "SOMETHING NEW,XYZ",
    "STOCKOPTION,NOT AN OPTION",
    "STOCKOPTION,MSFT 261319C350",
  })
  void whatWeHaveNoWordForIsShownAsItIs(String assetType, String symbol) {
    var instrument = TradeStationSymbols.instrument(assetType, symbol);

    assertThat(instrument).isInstanceOf(Instrument.Unrecognised.class);
    assertThat(instrument.symbol()).isEqualTo(symbol);
    assertThatThrownBy(() -> TradeStationSymbols.symbol(instrument))
        .isInstanceOf(Unsupported.class);
  }

  @Test
  void coinsAreNotTradedHere() {
    var coin = Instrument.CryptoPair.parse("BTC-USD");

    assertThatThrownBy(() -> TradeStationSymbols.symbol(coin)).isInstanceOf(Unsupported.class);
  }
}
