package io.brokerway.simulators.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.NodeProject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * A published client of Schwab, version 2.1.1, understands the simulator: its login with PKCE, its
 * schemas of accounts, preferences, quotes, bars and instruments. Its schemas of orders and
 * transactions ask for more than Schwab's own answers have, so that it sends and reads none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SchwabSdkTest {
  private final Scene scene = Scene.over(SchwabSimulator.start());
  private JsonNode seen = Json.object();

  @BeforeAll
  void runTheClient() throws IOException, InterruptedException {
    var project = NodeProject.install("schwab");
    var base = scene.schwab.traderUrl().toString().replace("/trader/v1", "");
    var environment =
        new HashMap<>(
            Map.of(
                "BASE_URL", base,
                "CLIENT_ID", DemoLogins.CLIENT.id(),
                "CLIENT_SECRET", DemoLogins.CLIENT.secret(),
                "REDIRECT", DemoLogins.RETURN.toString()));
    var page = URI.create(project.run("schwab.mjs", environment).path("page").asString());
    var answer = Scene.answer(scene.schwab.browser(DemoLogins.USER).allow(page));
    environment.put("CODE", String.valueOf(answer.get("code")));
    environment.put("STATE", String.valueOf(answer.get("state")));
    scene.schwab.venue().deposit(new Holder("70001234", true, "").key(), BigDecimal.TEN, "");
    seen = project.run("schwab.mjs", environment);
  }

  @AfterAll
  void close() {
    scene.close();
  }

  @Test
  void aCodeBecomesTokensAndTheyAreRefreshed() {
    assertThat(seen.at("/tokens/accessToken").asString()).isNotEmpty();
    assertThat(seen.at("/refreshed/accessToken").asString())
        .isNotEmpty()
        .isNotEqualTo(seen.at("/tokens/accessToken").asString());
  }

  @Test
  void accountsFitTheClientsSchemas() {
    assertThat(seen.path("numbers"))
        .extracting(number -> number.path("accountNumber").asString())
        .containsExactly("70001234", "70005678");
    assertThat(seen.at("/accounts/0/securitiesAccount/type").asString()).isEqualTo("MARGIN");
    assertThat(seen.at("/accounts/1/securitiesAccount/currentBalances/totalCash").decimalValue())
        .isEqualByComparingTo("25000");
    assertThat(seen.at("/account/securitiesAccount/initialBalances/cashBalance").decimalValue())
        .isEqualByComparingTo("100010");
    assertThat(seen.at("/preference/streamerInfo/0/schwabClientFunctionId").asString())
        .isEqualTo("APIAPP");
  }

  @Test
  void theMarketFitsTheClientsSchemas() {
    assertThat(seen.at("/quotes/AAPL/quote/bidPrice").decimalValue())
        .isLessThan(seen.at("/quotes/AAPL/quote/askPrice").decimalValue());
    assertThat(seen.at("/history/candles")).isNotEmpty();
    assertThat(seen.at("/instruments/instruments/0/symbol").asString()).isEqualTo("AAPL");
  }

  @Test
  void aRefusalIsAnErrorThatTheClientKnows() {
    assertThat(seen.at("/refused/status").intValue()).isEqualTo(400);
    assertThat(seen.at("/refused/message").asString()).contains("Bad Request");
  }
}
