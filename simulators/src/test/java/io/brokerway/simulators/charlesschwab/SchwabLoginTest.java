package io.brokerway.simulators.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.oauth.AccessToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a user lets an application in, and for how long. */
final class SchwabLoginTest {
  private final Scene scene = Scene.strangers();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aCodeEndsInAnAtSignAndComesWithASession() {
    var address = scene.schwab.browser(DemoLogins.USER).allow(scene.page(Map.of()));

    var answer = Scene.answer(address);

    assertThat(address.toString()).startsWith(DemoLogins.RETURN + "?code=").contains("%40");
    assertThat(answer).containsOnlyKeys("code", "session", "state").containsEntry("state", "s-1");
    assertThat(answer.get("code")).endsWith("@");
  }

  @Test
  void tokensAreAsDocumented() {
    var tokens = scene.login(DemoLogins.USER);

    assertThat(tokens.propertyNames())
        .containsExactlyInAnyOrder(
            "expires_in", "token_type", "scope", "refresh_token", "access_token", "id_token");
    assertThat(tokens.path("expires_in").intValue()).isEqualTo(1800);
    assertThat(tokens.path("token_type").asString()).isEqualTo("Bearer");
  }

  @Test
  void aCodeServesOnceAndForHalfAMinute() {
    var used = scene.code(DemoLogins.USER);
    var late = scene.code(DemoLogins.USER);

    assertThat(scene.redeem(used).status()).isEqualTo(200);
    assertThat(scene.redeem(used).status()).isEqualTo(400);
    scene.schwab.clock().advance(Duration.ofSeconds(30));
    assertThat(scene.redeem(late).status()).isEqualTo(400);
  }

  @Test
  void accessEndsAfterHalfAnHourAndTheLoginAfterSevenDays() {
    var refresh = scene.login(DemoLogins.USER).path("refresh_token").asString();

    scene.schwab.clock().advance(Duration.ofMinutes(30));
    var renewed = scene.refresh(refresh);
    scene.schwab.clock().advance(Duration.ofDays(7).minusMinutes(31));
    var last = scene.refresh(refresh);
    scene.schwab.clock().advance(Duration.ofMinutes(1));
    var ended = scene.refresh(refresh);

    assertThat(renewed.json().path("refresh_token").asString()).isEqualTo(refresh);
    assertThat(last.status()).isEqualTo(200);
    assertThat(ended.status()).isEqualTo(400);
    assertThat(ended.json().path("error").asString()).isEqualTo("unsupported_token_type");
    assertThat(ended.json().path("error_description").asString())
        .contains("refresh_token_authentication_error");
  }

  @Test
  void anExpiredTokenIsNotAuthorized() {
    scene.withLogin();
    scene.schwab.clock().advance(Duration.ofMinutes(30));

    var reply = scene.get("/accounts");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().path("errors").path(0).path("detail").asString())
        .isEqualTo("Client not authorized");
  }

  @Test
  void aCallWithoutATokenSaysWhichHeaderIsMissing() {
    var reply = scene.get("/accounts");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/errors/0/source/header").asString()).isEqualTo("Authorization");
  }

  @Test
  void wrongSecretsAreRefused() {
    var reply =
        scene.token(
            Map.of(
                "grant_type", "authorization_code",
                "code", scene.code(DemoLogins.USER),
                "redirect_uri", DemoLogins.RETURN.toString()),
            "wrong");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().path("error").asString()).isEqualTo("invalid_client");
  }

  @ParameterizedTest
  @CsvSource({
    "client_id,nobody",
    "redirect_uri,https://127.0.0.1:8000/oauth/callback/charles_schwab/",
    "redirect_uri,https://localhost:8000/oauth/callback/charles_schwab",
    "redirect_uri,http://127.0.0.1:8000/oauth/callback/charles_schwab",
    "redirect_uri,https://127.0.0.1:8001/oauth/callback/charles_schwab",
  })
  void nobodyIsSentElsewhere(String name, String value) {
    var page = scene.schwab.browser(DemoLogins.USER).open(scene.page(Map.of(name, value)));

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void onlyTickedAccountsAreSeen() {
    var browser = scene.schwab.browser(DemoLogins.USER);
    var address = browser.allow(scene.page(Map.of()), List.of(DemoLogins.CASH.number()));
    scene.token =
        scene
            .redeem(String.valueOf(Scene.answer(address).get("code")))
            .json()
            .path("access_token")
            .asString();

    var numbers = scene.get("/accounts/accountNumbers").json();
    var unlinked = scene.get("/accounts/" + scene.hash(DemoLogins.MARGIN));

    assertThat(numbers).hasSize(1);
    assertThat(numbers.at("/0/accountNumber").asString()).isEqualTo(DemoLogins.CASH.number());
    assertThat(unlinked.status()).isEqualTo(403);
  }

  @Test
  void aNewLoginEndsTheOlderOne() {
    var first = scene.login(DemoLogins.USER);
    var other = scene.login(DemoLogins.SECOND_USER);
    scene.login(DemoLogins.USER);

    assertThat(scene.refresh(first.path("refresh_token").asString()).status()).isEqualTo(400);
    assertThat(scene.refresh(other.path("refresh_token").asString()).status()).isEqualTo(200);
  }

  @Test
  void aUserTakesHisConsentBack() {
    scene.withLogin();
    var refresh = scene.schwab.refreshTokens().getLast().value();

    scene.schwab.unlink(DemoLogins.MARGIN.number());

    assertThat(scene.get("/accounts").status()).isEqualTo(401);
    assertThat(scene.refresh(refresh).status()).isEqualTo(400);
  }

  @Test
  void aTokenIsEndedFromOutsideWhileItsRefreshTokenLives() {
    scene.withLogin();
    var refresh = scene.schwab.refreshTokens().getLast().value();

    scene.control(
        "/charles_schwab/tokens",
        "{\"token\":\"%s\",\"state\":\"%s\"}".formatted(scene.token, AccessToken.State.EXPIRED));

    assertThat(scene.get("/accounts").status()).isEqualTo(401);
    assertThat(scene.refresh(refresh).status()).isEqualTo(200);
  }
}
