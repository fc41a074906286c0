package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Alpaca's own JavaScript SDK, version 4.0.2, understands the simulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JavaScriptSdkTest {
  private static final Path SOURCES = Path.of("src/test/js");
  private static final Path FOLDER = Path.of("target/js");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "alpaca.mjs");

  private final AlpacaSimulator alpaca = AlpacaSimulator.start();
  private JsonNode seen = Json.object();

  @BeforeAll
  void runTheSdk() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (var file : FILES) {
      Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    var keys = DemoLogins.PAPER.keys();
    var output =
        run(
            Map.of(
                "PAPER_URL", alpaca.paperUrl().toString(),
                "DATA_URL", alpaca.dataUrl().toString(),
                "PAPER_STREAM_URL", alpaca.paperStreamUrl().toString(),
                "MARKET_STREAM_URL", alpaca.marketStreamUrl().toString(),
                "KEY_ID", keys.keyId(),
                "SECRET", keys.secret(),
                "ACCESS_TOKEN", token()),
            "node",
            "alpaca.mjs");
    seen = Json.read(output);
  }

  @AfterAll
  void close() {
    alpaca.close();
  }

  @Test
  void accountClockAndAsset() {
    assertThat(text("account", "accountNumber")).isEqualTo("PA3DEMO00001");
    assertThat(text("account", "status")).isEqualTo("ACTIVE");
    assertThat(seen.path("clock").path("isOpen").booleanValue()).isTrue();
    assertThat(text("asset", "symbol")).isEqualTo("AAPL");
  }

  @Test
  void ordersArePlacedReplacedListedAndCanceled() {
    assertThat(text("placed", "status")).isEqualTo("pending_new");
    assertThat(text("filled", "status")).isEqualTo("filled");
    assertThat(text("replaced", "replaces")).isEqualTo(text("resting", "id"));
    assertThat(seen.path("open").path(0).path("id").asString()).isEqualTo(text("replaced", "id"));
    assertThat(text("canceled", "status")).isEqualTo("canceled");
    assertThat(seen.path("bracket").path("legs")).hasSize(2);
    assertThat(seen.path("canceledAll")).isNotEmpty();
  }

  @Test
  void positionsAndActivities() {
    assertThat(seen.path("positions")).hasSize(1);
    assertThat(text("position", "qty")).isEqualTo("3");
    assertThat(seen.path("activities")).hasSize(2);
    assertThat(seen.path("activities").path(0).path("activityType").asString()).isEqualTo("FILL");
  }

  @Test
  void refusalsAreTheErrorsThatTheSdkKnows() {
    assertThat(text("duplicate", "kind")).isEqualTo("ValidationError");
    assertThat(seen.path("duplicate").path("code").intValue()).isEqualTo(40010001);
    assertThat(text("tooExpensive", "kind")).isEqualTo("PermissionError");
    assertThat(seen.path("tooExpensive").path("code").intValue()).isEqualTo(40310000);
    assertThat(text("notFound", "kind")).isEqualTo("NotFoundError");
    assertThat(text("wrongKey", "kind")).isEqualTo("AuthError");
  }

  @Test
  void bracketExitsWorkOnceTheEntryFilled() {
    var legs = seen.path("bracketNow").path("legs");

    assertThat(text("bracketNow", "status")).isEqualTo("filled");
    assertThat(legs)
        .extracting(leg -> leg.path("type").asString() + " " + leg.path("status").asString())
        .containsExactly("limit new", "stop_limit new");
    assertThat(legs.path(1).path("stopPrice").asString()).isEqualTo("1");
  }

  @Test
  void optionsAreListedQuotedTradedAndClosed() {
    assertThat(seen.path("contracts").intValue()).isPositive();
    assertThat(text("contract", "underlyingSymbol")).isEqualTo("AAPL");
    assertThat(text("contract", "multiplier")).isEqualTo("100");
    assertThat(seen.path("optionQuote").path("bp").decimalValue())
        .isLessThan(seen.path("optionQuote").path("ap").decimalValue());
    assertThat(seen.path("optionBars")).isNotEmpty();
    assertThat(text("option", "assetClass")).isEqualTo("us_option");
    assertThat(text("optionFilled", "status")).isEqualTo("filled");
    assertThat(text("optionClosed", "positionIntent")).isEqualTo("sell_to_close");
  }

  @Test
  void multiLegOrdersFillWithTheirLegs() {
    assertThat(text("spreadNow", "orderClass")).isEqualTo("mleg");
    assertThat(text("spreadNow", "status")).isEqualTo("filled");
    assertThat(text("spreadNow", "filledQty")).isEqualTo("2");
    var legs = seen.path("spreadNow").path("legs");
    assertThat(legs)
        .extracting(leg -> leg.path("symbol").asString())
        .containsExactly(
            seen.path("spreadLegs").path(0).asString(), seen.path("spreadLegs").path(1).asString());
    assertThat(legs)
        .allSatisfy(leg -> {
          assertThat(leg.path("status").asString()).isEqualTo("filled");
          assertThat(leg.path("filledQty").asString()).isEqualTo("2");
          assertThat(leg.path("qty").asString()).isEqualTo("2");
        });
  }

  @Test
  void positionsAreClosedInPartAndAltogether() {
    assertThat(text("closedPart", "qty")).isEqualTo("1");
    assertThat(text("closedPart", "side")).isEqualTo("sell");
    assertThat(seen.path("closedAll"))
        .hasSize(3)
        .allSatisfy(entry -> assertThat(entry.path("status").asString("200")).isEqualTo("200"));
    assertThat(seen.path("left")).isEmpty();
  }

  @Test
  void historyCalendarAndTransfers() {
    var history = seen.path("history");
    assertThat(history.path("timestamp")).isNotEmpty();
    assertThat(history.path("equity")).hasSameSizeAs(history.path("timestamp"));
    assertThat(history.path("baseValue").decimalValue()).isEqualByComparingTo("100000");
    assertThat(seen.path("days")).hasSize(2);
    assertThat(seen.path("days").path(1).path("close").asString()).isEqualTo("13:00");
    assertThat(seen.has("transfers")).isTrue();
  }

  @Test
  void aTokenServesInsteadOfKeys() {
    assertThat(text("accountByToken", "accountNumber")).isEqualTo("PA3DEMO00001");
  }

  @Test
  void quotesSnapshotsAndBars() {
    var quote = seen.path("quotes").path("quotes").path("AAPL");
    var trade = seen.path("snapshots").path("AAPL").path("latestTrade");
    var crypto = seen.path("cryptoQuotes").path("quotes").path("BTC/USD");

    assertThat(seen.path("quotes").path("quotes").propertyNames()).containsExactly("AAPL", "SPY");
    assertThat(quote.path("bp").decimalValue())
        .isPositive()
        .isLessThan(quote.path("ap").decimalValue());
    assertThat(trade.path("p").decimalValue())
        .isBetween(
            quote.path("bp").decimalValue().multiply(new BigDecimal("0.9")),
            quote.path("ap").decimalValue().multiply(new BigDecimal("1.1")));
    assertThat(crypto.path("bp").decimalValue())
        .isPositive()
        .isLessThan(crypto.path("ap").decimalValue());
    assertThat(seen.path("bars").path("bars").path("AAPL"))
        .isNotEmpty()
        .allSatisfy(bar ->
            assertThat(bar.path("c").decimalValue())
                .isBetween(bar.path("l").decimalValue(), bar.path("h").decimalValue()));
  }

  @Test
  void tradeStreamTellsOfTheFill() {
    assertThat(seen.path("listening").path(0).asString()).isEqualTo("trade_updates");
    assertThat(text("fill", "qty")).isEqualTo("3");
    assertThat(text("fill", "positionQty")).isEqualTo("3");
    assertThat(seen.path("fill").path("order").path("clientOrderId").asString()).isEqualTo("js-1");
  }

  @Test
  void marketStreamSpeaksMessagePack() {
    assertThat(text("streamedQuote", "symbol")).isEqualTo("AAPL");
    assertThat(seen.path("streamedQuote").path("bidPrice").decimalValue())
        .isPositive()
        .isLessThan(seen.path("streamedQuote").path("askPrice").decimalValue());
    assertThat(text("streamedTrade", "symbol")).isEqualTo("AAPL");
    assertThat(text("streamedTrade", "timestamp")).isNotEmpty();
  }

  private String token() {
    return alpaca
        .broker()
        .oauth()
        .grants()
        .issue(
            DemoLogins.CLIENT.id(),
            List.of(AlpacaScopes.TRADING),
            List.of(DemoLogins.PAPER.keys().accountId()))
        .value();
  }

  private String text(String result, String field) {
    return seen.path(result).path(field).asString("");
  }

  private static String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var errors = FOLDER.resolve(command[0] + ".log").toFile();
    var builder = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectError(errors);
    builder.environment().putAll(environment);
    var process = builder.start();
    var output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    var ended = process.waitFor(60, TimeUnit.SECONDS);
    assertThat(ended).isTrue();
    assertThat(process.exitValue())
        .as("%s: %s %s", List.of(command), output, Files.readString(errors.toPath()))
        .isZero();
    return output;
  }
}
