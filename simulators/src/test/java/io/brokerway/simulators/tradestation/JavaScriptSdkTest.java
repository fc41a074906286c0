package io.brokerway.simulators.tradestation;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The JavaScript SDK {@code tradestation-api-ts}, version 1.3.1, understands the simulator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JavaScriptSdkTest {
  private static final Path SOURCES = Path.of("src/test/js/tradestation");
  private static final Path FOLDER = Path.of("target/js-tradestation");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "tradestation.mjs");
  private static final int PATIENCE_SECONDS = 60;

  private final Scene scene = Scene.alwaysOpen();
  private JsonNode seen = Json.object();

  @BeforeAll
  void runTheSdk() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (var file : FILES) {
      Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    var tokens = scene.redeem(scene.code(DemoLogins.USER, Scene.ALL_SCOPES));
    var settings = new HashMap<String, String>();
    settings.put("API_URL", scene.tradeStation.simulationUrl().toString());
    settings.put("SIGN_IN_URL", scene.tradeStation.signInUrl().toString());
    settings.put("CLIENT_ID", DemoLogins.CLIENT.id());
    settings.put("CLIENT_SECRET", DemoLogins.CLIENT.secret());
    settings.put("REFRESH_TOKEN", tokens.text("refresh_token"));
    settings.put("ACCOUNT", Scene.MARGIN);
    settings.put("SINCE", LocalDate.ofInstant(scene.clock.instant(), Amounts.NEW_YORK).toString());
    seen = Json.read(run(settings, "node", "tradestation.mjs"));
  }

  @AfterAll
  void close() {
    scene.close();
  }

  @Test
  void accountsAndBalances() {
    assertThat(seen.path("accounts"))
        .extracting(account -> account.path("AccountID").asString())
        .containsExactly("SIM0001234M", "SIM0001235F");
    assertThat(seen.path("balances").path("Balances").get(0).path("CashBalance").asString())
        .isEqualTo("100000");
    assertThat(seen.path("startOfDay").path("BODBalances")).hasSize(1);
  }

  @Test
  void ordersArePlacedStreamedAndShown() {
    assertThat(seen.path("confirmation").path("Confirmations")).hasSize(1);
    assertThat(seen.path("placed").path("Orders").get(0).path("Message").asString())
        .isEqualTo("Sent order: Buy 3 AAPL @ Market");
    assertThat(seen.path("streamed").path("FilledPrice").asString()).isNotEqualTo("0");
    assertThat(seen.path("filled").path("Orders").get(0).path("Status").asString())
        .isEqualTo("FLL");
    assertThat(seen.path("positions").path("Positions").get(0).path("Quantity").asString())
        .isEqualTo("3");
  }

  @Test
  void ordersAreReplacedAndCanceled() {
    var id = seen.path("resting").path("Orders").get(0).path("OrderID").asString();

    assertThat(seen.path("replaced").path("OrderID").asString()).isEqualTo(id);
    assertThat(seen.path("canceled").path("OrderID").asString()).isEqualTo(id);
    assertThat(seen.path("canceledTwice").path("status").intValue()).isEqualTo(400);
    assertThat(seen.path("canceledTwice").path("Message").asString())
        .isEqualTo("Not an open order.");
  }

  @Test
  void aRefusalStandsWithinTheAnswer() {
    assertThat(seen.path("tooExpensive").path("Errors").get(0).path("Error").asString())
        .isEqualTo("FAILED");
  }

  @Test
  void groupsPagesAndHistory() {
    assertThat(seen.path("group").path("Orders")).hasSize(2);
    assertThat(seen.path("today").path("Orders")).hasSize(2);
    assertThat(seen.path("secondPage").path("Orders")).hasSize(2);
    assertThat(seen.path("secondPage").has("NextToken")).isFalse();
    assertThat(seen.path("history").path("Orders"))
        .extracting(order -> order.path("Status").asString())
        .containsExactly("OUT", "FLL");
  }

  @Test
  void quotesBarsAndSymbols() {
    var quote = seen.path("quotes").path("Quotes").get(0);

    assertThat(new BigDecimal(quote.path("Bid").asString()))
        .isPositive()
        .isLessThan(new BigDecimal(quote.path("Ask").asString()));
    assertThat(seen.path("quotes").path("Errors").get(0).path("Symbol").asString())
        .isEqualTo("NOPE9");
    assertThat(seen.path("bars").path("Bars")).hasSize(5);
    assertThat(seen.path("symbols").path("Symbols").get(0).path("AssetType").asString())
        .isEqualTo("STOCK");
    assertThat(seen.path("expirations").path("Expirations")).isNotEmpty();
    assertThat(seen.path("routes").path("Routes")).isNotEmpty();
    assertThat(seen.path("triggers").path("ActivationTriggers")).isNotEmpty();
    assertThat(seen.path("streamedQuote").path("Last").asString())
        .isEqualTo(quote.path("Last").asString());
  }

  private static String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var errors = FOLDER.resolve(command[0] + ".log").toFile();
    var builder = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectError(errors);
    builder.environment().putAll(environment);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue())
        .as("%s: %s %s", List.of(command), output, Files.readString(errors.toPath()))
        .isZero();
    return output;
  }
}
