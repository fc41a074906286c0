package io.brokerway.simulators.tradestation;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Environment;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LoginTest {

  @Test
  void consentBringsTokensThatOpenBothHosts() {
    try (var scene = Scene.open()) {
      var tokens = scene.redeem(scene.code(DemoLogins.USER, Scene.ALL_SCOPES));

      assertThat(tokens.status()).isEqualTo(200);
      assertThat(tokens.json().path("expires_in").intValue()).isEqualTo(1200);
      assertThat(tokens.text("token_type")).isEqualTo("Bearer");
      assertThat(tokens.text("refresh_token")).isNotEmpty();
      var token = tokens.text("access_token");
      var onLive = new Caller(scene.tradeStation.liveUrl(), token);
      var onSimulation = new Caller(scene.tradeStation.simulationUrl(), token);
      assertThat(accounts(onLive)).containsExactly("11001234", "11001235");
      assertThat(accounts(onSimulation)).containsExactly("SIM0001234M", "SIM0001235F");
    }
  }

  private static java.util.List<String> accounts(Caller caller) {
    return caller
        .get("/v3/brokerage/accounts")
        .json()
        .path("Accounts")
        .valueStream()
        .map(account -> account.path("AccountID").asString())
        .toList();
  }

  @Test
  void aCodeServesOnce() {
    try (var scene = Scene.open()) {
      var code = scene.code(DemoLogins.USER, Scene.ALL_SCOPES);
      scene.redeem(code);

      var second = scene.redeem(code);

      assertThat(second.status()).isEqualTo(403);
      assertThat(second.text("error")).isEqualTo("invalid_grant");
    }
  }

  @Test
  void deniedConsentComesBackAsAnError() {
    try (var scene = Scene.open()) {
      var back =
          scene.tradeStation.browser(DemoLogins.USER).deny(scene.page(Scene.ALL_SCOPES, "mine"));

      assertThat(Scene.parameter(back, "error")).isEqualTo("access_denied");
      assertThat(Scene.parameter(back, "state")).isEqualTo("mine");
    }
  }

  @Test
  void withoutTheAudienceThereIsNoPage() {
    try (var scene = Scene.open()) {
      var page =
          URI.create(scene.page("openid", "s").toString().replace("api.tradestation", "other"));

      assertThat(scene.tradeStation.browser(DemoLogins.USER).open(page).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void anAccessTokenEndsAfterTwentyMinutesAndIsRenewedWithTheSameRefreshToken() {
    try (var scene = Scene.open()) {
      var tokens = scene.redeem(scene.code(DemoLogins.USER, Scene.ALL_SCOPES));
      var caller = new Caller(scene.tradeStation.liveUrl(), tokens.text("access_token"));
      scene.clock.advance(Duration.ofMinutes(20));

      var late = caller.get("/v3/brokerage/accounts");
      var renewed = scene.refresh(tokens.text("refresh_token"));

      assertThat(late.status()).isEqualTo(401);
      assertThat(late.text("Error")).isEqualTo("Unauthorized");
      assertThat(renewed.status()).isEqualTo(200);
      assertThat(renewed.json().has("refresh_token")).isFalse();
      var again = new Caller(scene.tradeStation.liveUrl(), renewed.text("access_token"));
      assertThat(again.get("/v3/brokerage/accounts").status()).isEqualTo(200);
    }
  }

  @Test
  void withTheOtherSettingARefreshTokenServesOnceAndLivesHalfAnHour() {
    try (var scene = Scene.withRotatingRefreshTokens()) {
      var tokens = scene.redeem(scene.code(DemoLogins.USER, Scene.ALL_SCOPES));

      var second = scene.refresh(tokens.text("refresh_token"));

      assertThat(second.text("refresh_token")).isNotEmpty();
      assertThat(scene.refresh(tokens.text("refresh_token")).status()).isEqualTo(403);
      scene.clock.advance(Duration.ofMinutes(31));
      assertThat(scene.refresh(second.text("refresh_token")).status()).isEqualTo(403);
    }
  }

  @Test
  void aScopeThatWasNotGrantedIsMissed() {
    try (var scene = Scene.open()) {
      var reader =
          new Caller(
              scene.tradeStation.simulationUrl(), scene.token("openid ReadAccount MarketData"));

      var reply = reader.post("/v3/orderexecution/orders", Scene.market("AAPL", "BUY", "1"));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.text("Error")).isEqualTo("Forbidden");
      assertThat(reader.get("/v3/brokerage/accounts").status()).isEqualTo(200);
    }
  }

  @Test
  void withoutOfflineAccessThereIsNoRefreshToken() {
    try (var scene = Scene.open()) {
      var tokens = scene.redeem(scene.code(DemoLogins.USER, "openid ReadAccount"));

      assertThat(tokens.json().has("refresh_token")).isFalse();
    }
  }

  @Test
  void revocationTakesAllRefreshTokensOfTheKeyBack() {
    try (var scene = Scene.open()) {
      var one = scene.redeem(scene.code(DemoLogins.USER, Scene.ALL_SCOPES));
      var other = scene.redeem(scene.code(DemoLogins.USER, Scene.ALL_SCOPES));
      var stranger = scene.tradeStation.openAccount(Environment.PAPER, new BigDecimal(1_000));
      var strangers = scene.redeem(scene.code(stranger, Scene.ALL_SCOPES));

      var reply =
          scene
              .signIn()
              .form(
                  "/oauth/revoke",
                  Map.of(
                      "client_id", DemoLogins.CLIENT.id(),
                      "client_secret", DemoLogins.CLIENT.secret(),
                      "token", one.text("refresh_token")));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(scene.refresh(other.text("refresh_token")).status()).isEqualTo(403);
      assertThat(scene.refresh(strangers.text("refresh_token")).status()).isEqualTo(200);
    }
  }
}
