package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.ScriptedAlpaca.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlpacaOAuthTest {
  private static final String STATE = "q7z5l3k2j4h6g5f3d2s7a6p5o4";
  private static final URI PAGE = URI.create("https://gateway.example/callback/alpaca");
  private static final String TOKEN = "0f2b6a54-1f0e-4d2e-9a0c-3f8f2f1f6a11";
  private static final String LIVE_ID = "11111111-51a4-4b3a-9a2d-0b8a6f3f1c11";
  private static final String PAPER_ID = "22222222-51a4-4b3a-9a2d-0b8a6f3f1c11";

  private final ScriptedAlpaca live = ScriptedAlpaca.start();
  private final ScriptedAlpaca paper = ScriptedAlpaca.start();
  private final AlpacaBrokerFactory factory = new AlpacaBrokerFactory();
  private final Connected.Gateway gateway = Connected.Gateway.with(settings());

  @AfterEach
  void stop() {
    live.close();
    paper.close();
  }

  @Test
  void thePageAsksForOrdersAndPricesOfOneEnvironmentOrOfBoth() {
    var one = page("oauth", Environment.PAPER);
    var both = page("oauth-both", Environment.LIVE);

    assertThat(one.toString())
        .isEqualTo(
            "https://app.alpaca.markets/oauth/authorize?response_type=code&client_id=app-1"
                + "&redirect_uri=https%3A%2F%2Fgateway.example%2Fcallback%2Falpaca&state="
                + STATE
                + "&scope=trading%20data&env=paper");
    assertThat(both.getQuery()).doesNotContain("env=");
    assertThat(live.requests()).isEmpty();
  }

  @Test
  void withoutARegistrationThereIsNoPage() {
    var request = new LoginRequest("oauth", Environment.LIVE, Map.of(), Map.of(), PAGE, STATE);

    assertThatThrownBy(() -> factory.login(gateway).begin(request))
        .isInstanceOf(BrokerException.Unsupported.class)
        .hasMessageContaining("client-id");
  }

  @Test
  void aCodeBecomesATokenThatSignsEveryCall() {
    grant("trading data");
    live.on("GET", "/v2/account", account(LIVE_ID));
    live.on("GET", "/v2/positions", json(200, "[]"));

    var done = proceed("oauth", Environment.LIVE, PAGE + "?code=one-time&state=" + STATE);
    connect(done.credentials()).fetchPositions(new AccountKey(LIVE_ID));

    var exchange = live.requests("POST").getFirst();
    assertThat(exchange.headers())
        .containsEntry("content-type", "application/x-www-form-urlencoded");
    assertThat(exchange.body())
        .isEqualTo(
            "grant_type=authorization_code&code=one-time"
                + "&redirect_uri=https%3A%2F%2Fgateway.example%2Fcallback%2Falpaca"
                + "&client_id=app-1&client_secret=canary-of-the-app");
    assertThat(live.requests("GET"))
        .hasSize(2)
        .allSatisfy(request ->
            assertThat(request.headers())
                .containsEntry("authorization", "Bearer " + TOKEN)
                .doesNotContainKey("apca-api-key-id"));
    assertThat(gateway.records().toString() + done)
        .doesNotContain(TOKEN, "one-time", "canary-of-the-app");
  }

  @Test
  void oneTokenReachesALiveAndAPaperAccount() {
    grant("trading data");
    live.on("GET", "/v2/account", account(LIVE_ID));
    paper.on("GET", "/v2/account", account(PAPER_ID));
    paper.on("GET", "/v2/positions", json(200, "[]"));

    var done = proceed("oauth-both", Environment.LIVE, PAGE + "?code=c&state=" + STATE);
    var broker = connect(done.credentials());

    assertThat(done.accounts())
        .extracting(Account::key, Account::environment)
        .containsExactly(
            tuple(new AccountKey(LIVE_ID), Environment.LIVE),
            tuple(new AccountKey(PAPER_ID), Environment.PAPER));
    assertThat(broker.fetchAccounts().value()).isEqualTo(done.accounts());
    broker.fetchPositions(new AccountKey(PAPER_ID));
    assertThat(live.requests()).noneMatch(request -> request.path().equals("/v2/positions"));
    assertThatThrownBy(() -> broker.fetchPositions(new AccountKey("another")))
        .isInstanceOf(BrokerException.NotFound.class);
  }

  @Test
  void anAccountThatTheUserLeftOutIsLeftOut() {
    grant("trading data");
    live.on("GET", "/v2/account", refused());
    paper.on("GET", "/v2/account", account(PAPER_ID));

    var done = proceed("oauth-both", Environment.LIVE, PAGE + "?code=c&state=" + STATE);

    assertThat(done.accounts())
        .singleElement()
        .extracting(Account::environment)
        .isEqualTo(Environment.PAPER);
    assertThatThrownBy(() -> proceed("oauth", Environment.LIVE, PAGE + "?code=c&state=" + STATE))
        .isInstanceOf(BrokerException.LoginRefused.class)
        .hasMessageContaining("reaches no live account");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?error=access_denied&state={state} | did not allow",
        "?error=server_error&state={state} | ended the login",
        "?code=c&state=another | another login",
        "?code=c | another login",
        "?code=c&state={state}&state={state} | another login",
        "?state={state} | no code",
      })
  void anAddressThatIsNotThisLoginsIsRefusedBeforeAnythingIsSent(String query, String why) {
    assertThatThrownBy(
            () -> proceed("oauth", Environment.LIVE, PAGE + query.replace("{state}", STATE)))
        .isInstanceOf(BrokerException.LoginRefused.class)
        .hasMessageContaining(why);
    assertThat(live.requests()).isEmpty();
  }

  @Test
  void anAddressOfAnotherPageIsRefused() {
    assertThatThrownBy(() ->
            proceed(
                "oauth",
                Environment.LIVE,
                "https://gateway.example/callback/other?code=c&state=" + STATE))
        .isInstanceOf(BrokerException.LoginRefused.class)
        .hasMessageContaining("begins with");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\":\"invalid_grant\"} | LoginRefused",
        "422 | {\"error\":\"invalid_grant\",\"error_description\":\"used\"} | LoginRefused",
        "401 | {\"error\":\"invalid_client\"} | NotPermitted",
        "403 | <html>no</html> | LoginRefused",
        "429 | {} | RateLimited",
        "503 | {} | Unavailable",
        "302 | {} | UnexpectedReply",
        "200 | {\"token_type\":\"bearer\"} | UnexpectedReply",
        "200 | {\"access_token\":\"with space in it\"} | UnexpectedReply",
        "200 | {\"access_token\":\"0f2b6a54\",\"token_type\":\"mac\"} | UnexpectedReply",
      })
  void aCodeThatIsNotExchangedLeavesNothing(int status, String body, String error) {
    live.on("POST", "/oauth/token", json(status, body));

    assertThatThrownBy(() -> proceed("oauth", Environment.LIVE, PAGE + "?code=c&state=" + STATE))
        .extracting(failure -> failure.getClass().getSimpleName())
        .isEqualTo(error);
    assertThat(live.requests()).hasSize(1);
  }

  @Test
  void aTokenThatEndsSaysWhen() {
    live.on(
        "POST",
        "/oauth/token",
        json(200, "{\"access_token\":\"%s\",\"expires_in\":3600}".formatted(TOKEN)));
    live.on("GET", "/v2/account", account(LIVE_ID));

    var done = proceed("oauth", Environment.LIVE, PAGE + "?code=c&state=" + STATE);

    assertThat(Objects.requireNonNull(done.credentials().life().loginUntil()))
        .isAfter(gateway.clock().instant().plusSeconds(3500));
  }

  @Test
  void withoutTheScopeNoOrderIsSent() {
    grant("data");
    live.on("GET", "/v2/account", account(LIVE_ID));
    var done = proceed("oauth", Environment.LIVE, PAGE + "?code=c&state=" + STATE);
    var broker = connect(done.credentials());
    var order =
        NewOrder.simple(
            new AccountKey(LIVE_ID),
            "id000001",
            Instrument.Equity.us("AAPL"),
            Side.BUY,
            OrderQuantity.units("1"),
            OrderTerms.market(TimeInForce.DAY));

    assertThat(broker.capabilities().isReadOnly()).isTrue();
    assertThat(broker.capabilities().marketData().quotes()).isTrue();
    assertThatThrownBy(() -> broker.placeOrder(order, Attempt.unguarded()))
        .isInstanceOf(BrokerException.Unsupported.class);
    assertThat(live.requests("POST")).hasSize(1);
  }

  @Test
  void aTokenThatTheUserTookBackNeedsALogin() {
    grant("trading data");
    live.on("GET", "/v2/account", account(LIVE_ID), refused());
    var done = proceed("oauth", Environment.LIVE, PAGE + "?code=c&state=" + STATE);

    assertThatThrownBy(() -> connect(done.credentials()).fetchAccounts())
        .isInstanceOf(BrokerException.LoginNeeded.class);
    assertThatThrownBy(() -> factory.login(gateway).renew(done.credentials()))
        .isInstanceOf(BrokerException.LoginNeeded.class);
  }

  @Test
  void theStreamIsToldTheToken() {
    var token = new AlpacaToken(Secret.of(TOKEN), Set.of("trading"), Map.of());

    assertThat(token.authenticateMessage())
        .contains("\"action\":\"authenticate\"")
        .contains("\"data\":{\"oauth_token\":\"%s\"}".formatted(TOKEN));
    assertThat(token.toString()).doesNotContain(TOKEN);
  }

  private BrokerSettings settings() {
    var values = new HashMap<String, String>();
    values.put("base-url", live.url().toString());
    values.put("paper-base-url", paper.url().toString());
    values.put("token-url", live.url() + "/oauth/token");
    return new BrokerSettings(values);
  }

  private void grant(String scope) {
    live.on(
        "POST",
        "/oauth/token",
        json(
            200,
            "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"scope\":\"%s\"}"
                .formatted(TOKEN, scope)));
  }

  private static ScriptedAlpaca.Reply account(String id) {
    return json(200, "{\"id\":\"%s\",\"status\":\"ACTIVE\",\"currency\":\"USD\"}".formatted(id));
  }

  private static ScriptedAlpaca.Reply refused() {
    return json(401, "{\"code\":40110000,\"message\":\"request is not authorized\"}");
  }

  private URI page(String option, Environment environment) {
    var step = factory.login(gateway).begin(request(option, environment));
    return ((LoginStep.OpenPage) step).page();
  }

  private LoginStep.LoggedIn proceed(String option, Environment environment, String address) {
    return (LoginStep.LoggedIn)
        factory
            .login(gateway)
            .proceed(
                request(option, environment),
                Secret.of("none"),
                new LoginAnswer.Returned(URI.create(address)));
  }

  private static LoginRequest request(String option, Environment environment) {
    return new LoginRequest(
        option,
        environment,
        Map.of(),
        Map.of("client_id", Secret.of("app-1"), "client_secret", Secret.of("canary-of-the-app")),
        PAGE,
        STATE);
  }

  private Broker connect(Credentials credentials) {
    return factory.connect(new Connected.User(Environment.LIVE, credentials), gateway);
  }
}
