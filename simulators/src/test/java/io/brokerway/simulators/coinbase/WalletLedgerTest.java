package io.brokerway.simulators.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class WalletLedgerTest {
  private static final String KEY = DemoLogins.MAIN.key().name();

  private final Scene scene = new Scene();
  private final Caller caller = scene.caller;

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aTradeHasARowInBothItsWallets() {
    var id =
        caller.place(
            OrderPlacingTest.order("a", "BUY", "\"market_market_ioc\":{\"base_size\":\"2\"}"));

    var coins = rows("BTC").path(0);
    var dollars = rows("USD").path(0);

    assertThat(coins.path("type").asString()).isEqualTo("advanced_trade_fill");
    assertThat(coins.path("advanced_trade_fill").path("order_id").asString()).isEqualTo(id);
    assertThat(coins.path("amount").path("amount").asString()).isEqualTo("2");
    assertThat(dollars.path("type").asString()).isEqualTo("advanced_trade_fill");
    assertThat(dollars.path("amount").path("amount").asDecimal()).isNegative();
    assertThat(dollars.path("id").asString()).isNotEqualTo(coins.path("id").asString());
  }

  @Test
  void depositsAndCoinsFromOutsideAreRows() {
    Control.post(
        scene, "/coinbase/deposits", "{\"key_name\":\"%s\",\"amount\":\"750\"}".formatted(KEY));
    Control.post(
        scene,
        "/coinbase/transfers",
        "{\"key_name\":\"%s\",\"product_id\":\"BTC-USD\",\"amount\":\"0.5\"}".formatted(KEY));
    Control.post(
        scene,
        "/coinbase/transactions",
        """
        {"key_name":"%s","currency":"ETH","type":"staking_reward","amount":"0.01"}
        """
            .formatted(KEY));

    assertThat(types("USD")).containsExactly("fiat_deposit", "fiat_deposit");
    assertThat(types("BTC")).containsExactly("send");
    assertThat(types("ETH")).containsExactly("staking_reward");
    assertThat(caller.ledger("/accounts/%s/deposits".formatted(wallet("USD"))).json().path("data"))
        .hasSize(2);
  }

  @Test
  void pagesAreFollowedByTheirAddress() {
    for (var number = 0; number < 4; number++) {
      Control.post(
          scene, "/coinbase/deposits", "{\"key_name\":\"%s\",\"amount\":\"1\"}".formatted(KEY));
    }

    var first = caller.ledger("/accounts/%s/transactions?limit=3".formatted(wallet("USD"))).json();
    var next = first.path("pagination").path("next_uri").asString();
    var second = caller.send("GET", next, "").json();

    assertThat(first.path("data")).hasSize(3);
    assertThat(second.path("data")).hasSize(2);
    assertThat(second.path("pagination").path("next_uri").isNull()).isTrue();
  }

  @Test
  void whoeverNamesNoVersionIsWarned() {
    assertThat(caller.ledger("/user").json().has("warnings")).isFalse();
    assertThat(caller.ledger("/user").json().path("data").path("id").asString())
        .isEqualTo(DemoLogins.MAIN.portfolio().userId());
  }

  private java.util.List<String> types(String currency) {
    var types = new java.util.ArrayList<String>();
    rows(currency).forEach(row -> types.add(row.path("type").asString()));
    return types;
  }

  private JsonNode rows(String currency) {
    return caller
        .ledger("/accounts/%s/transactions".formatted(wallet(currency)))
        .json()
        .path("data");
  }

  private String wallet(String currency) {
    for (var wallet : caller.ledger("/accounts?limit=100").json().path("data")) {
      if (wallet.path("currency").path("code").asString().equals(currency)) {
        return wallet.path("id").asString();
      }
    }
    throw new AssertionError("no wallet in " + currency);
  }
}
