package io.brokerway.simulators.etrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.NodeProject;
import io.brokerway.simulators.SimulatorClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The npm client e-trade-api 0.3.0 understands the simulator, from its login to its logout. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EtradeJavaScriptClientTest {
  private final EtradeSimulator etrade =
      EtradeSimulator.start(
          EtradeSetup.inMemory(
                  SimulatorClock.ticking(Clock.systemUTC()), Tape.of(TapeConfig.alwaysOpen()))
              .withPace(1_000),
          0);
  private JsonNode seen = Json.object();

  @BeforeAll
  void runTheClient() throws IOException, InterruptedException {
    var customer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    customer.createContext("/", this::consent);
    customer.start();
    try {
      seen =
          NodeProject.install("etrade")
              .run(
                  "etrade.mjs",
                  Map.of(
                      "API_URL", etrade.apiUrl().toString(),
                      "VERIFY_URL", "http://127.0.0.1:" + customer.getAddress().getPort() + "/",
                      "KEY", DemoLogins.CONSUMER.key(),
                      "SECRET", DemoLogins.CONSUMER.secret()));
    } finally {
      customer.stop(0);
    }
  }

  @AfterAll
  void close() {
    etrade.close();
  }

  /** The customer opens the page of a request token and reads the verifier out. */
  private void consent(HttpExchange exchange) throws IOException {
    try (exchange) {
      var token = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var page =
          URI.create(
              "%s?key=%s&token=%s"
                  .formatted(
                      etrade.authorizeUrl(), DemoLogins.CONSUMER.key(), Caller.escaped(token)));
      var verifier = etrade.browser(DemoLogins.CUSTOMER).verifier(page);
      var body = verifier.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void theLoginEndsWithATokenThatIsRenewedAndRevoked() {
    assertThat(seen.path("asked").path("confirmed").booleanValue()).isTrue();
    assertThat(seen.path("renewed").asString()).isEqualTo("Access Token has been renewed");
    assertThat(seen.path("revoked").asString()).isEqualTo("Revoked Access Token");
    assertThat(seen.path("afterwards").path("raw").asString())
        .isEqualTo("oauth_problem=token_rejected");
  }

  @Test
  void accountsAndBalances() {
    assertThat(seen.path("accounts")).hasSize(2);
    assertThat(seen.path("accounts").path(0).path("accountMode").asString()).isEqualTo("MARGIN");
    assertThat(
            seen.path("balance")
                .path("Computed")
                .path("RealTimeValues")
                .path("totalAccountValue")
                .decimalValue())
        .isEqualByComparingTo("25000");
  }

  @Test
  void quotesAndOptionChains() {
    assertThat(seen.path("quote").path("Product").path("symbol").asString()).isEqualTo("AAPL");
    assertThat(seen.path("quote").path("All").path("lastTrade").decimalValue()).isPositive();
    assertThat(seen.path("found").path(0).path("symbol").asString()).isEqualTo("AAPL");
    assertThat(seen.path("dates")).isNotEmpty();
    assertThat(seen.path("chain").path("OptionPair")).hasSize(2);
  }

  @Test
  void ordersArePreviewedPlacedChangedAndCanceled() {
    assertThat(seen.path("preview").path("PreviewIds").path(0).path("previewId").longValue())
        .isPositive();
    assertThat(seen.path("placed").path("OrderIds").path(0).path("orderId").longValue())
        .isPositive();
    assertThat(seen.path("orders").path("Order"))
        .extracting(one -> one.path("OrderDetail").path(0).path("status").asString())
        .containsExactly("CANCELLED", "CANCELLED", "EXECUTED");
    assertThat(seen.path("tooExpensive").path("code").intValue()).isEqualTo(1021);
  }

  @Test
  void holdingsAndTransactions() {
    var held = seen.path("portfolio").path(0).path("Position").path(0);
    assertThat(held.path("quantity").intValue()).isEqualTo(2);
    assertThat(seen.path("transactions").path("Transaction")).hasSize(2);
    assertThat(seen.path("transaction").path("Brokerage").path("orderNo").longValue()).isPositive();
  }
}
