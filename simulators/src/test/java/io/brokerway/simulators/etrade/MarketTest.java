package io.brokerway.simulators.etrade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MarketTest {
  private final Scene scene = Scene.morning();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void unknownSymbolsAreMessagesBesideTheQuotes() {
    var answer =
        scene.caller.get("/v1/market/quote/AAPL,NOSUCH,BTC-USD.json").json().path("QuoteResponse");

    assertThat(answer.path("QuoteData")).hasSize(1);
    var all = answer.path("QuoteData").path(0).path("All");
    assertThat(all.path("bid").decimalValue())
        .isPositive()
        .isLessThan(all.path("ask").decimalValue());
    assertThat(all.path("primaryExchange").asString()).isEqualTo("NSDQ");
    assertThat(answer.path("Messages").path("Message")).hasSize(2);
    assertThat(answer.path("Messages").path("Message").path(0).path("code").intValue())
        .isEqualTo(1002);
  }

  @Test
  void optionsAreQuotedByTheirParts() {
    var pair =
        scene
            .caller
            .get("/v1/market/optionchains.json?symbol=AAPL&noOfStrikes=3")
            .json()
            .path("OptionChainResponse");
    var strike = pair.path("OptionPair").path(0).path("Call").path("strikePrice").decimalValue();
    var day = pair.path("SelectedED");
    var symbol =
        "AAPL:%d:%d:%d:CALL:%s"
            .formatted(
                day.path("year").intValue(),
                day.path("month").intValue(),
                day.path("day").intValue(),
                strike.toPlainString());

    var quote = scene.caller.get("/v1/market/quote/" + symbol + ".json").json();

    assertThat(pair.path("OptionPair")).hasSize(3);
    var product = quote.path("QuoteResponse").path("QuoteData").path(0).path("Product");
    assertThat(product.path("securityType").asString()).isEqualTo("OPTN");
    assertThat(product.path("strikePrice").decimalValue()).isEqualByComparingTo(strike);
  }

  @Test
  void expiriesAndLookUps() {
    assertThat(
            scene
                .caller
                .get("/v1/market/optionexpiredate.json?symbol=AAPL")
                .json()
                .path("OptionExpireDateResponse")
                .path("ExpirationDate"))
        .hasSizeGreaterThan(5);
    assertThat(
            scene
                .caller
                .get("/v1/market/lookup/aapl.json")
                .json()
                .path("LookupResponse")
                .path("Data")
                .path(0)
                .path("symbol")
                .asString())
        .isEqualTo("AAPL");
    assertThat(scene.caller.get("/v1/market/optionexpiredate.json?symbol=NOSUCH").code())
        .isEqualTo(100);
  }
}
