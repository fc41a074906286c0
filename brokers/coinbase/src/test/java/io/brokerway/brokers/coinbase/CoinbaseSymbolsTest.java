package io.brokerway.brokers.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CoinbaseSymbolsTest {

  @ParameterizedTest
  @ValueSource(strings = {"BTC-USD", "ETH-BTC", "USDC-EUR", "00-USD", "1INCH-USDC", "DOGE-GBP"})
  void aPairGoesOutAsItCameIn(String product) {
    var instrument = CoinbaseSymbols.instrument(product);

    assertThat(instrument.assetClass()).isEqualTo(AssetClass.CRYPTO);
    assertThat(CoinbaseSymbols.product(instrument)).isEqualTo(product);
    assertThat(CoinbaseSymbols.instrument(CoinbaseSymbols.product(instrument)))
        .isEqualTo(instrument);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIT-28MAR26-CDE", "BTC-PERP-INTX", "AAPL"})
  void whatIsNoPairIsKeptAndNeverTraded(String product) {
    var instrument = CoinbaseSymbols.instrument(product);

    assertThat(instrument.symbol()).isEqualTo(product);
    assertThat(instrument.assetClass()).isEqualTo(AssetClass.UNKNOWN);
    assertThatThrownBy(() -> CoinbaseSymbols.product(instrument)).isInstanceOf(Unsupported.class);
  }

  @Test
  void sharesHaveNoProduct() {
    assertThatThrownBy(() -> CoinbaseSymbols.product(Instrument.Equity.us("AAPL")))
        .isInstanceOf(Unsupported.class);
  }

  @Test
  void aListingTellsStepsAndWhetherItTrades() {
    var json =
        """
        {"product_id":"BTC-USD","base_name":"Bitcoin","quote_name":"US Dollar",
         "base_increment":"0.00000001","price_increment":"0.01","quote_increment":"0.01",
         "base_min_size":"0.00000001","status":"online","trading_disabled":%s}
        """;

    var open = CoinbaseSymbols.listing(product(json.formatted("false")));
    var halted = CoinbaseSymbols.listing(product(json.formatted("true")));

    assertThat(open.tradable()).isTrue();
    assertThat(open.name()).isEqualTo("Bitcoin / US Dollar");
    assertThat(open.priceIncrement()).isEqualByComparingTo("0.01");
    assertThat(open.quantityIncrement()).isEqualByComparingTo("0.00000001");
    assertThat(halted.tradable()).isFalse();
  }

  private static CoinbaseWire.Product product(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), CoinbaseWire.Product.class);
  }
}
