package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.ScriptedAlpaca.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.BrokerException.RateLimited;
import io.brokerway.broker.BrokerException.Unavailable;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.Environment;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.Quote;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AlpacaClientTest {
  private static final String POSITIONS = "/v2/positions";

  private final ScriptedAlpaca alpaca = ScriptedAlpaca.start();

  @AfterEach
  void stop() {
    alpaca.close();
  }

  static Stream<Arguments> oddAnswers() {
    return Stream.of(
        Arguments.of("HTML", ScriptedAlpaca.html(200, "<html/>"), UnexpectedReply.class),
        Arguments.of("empty", ScriptedAlpaca.empty(200), UnexpectedReply.class),
        Arguments.of("an object", json(200, "{}"), UnexpectedReply.class),
        Arguments.of("cut JSON", json(200, "[{\"symbol\":\"AA"), UnexpectedReply.class),
        Arguments.of("cut connection", ScriptedAlpaca.cutShort("["), Unavailable.class),
        Arguments.of("reset", ScriptedAlpaca.reset(), Unavailable.class),
        Arguments.of("silence", ScriptedAlpaca.silence(), Unavailable.class),
        Arguments.of("null in the list", json(200, "[null]"), UnexpectedReply.class),
        Arguments.of(
            "unknown side",
            json(
                200,
                "[{\"symbol\":\"A\",\"asset_class\":\"us_equity\",\"qty\":\"1\",\"side\":\"x\"}]"),
            UnexpectedReply.class),
        Arguments.of("a number beyond reason", position("\"1e999999999\""), UnexpectedReply.class),
        Arguments.of("a text for a number", position("\"many\""), UnexpectedReply.class),
        Arguments.of("deep", json(200, "[".repeat(10_000)), UnexpectedReply.class),
        Arguments.of("50 MB", ScriptedAlpaca.huge(50 << 20), UnexpectedReply.class),
        Arguments.of(
            "redirect", json(307, "", "Location: http://localhost:1/"), UnexpectedReply.class),
        Arguments.of("500", json(500, "{}"), Unavailable.class),
        Arguments.of("503 HTML", ScriptedAlpaca.html(503, "<html/>"), Unavailable.class),
        Arguments.of(
            "revoked",
            json(401, "{\"code\":40110000,\"message\":\"request is not authorized\"}"),
            LoginNeeded.class),
        Arguments.of("forbidden", json(403, "{\"message\": \"forbidden.\"}"), LoginNeeded.class));
  }

  private static ScriptedAlpaca.Reply position(String quantity) {
    return json(
        200,
        "[{\"symbol\":\"A\",\"asset_class\":\"us_equity\",\"side\":\"long\",\"qty\":%s}]"
            .formatted(quantity));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddAnswers")
  void anOddAnswerToAQuestionIsNeverReadAsFlat(
      String name, ScriptedAlpaca.Reply reply, Class<? extends BrokerException> failure) {
    alpaca.on("GET", POSITIONS, reply);

    assertThatThrownBy(
            () -> Connected.to(alpaca, "timeout", "PT1S").fetchPositions(Connected.ACCOUNT))
        .as(name)
        .isInstanceOf(failure);
  }

  @Test
  void aTooFastQuestionSaysHowLongToWait() {
    alpaca.on(
        "GET",
        POSITIONS,
        json(429, "{\"code\":42910000,\"message\":\"rate limit exceeded\"}", "Retry-After: 2"));

    assertThatThrownBy(() -> Connected.to(alpaca).fetchPositions(Connected.ACCOUNT))
        .isInstanceOfSatisfying(
            RateLimited.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
  }

  @Test
  void aReadingIsDatedByTheBrokerWhereTheClocksDiffer() {
    alpaca.on("GET", POSITIONS, json(200, "[]", "Date: Tue, 03 Mar 2026 14:31:05 GMT"));

    var positions = Connected.to(alpaca).fetchPositions(Connected.ACCOUNT);

    assertThat(positions.complete()).isTrue();
    assertThat(positions.startedAt())
        .isBetween(Instant.parse("2026-03-03T14:30:55Z"), Instant.parse("2026-03-03T14:31:05Z"));
  }

  @Test
  void noSecretIsRecordedOrShown() {
    alpaca.on("GET", POSITIONS, json(401, "{\"code\":40110000,\"message\":\"no\"}"));
    var gateway =
        Connected.Gateway.with(
            Connected.settings(alpaca.url(), URI.create("ws://localhost:1/stream")));
    var broker = new AlpacaBrokerFactory().connect(Connected.user(Connected.ACCOUNT), gateway);

    assertThatThrownBy(() -> broker.fetchPositions(Connected.ACCOUNT))
        .message()
        .doesNotContain(Connected.SECRET)
        .doesNotContain(Connected.KEY);
    assertThat(gateway.records()).hasSize(1);
    assertThat(gateway.records().toString())
        .contains("getPositions")
        .doesNotContain(Connected.SECRET)
        .doesNotContain(Connected.KEY);
    assertThat(AlpacaCredentials.of(Connected.user(Connected.ACCOUNT).credentials()).toString())
        .doesNotContain(Connected.KEY);
  }

  // ---- login ----

  @Test
  void aGoodKeyIsProvenByItsAccount() {
    alpaca.on("GET", "/v2/account", json(200, WireFile.text("http_get_account.json")));

    var step = login(Connected.KEY, "  " + Connected.SECRET + "\n");

    assertThat(step).isInstanceOf(LoginStep.LoggedIn.class);
    var loggedIn = (LoginStep.LoggedIn) step;
    assertThat(loggedIn.accounts())
        .singleElement()
        .satisfies(account -> assertThat(account.key()).isEqualTo(Connected.ACCOUNT));
    assertThat(loggedIn.credentials().facts())
        .containsEntry("account_id", Connected.ACCOUNT.value());
    assertThat(loggedIn.credentials().secret("api_secret")).isEqualTo(Secret.of(Connected.SECRET));
    assertThat(alpaca.requests().getFirst().headers())
        .containsEntry("apca-api-secret-key", Connected.SECRET);
  }

  static Stream<ScriptedAlpaca.Reply> refusals() {
    return Stream.of(
        json(401, "{\"code\":40110000,\"message\":\"request is not authorized\"}"),
        json(403, "{\"message\": \"forbidden.\"}"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aWrongKeyIsRefusedInASentence(ScriptedAlpaca.Reply reply) {
    alpaca.on("GET", "/v2/account", reply);

    assertThatThrownBy(() -> login(Connected.KEY, Connected.SECRET))
        .isInstanceOf(LoginRefused.class)
        .hasMessageContaining("paper")
        .hasMessageNotContaining(Connected.KEY);
  }

  @Test
  void aLoginWithoutAnAnswerMayBeTriedAgain() {
    alpaca.on("GET", "/v2/account", ScriptedAlpaca.empty(503));

    assertThatThrownBy(() -> login(Connected.KEY, Connected.SECRET))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void whatCannotBeAKeyIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> login("", Connected.SECRET))
        .isInstanceOf(LoginRefused.class)
        .hasMessageContaining("api_key");
    assertThatThrownBy(() -> login(Connected.KEY, "with a space and\r\nX-Evil: 1"))
        .isInstanceOf(LoginRefused.class)
        .hasMessageContaining("api_secret");
    assertThat(alpaca.requests()).isEmpty();
  }

  // ---- market data ----

  @Test
  void quotesComeFromTheSnapshotOfTheirClass() {
    alpaca
        .on(
            "GET",
            "/v2/stocks/snapshots",
            json(200, WireFile.text("http_get_stock_snapshots.json")))
        .on(
            "GET",
            "/v1beta3/crypto/us/snapshots",
            json(
                200,
                """
                {"snapshots":{"BTC/USD":{"latestQuote":{"t":"2026-03-03T14:31:05Z","ap":65000.5,
                "as":0.5,"bp":64999.5,"bs":1.25}}}}
                """));
    var apple = Instrument.Equity.us("AAPL");
    var bitcoin = Instrument.CryptoPair.parse("BTC-USD");
    var nobody = Instrument.Equity.us("NOPE");

    var quotes = Connected.to(alpaca).fetchQuotes(List.of(apple, bitcoin, nobody));

    assertThat(quotes).extracting(Quote::instrument).containsExactlyInAnyOrder(apple, bitcoin);
    assertThat(alpaca.requests())
        .extracting(ScriptedAlpaca.Request::target)
        .anySatisfy(target -> assertThat(target).contains("symbols=AAPL%2CNOPE", "feed=iex"));
  }

  @Test
  void oneMalformedSymbolDoesNotSpoilTheOthers() {
    alpaca.on(
        "GET",
        "/v2/stocks/snapshots",
        json(400, "{\"message\":\"Invalid symbol(s): B@D\"}"),
        json(200, WireFile.text("http_get_stock_snapshots.json")),
        json(400, "{\"message\":\"Invalid symbol(s): B@D\"}"));

    var quotes =
        Connected.to(alpaca)
            .fetchQuotes(List.of(Instrument.Equity.us("AAPL"), Instrument.Equity.us("B@D")));

    assertThat(quotes).hasSize(1);
    assertThat(alpaca.requests()).hasSize(3);
  }

  @Test
  void barsAreReadPageByPageUpToTheirEnd() {
    alpaca.on(
        "GET",
        "/v2/stocks/bars",
        json(200, bars("\"more\"", "2026-03-03T14:30:00Z", "2026-03-03T14:31:00Z")),
        json(200, bars("null", "2026-03-03T14:32:00Z", "2026-03-03T14:33:00Z")));

    var bars =
        Connected.to(alpaca)
            .fetchBars(
                new BarQuery(
                    Instrument.Equity.us("AAPL"),
                    BarSize.MINUTE_1,
                    Instant.parse("2026-03-03T14:30:00Z"),
                    Instant.parse("2026-03-03T14:33:00Z"),
                    100));

    assertThat(bars).hasSize(3);
    assertThat(alpaca.requests().get(1).target()).contains("page_token=more");
  }

  @Test
  void anAssetThatAlpacaDoesNotHaveIsNoListing() {
    alpaca.on(
        "GET",
        "/v2/assets/NOPE",
        json(404, "{\"code\":40410000,\"message\":\"asset not found for NOPE\"}"));

    assertThat(Connected.to(alpaca).findListing(Instrument.Equity.us("NOPE")))
        .isEqualTo(Optional.empty());
  }

  @Test
  void theListOfAssetsIsReadOnceAndSearched() {
    alpaca.on("GET", "/v2/assets", json(200, ASSETS));
    var broker = Connected.to(alpaca);

    var first = broker.searchListings("app", 10);
    var second = broker.searchListings("AAPL", 1);

    assertThat(first)
        .extracting(listing -> listing.instrument().symbol())
        .startsWith("APP")
        .contains("AAPL");
    assertThat(second).extracting(listing -> listing.instrument().symbol()).containsExactly("AAPL");
    assertThat(alpaca.requests()).as("one call for each of two classes").hasSize(2);
  }

  private static final String ASSETS =
      """
      [{"id":"1","class":"us_equity","symbol":"AAPL","name":"Apple Inc.","status":"active","tradable":true},
       {"id":"2","class":"us_equity","symbol":"APP","name":"AppLovin","status":"active","tradable":true},
       {"id":"3","class":"us_equity","symbol":"XYZ","name":"Block","status":"active","tradable":true}]
      """;

  private static String bars(String token, String... starts) {
    var bars =
        Stream.of(starts)
            .map(
                "{\"t\":\"%s\",\"o\":1,\"h\":2,\"l\":1,\"c\":2,\"v\":10,\"n\":1,\"vw\":1.5}"
                    ::formatted)
            .toList();
    return "{\"bars\":{\"AAPL\":%s},\"next_page_token\":%s}".formatted(bars, token);
  }

  private LoginStep login(String key, String secret) {
    var gateway =
        Connected.Gateway.with(
            Connected.settings(alpaca.url(), URI.create("ws://localhost:1/stream")));
    return new AlpacaBrokerFactory()
        .login(gateway)
        .begin(
            new LoginRequest(
                "api-key", Environment.PAPER, Connected.typed(key, secret), Map.of(), null, null));
  }
}
