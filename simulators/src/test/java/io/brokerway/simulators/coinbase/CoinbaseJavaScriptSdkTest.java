package io.brokerway.simulators.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.NodeProject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The JavaScript SDK coinbase-api, version 1.2.6, understands the simulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CoinbaseJavaScriptSdkTest {
  private final CoinbaseSimulator coinbase = CoinbaseSimulator.start();
  private JsonNode seen = Json.object();

  @BeforeAll
  void runTheSdk() throws IOException, InterruptedException {
    var main = DemoLogins.MAIN.key();
    var second = DemoLogins.SECOND.key();
    seen =
        NodeProject.install("coinbase")
            .run(
                "coinbase.mjs",
                Map.of(
                    "URL_OF_API", coinbase.url().toString(),
                    "USER_STREAM_URL", coinbase.userStreamUrl().toString(),
                    "KEY_NAME", main.name(),
                    "SECRET", main.secret(),
                    "SECOND_NAME", second.name(),
                    "SECOND_SECRET", second.secret()));
  }

  @AfterAll
  void close() {
    coinbase.close();
  }

  @Test
  void itsTokensOfBothKindsOpenTheApi() {
    assertThat(seen.path("permissions").path("can_trade").booleanValue()).isTrue();
    assertThat(seen.path("accounts").path("accounts")).isNotEmpty();
    assertThat(seen.path("secondAccounts").path("accounts")).isNotEmpty();
    assertThat(seen.path("wrongKey").path("code").intValue()).isEqualTo(401);
  }

  @Test
  void ordersArePlacedEditedListedAndCanceled() {
    assertThat(seen.path("placed").path("success").booleanValue()).isTrue();
    assertThat(seen.path("edited").path("success").booleanValue()).isTrue();
    assertThat(text("order", "order_id"))
        .isEqualTo(seen.path("resting").path("success_response").path("order_id").asString());
    assertThat(
            seen.path("order")
                .path("order_configuration")
                .path("limit_limit_gtc")
                .path("base_size")
                .asString())
        .isEqualTo("0.2");
    assertThat(seen.path("open").path("orders")).hasSize(1);
    assertThat(seen.path("canceled").path("results").path(0).path("success").booleanValue())
        .isTrue();
    assertThat(seen.path("bracket").path("success").booleanValue()).isTrue();
    assertThat(seen.path("fills").path("fills")).hasSize(1);
    assertThat(coinbase.ledger()).hasSize(5);
  }

  @Test
  void refusalsComeAsTheyAre() {
    assertThat(seen.path("refused").path("success").booleanValue()).isFalse();
    assertThat(
            seen.path("refused").path("error_response").path("new_order_failure_reason").asString())
        .isEqualTo("INSUFFICIENT_FUND");
    assertThat(seen.path("notFound").path("code").intValue()).isEqualTo(404);
    assertThat(seen.path("notFound").path("body").path("error").asString()).isEqualTo("NOT_FOUND");
  }

  @Test
  void theUserChannelTellsOfTheFill() {
    assertThat(seen.path("snapshot").path("sequence_num").longValue()).isEqualTo(1);
    assertThat(text("streamed", "cumulative_quantity")).isEqualTo("0.5");
    assertThat(text("streamed", "order_id"))
        .isEqualTo(seen.path("placed").path("success_response").path("order_id").asString());
  }

  @Test
  void marketDataAndFigures() {
    assertThat(text("product", "product_id")).isEqualTo("BTC-USD");
    assertThat(seen.path("quotes").path("pricebooks")).hasSize(2);
    assertThat(seen.path("candles").path("candles")).isNotEmpty();
    assertThat(seen.path("breakdown").path("breakdown").path("spot_positions")).hasSize(2);
    assertThat(seen.path("summary").path("total_fees").decimalValue()).isPositive();
    assertThat(text("preview", "commission_total")).isEqualTo("0.6");
  }

  @Test
  void theLedgerOfTheApiV2() {
    assertThat(seen.path("wallets").path("data")).isNotEmpty();
    assertThat(seen.path("ledger").path("data"))
        .extracting(row -> row.path("type").asString())
        .containsExactly("advanced_trade_fill", "fiat_deposit");
  }

  private String text(String result, String field) {
    return seen.path(result).path(field).asString("");
  }
}
