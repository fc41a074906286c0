package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.OAuthClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes become tokens once, and tokens open what they cover. */
final class OAuthTokenTest {
  private static final String ORDER =
      """
      {"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}\
      """;

  private final OAuthScene scene = new OAuthScene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void codeIsTradedForATokenAsDocumented() {
    var reply = scene.redeem(code(), Map.of());

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
    var json = OAuthScene.json(reply);
    assertThat(json.propertyNames()).containsExactly("access_token", "token_type", "scope");
    assertThat(json.path("token_type").asString()).isEqualTo("bearer");
    assertThat(json.path("scope").asString()).isEqualTo("account:write trading data");
  }

  @Test
  void codeServesOnce() {
    var code = code();

    var first = scene.redeem(code, Map.of());
    var second = scene.redeem(code, Map.of());

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(400);
    assertThat(OAuthScene.json(second).path("error").asString()).isEqualTo("invalid_grant");
    assertThat(scene.alpaca.tokens()).hasSize(1);
  }

  @Test
  void codeExpiresOnTheSimulatorsClock() {
    var code = code();

    scene.alpaca.clock().advance(Duration.ofMinutes(10));
    var reply = scene.redeem(code, Map.of());

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(OAuthScene.json(reply).path("error").asString()).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @CsvSource({
    "client_secret,wrong,401,invalid_client",
    "client_id,nobody,401,invalid_client",
    "client_secret,'',400,invalid_request",
    "redirect_uri,http://127.0.0.1:9/oauth/callback/alpaca,400,invalid_grant",
    "redirect_uri,'',400,invalid_request",
    "code,11111111-1111-4111-8111-111111111111,400,invalid_grant",
    "code,'',400,invalid_request",
    "grant_type,refresh_token,400,unsupported_grant_type",
    "grant_type,'',400,invalid_request",
  })
  void wrongRequestsGetTheErrorOfTheStandard(String name, String value, int status, String error) {
    var reply = scene.redeem(code(), Map.of(name, value));

    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(OAuthScene.json(reply).path("error").asString()).isEqualTo(error);
    assertThat(OAuthScene.json(reply).path("error_description").asString()).isNotBlank();
    assertThat(scene.alpaca.tokens()).isEmpty();
  }

  @Test
  void codeOfAnotherApplicationIsNoGood() {
    scene.alpaca.register(
        new OAuthClient("other", "other-secret", "Other", DemoLogins.CLIENT.redirects()));

    var reply = scene.redeem(code(), Map.of("client_id", "other", "client_secret", "other-secret"));

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(OAuthScene.json(reply).path("error").asString()).isEqualTo("invalid_grant");
  }

  @Test
  void onlyAFormIsRead() {
    var reply =
        scene.send(
            HttpRequest.newBuilder(scene.alpaca.tokenUrl())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(OAuthScene.json(reply).path("error").asString()).isEqualTo("invalid_request");
  }

  @Test
  void oneTokenOpensALiveAndAPaperAccount() {
    var token = scene.token(scene.page());

    var live = scene.get(token, scene.alpaca.liveUrl(), "/v2/account");
    var paper = scene.get(token, scene.alpaca.paperUrl(), "/v2/account");
    var quotes = scene.get(token, scene.alpaca.dataUrl(), "/v2/stocks/quotes/latest?symbols=AAPL");

    assertThat(OAuthScene.json(live).path("account_number").asString()).isEqualTo("412DEMO0001");
    assertThat(OAuthScene.json(paper).path("account_number").asString()).isEqualTo("PA3DEMO00001");
    assertThat(quotes.statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenOfPaperAloneIsNotAuthorizedOnTheLiveHost() {
    var token = scene.token(scene.page(Map.of("env", "paper")));

    var live = scene.get(token, scene.alpaca.liveUrl(), "/v2/account");

    assertThat(scene.get(token, scene.alpaca.paperUrl(), "/v2/account").statusCode())
        .isEqualTo(200);
    assertThat(live.statusCode()).isEqualTo(401);
    assertThat(live.body())
        .isEqualTo("{\"code\":40110000,\"message\":\"request is not authorized\"}");
  }

  @Test
  void withoutAScopeATokenReadsTheAccountAndNothingElse() {
    var token = scene.token(scene.page(Map.of("scope", "")));

    var order = scene.as(token, "POST", URI.create(scene.alpaca.paperUrl() + "/v2/orders"), ORDER);
    var settings =
        scene.as(
            token,
            "PATCH",
            URI.create(scene.alpaca.paperUrl() + "/v2/account/configurations"),
            "{\"no_shorting\":true}");
    var quotes = scene.get(token, scene.alpaca.dataUrl(), "/v2/stocks/quotes/latest?symbols=AAPL");

    assertThat(scene.get(token, scene.alpaca.paperUrl(), "/v2/positions").statusCode())
        .isEqualTo(200);
    assertThat(List.of(order.statusCode(), settings.statusCode(), quotes.statusCode()))
        .containsOnly(403);
    assertThat(OAuthScene.json(order).path("code").intValue()).isEqualTo(40310000);
    assertThat(scene.alpaca.ledger()).isEmpty();
  }

  @Test
  void tradingIsWhatItsScopeAllows() {
    var token = scene.token(scene.page(Map.of("scope", "trading")));

    var order = scene.as(token, "POST", URI.create(scene.alpaca.paperUrl() + "/v2/orders"), ORDER);

    assertThat(order.statusCode()).isEqualTo(200);
    assertThat(scene.alpaca.ledger()).hasSize(1);
  }

  @Test
  void revokedAndExpiredTokensOpenNothing() {
    var token = scene.token(scene.page());

    scene.alpaca.setToken(token, AccessToken.State.REVOKED);
    var revoked = scene.get(token, scene.alpaca.paperUrl(), "/v2/account");
    scene.alpaca.setToken(token, AccessToken.State.EXPIRED);
    var expired = scene.get(token, scene.alpaca.paperUrl(), "/v2/account");
    scene.alpaca.setToken(token, AccessToken.State.ACTIVE);
    var restored = scene.get(token, scene.alpaca.paperUrl(), "/v2/account");

    assertThat(List.of(revoked.statusCode(), expired.statusCode())).containsOnly(401);
    assertThat(restored.statusCode()).isEqualTo(200);
  }

  @Test
  void tokensAreEndedFromOutside() {
    var token = scene.token(scene.page());

    var control =
        scene
            .scene
            .control()
            .post(
                "/alpaca/tokens",
                "{\"access_token\":\"%s\",\"state\":\"EXPIRED\"}".formatted(token));

    assertThat(control.status()).isEqualTo(204);
    assertThat(scene.get(token, scene.alpaca.paperUrl(), "/v2/account").statusCode())
        .isEqualTo(401);
    assertThat(scene.scene.control().get("/alpaca/tokens").json().path(0).path("state").asString())
        .isEqualTo("EXPIRED");
  }

  @Test
  void tradeStreamTakesATokenAndEndsWithIt() {
    var token = scene.token(scene.page());
    var listener = Listener.connect(scene.alpaca.paperStreamUrl());

    listener.send(
        "{\"action\":\"authenticate\",\"data\":{\"oauth_token\":\"%s\"}}".formatted(token));
    var authorized = listener.next();
    listener.send("{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}");
    var listening = listener.next();
    scene.alpaca.setToken(token, AccessToken.State.REVOKED);

    assertThat(authorized.json().path("data").path("status").asString()).isEqualTo("authorized");
    assertThat(listening.json().path("stream").asString()).isEqualTo("listening");
    assertThat(listener.endsSoon()).isTrue();
  }

  @Test
  void tradeStreamRefusesATokenThatDoesNotCoverItsHost() {
    var token = scene.token(scene.page(Map.of("env", "live")));
    var listener = Listener.connect(scene.alpaca.paperStreamUrl());

    listener.send(
        "{\"action\":\"authenticate\",\"data\":{\"oauth_token\":\"%s\"}}".formatted(token));

    assertThat(listener.next().json().path("data").path("status").asString())
        .isEqualTo("unauthorized");
  }

  @Test
  void aTokenOfOneAccountSeesNothingOfAnother() {
    var second = DemoLogins.SECOND_PAPER.keys().accountId();
    var address = scene.browser.allow(scene.page(), Environment.PAPER, second);
    var reply = scene.redeem(OAuthScene.code(address), Map.of());
    var token = OAuthScene.json(reply).path("access_token").asString();

    var account = scene.get(token, scene.alpaca.paperUrl(), "/v2/account");

    assertThat(OAuthScene.json(account).path("account_number").asString())
        .isEqualTo("PA3DEMO00002");
  }

  private String code() {
    return OAuthScene.code(scene.browser.allow(scene.page()));
  }
}
