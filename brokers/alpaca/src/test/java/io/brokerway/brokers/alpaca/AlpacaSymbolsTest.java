package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlpacaSymbolsTest {

  @ParameterizedTest
  @CsvSource({
    "us_equity, AAPL, AAPL, EQUITY",
    "us_equity, BRK.B, BRK.B, EQUITY",
    "crypto, BTC/USD, BTC-USD, CRYPTO",
    "crypto, BTCUSD, BTC-USD, CRYPTO",
    "crypto, BTCUSDT, BTC-USDT, CRYPTO",
    "crypto, USDTUSD, USDT-USD, CRYPTO",
    "crypto, ETHBTC, ETH-BTC, CRYPTO",
    "crypto, DOGEUSDC, DOGE-USDC, CRYPTO",
    "us_option, AAPL250620C00100000, AAPL  250620C00100000, OPTION",
    "us_option, BRKB260116P00450500, BRKB  260116P00450500, OPTION"
  })
  void aSymbolOfAKnownClassIsTranslated(
      String assetClass, String symbol, String ours, AssetClass family) {
    var instrument = AlpacaSymbols.instrument(assetClass, symbol);

    assertThat(instrument.symbol()).isEqualTo(ours);
    assertThat(instrument.assetClass()).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "AAPL, EQUITY:AAPL",
    "BRK.B, EQUITY:BRK.B",
    "GOOGL, EQUITY:GOOGL",
    "BTC/USD, CRYPTO:BTC-USD",
    "BTCUSD, CRYPTO:BTC-USD",
    "SHIBUSDT, CRYPTO:SHIB-USDT",
    "AAPL250620C00100000, OPTION:AAPL  250620C00100000"
  })
  void theSymbolOfAnActivityTellsItsClass(String symbol, String key) {
    assertThat(AlpacaSymbols.instrument(symbol).key()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({"EQUITY, BRK.B", "CRYPTO, BTC/USD", "OPTION, AAPL250620C00100000"})
  void aSymbolSurvivesTheWayThereAndBack(AssetClass family, String theirs) {
    var instrument =
        switch (family) {
          case EQUITY -> Instrument.Equity.us(theirs);
          case CRYPTO -> Instrument.CryptoPair.parse("BTC-USD");
          default -> Instrument.Option.us(OsiSymbol.parse("AAPL  250620C00100000"));
        };

    assertThat(AlpacaSymbols.symbol(instrument)).isEqualTo(theirs);
    assertThat(AlpacaSymbols.instrument(theirs)).isEqualTo(instrument);
  }

  @ParameterizedTest
  @CsvSource({"crypto_perp, BTCPERP", "ipo, NEWCO", "us_option, not-an-option", "crypto, 1"})
  void whatIsNotKnownIsKeptAndNeverTraded(String assetClass, String symbol) {
    var instrument = AlpacaSymbols.instrument(assetClass, symbol);

    assertThat(instrument).isInstanceOf(Instrument.Unrecognised.class);
    assertThat(instrument.symbol()).isEqualTo(symbol);
    assertThatThrownBy(() -> AlpacaSymbols.symbol(instrument)).isInstanceOf(Unsupported.class);
  }

  @Test
  void anAssetIsAListing() {
    var asset =
        read(
            """
            {"id":"276e2673-764b-4ab6-a611-caf665ca6340","class":"crypto","exchange":"CRYPTO",
             "symbol":"BTC/USD","name":"Bitcoin / US Dollar","status":"active","tradable":true,
             "marginable":false,"shortable":false,"fractionable":true,
             "min_order_size":"0.0001","min_trade_increment":"0.000000001","price_increment":"0.01"}
            """);

    var listing = AlpacaSymbols.listing(asset);

    assertThat(listing.instrument())
        .isEqualTo(new Instrument.CryptoPair(CurrencyCode.of("BTC"), CurrencyCode.USD));
    assertThat(listing.tradable()).isTrue();
    assertThat(listing.fractionable()).isTrue();
    assertThat(listing.shortable()).isFalse();
    assertThat(listing.minOrderQuantity()).isEqualByComparingTo("0.0001");
    assertThat(listing.quantityIncrement()).isEqualByComparingTo("0.000000001");
    assertThat(listing.priceIncrement()).isEqualByComparingTo("0.01");
    assertThat(listing.identifiers())
        .singleElement()
        .satisfies(id -> assertThat(id.value()).startsWith("276e"));
  }

  @Test
  void anInactiveAssetIsNotTradable() {
    var asset =
        read(
            "{\"class\":\"us_equity\",\"symbol\":\"OLD\",\"status\":\"inactive\",\"tradable\":true}");

    var listing = AlpacaSymbols.listing(asset);

    assertThat(listing.tradable()).isFalse();
    assertThat(listing.name()).isEqualTo("OLD");
    assertThat(listing.shortable()).isNull();
  }

  private static AlpacaWire.Asset read(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), AlpacaWire.Asset.class);
  }
}
