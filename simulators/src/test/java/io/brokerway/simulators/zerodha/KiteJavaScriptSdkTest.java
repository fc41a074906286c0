package io.brokerway.simulators.zerodha;

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

/** Zerodha's own JavaScript SDK, kiteconnect 5.3.0, understands the simulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KiteJavaScriptSdkTest {
  private final ZerodhaSimulator zerodha = ZerodhaSimulator.start();
  private JsonNode seen = Json.object();

  @BeforeAll
  void runTheSdk() throws IOException, InterruptedException {
    zerodha.broker().allowCalls(1_000);
    var app = DemoLogins.APP;
    seen =
        NodeProject.install("zerodha")
            .run(
                "zerodha.mjs",
                Map.of(
                    "API_URL", zerodha.apiUrl().toString(),
                    "TICKER_URL", zerodha.tickerUrl().toString(),
                    "API_KEY", app.apiKey(),
                    "API_SECRET", app.secret(),
                    "REQUEST_TOKEN", Kite.requestToken(zerodha, DemoLogins.FIRST.user())));
  }

  @AfterAll
  void close() {
    zerodha.close();
  }

  @Test
  void aTokenIsExchangedOnceForARightChecksum() {
    assertThat(text("wrongSecret", "kind")).isEqualTo("TokenException");
    assertThat(text("wrongSecret", "message")).isEqualTo("Invalid `checksum`.");
    assertThat(text("session", "user_id")).isEqualTo("ZQ1001");
    assertThat(text("session", "access_token")).hasSize(32);
    assertThat(text("usedTwice", "kind")).isEqualTo("TokenException");
    assertThat(text("loggedOut", "kind")).isEqualTo("TokenException");
  }

  @Test
  void profileAndMargins() {
    assertThat(text("profile", "broker")).isEqualTo("ZERODHA");
    var equity = seen.path("margins").path("equity");
    assertThat(equity.path("net").intValue()).isEqualTo(500_000);
    assertThat(equity.path("available").path("live_balance").intValue()).isEqualTo(500_000);
    assertThat(seen.path("margins").path("commodity").path("enabled").booleanValue()).isFalse();
  }

  @Test
  void theDumpIsReadAsRows() {
    var row = seen.path("reliance");

    assertThat(row.path("instrument_token").asString()).isEqualTo("738561");
    assertThat(row.path("exchange_token").asString()).isEqualTo("2885");
    assertThat(row.path("lot_size").asString()).isEqualTo("1");
  }

  @Test
  void unknownInstrumentsAreLeftOutOfQuotes() {
    assertThat(seen.path("ohlc").propertyNames()).containsExactly("NSE:RELIANCE");
    assertThat(seen.path("quote").path("NSE:INFY").path("depth").path("buy")).hasSize(5);
  }

  @Test
  void ticksAreRead() {
    var tick = seen.path("tick");
    assertThat(tick.path("instrument_token").longValue()).isEqualTo(738561);
    assertThat(tick.path("last_price").decimalValue()).isPositive();
    assertThat(tick.path("depth").path("sell")).hasSize(5);
    assertThat(tick.path("ohlc").path("high").decimalValue())
        .isGreaterThanOrEqualTo(tick.path("ohlc").path("low").decimalValue());
    assertThat(seen.path("indexTick").path("tradable").booleanValue()).isFalse();
  }

  @Test
  void ordersArePlacedChangedAndCanceled() {
    assertThat(text("placed", "order_id")).hasSize(15);
    assertThat(text("told", "order_id")).isEqualTo(text("placed", "order_id"));
    assertThat(text("told", "tag")).isEqualTo("js1");
    assertThat(seen.path("told").path("filled_quantity").intValue()).isEqualTo(4);
    assertThat(text("changed", "order_id")).isEqualTo(text("resting", "order_id"));
    assertThat(seen.path("history"))
        .extracting(row -> row.path("status").asString())
        .containsExactly(
            "PUT ORDER REQ RECEIVED",
            "VALIDATION PENDING",
            "OPEN PENDING",
            "OPEN",
            "MODIFY VALIDATION PENDING",
            "MODIFY PENDING",
            "MODIFIED",
            "OPEN");
    assertThat(seen.path("orders"))
        .extracting(row -> row.path("tag").asString() + " " + row.path("status").asString())
        .containsExactly("js1 COMPLETE", "js2 CANCELLED");
    assertThat(seen.path("orders").path(1).path("quantity").intValue()).isEqualTo(5);
  }

  @Test
  void tradesAndPositions() {
    assertThat(seen.path("trades")).isNotEmpty().isEqualTo(seen.path("orderTrades"));
    var net = seen.path("positions").path("net");
    assertThat(net).hasSize(1);
    assertThat(net.path(0).path("product").asString()).isEqualTo("CNC");
    assertThat(net.path(0).path("quantity").intValue()).isEqualTo(4);
  }

  @Test
  void refusalsAreTheErrorsThatTheSdkKnows() {
    assertThat(text("unprotected", "kind")).isEqualTo("OrderException");
    assertThat(text("tooExpensive", "kind")).isEqualTo("MarginException");
    assertThat(text("tooExpensive", "message"))
        .startsWith("Insufficient funds. Required margin is");
    assertThat(text("notHeld", "kind")).isEqualTo("HoldingException");
  }

  @Test
  void triggersAreKept() {
    assertThat(seen.path("triggers")).hasSize(1);
    assertThat(seen.path("triggers").path(0).path("type").asString()).isEqualTo("two-leg");
    assertThat(seen.path("triggers").path(0).path("orders")).hasSize(2);
    assertThat(seen.path("deletedTrigger").path("trigger_id"))
        .isEqualTo(seen.path("trigger").path("trigger_id"));
  }

  @Test
  void calculatorsAndCandles() {
    assertThat(seen.path("needed").path(0).path("total").intValue()).isEqualTo(1_000);
    assertThat(seen.path("basket").path("final").path("total").intValue()).isEqualTo(1_000);
    assertThat(seen.path("candles"))
        .isNotEmpty()
        .allSatisfy(candle ->
            assertThat(candle.path("close").decimalValue())
                .isBetween(candle.path("low").decimalValue(), candle.path("high").decimalValue()));
  }

  private String text(String of, String field) {
    return seen.path(of).path(field).asString("");
  }
}
