package io.brokerway.simulators.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtLoginTest {
  private static final String ACCOUNTS = "/api/v3/brokerage/accounts";
  private static final KeyFile KEY = DemoLogins.MAIN.key();

  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void bothKindsOfKeysSign() {
    assertThat(scene.caller.get("/accounts").status()).isEqualTo(200);
    assertThat(scene.as(DemoLogins.SECOND.key()).get("/accounts").status()).isEqualTo(200);
  }

  @Test
  void theTrueHostMayBeSignedAsWell() {
    assertThat(status(good("GET api.coinbase.com" + ACCOUNTS).token())).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET api.coinbase.com/api/v3/brokerage/portfolios",
        "POST api.coinbase.com/api/v3/brokerage/accounts",
        "GET api.coinbase.com/api/v3/brokerage/accounts?limit=1",
        "GET https://api.coinbase.com/api/v3/brokerage/accounts",
        "GET elsewhere.example/api/v3/brokerage/accounts",
      })
  void aTokenForAnotherRequestIsRefused(String uri) {
    assertThat(status(good(uri).token())).isEqualTo(401);
  }

  @Test
  void aTokenIsGoodForTwoMinutes() {
    var now = Scene.MORNING.getEpochSecond();
    var uri = "GET api.coinbase.com" + ACCOUNTS;

    assertThat(status(good(uri).claim("nbf", now - 119).claim("exp", now + 1).token()))
        .isEqualTo(200);
    assertThat(status(good(uri).claim("nbf", now - 131).claim("exp", now - 11).token()))
        .isEqualTo(401);
    assertThat(status(good(uri).claim("nbf", now + 11).claim("exp", now + 131).token()))
        .isEqualTo(401);
    assertThat(status(good(uri).claim("exp", now + 121).token())).isEqualTo(401);
  }

  @Test
  void aTokenIsUsedOnce() {
    var token = good("GET api.coinbase.com" + ACCOUNTS).token();

    assertThat(status(token)).isEqualTo(200);
    assertThat(status(token)).isEqualTo(401);
  }

  @Test
  void claimsAreChecked() {
    var uri = "GET api.coinbase.com" + ACCOUNTS;

    assertThat(status(good(uri).claim("iss", "somebody").token())).isEqualTo(401);
    assertThat(status(good(uri).claim("sub", "another key").token())).isEqualTo(401);
    assertThat(status(good(uri).without("exp").token())).isEqualTo(401);
    assertThat(status(good(uri).header("nonce", "").token())).isEqualTo(401);
    assertThat(status(good(uri).header("alg", "none").token())).isEqualTo(401);
    assertThat(status(good(uri).header("alg", "EdDSA").token())).isEqualTo(401);
  }

  @Test
  void aSignatureOfAnotherKeyIsRefused() {
    var other = KeyFile.ecdsa(KEY.name());
    var uri = "GET api.coinbase.com" + ACCOUNTS;
    var token = Signer.of(other, Scene.MORNING, uri).token();

    assertThat(status(token)).isEqualTo(401);
  }

  @Test
  void whoeverIsNotKnownIsToldSoWithoutJson() {
    var reply = scene.caller.send("GET", ACCOUNTS, "", (String) null);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("Content-Type")).hasValue("text/plain; charset=utf-8");
    assertThat(reply.body()).isEqualTo("Unauthorized\n");
    assertThat(status("not.a.token")).isEqualTo(401);
    assertThat(status("nonsense")).isEqualTo(401);
  }

  @Test
  void theApiV2RefusesInItsOwnShape() {
    var reply = scene.caller.send("GET", "/v2/accounts", "", "nonsense");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().path("errors").path(0).path("id").asString())
        .isEqualTo("invalid_token");
  }

  @Test
  void aRevokedKeyOpensNothing() {
    scene.coinbase.revoke(KEY);

    assertThat(scene.caller.get("/accounts").status()).isEqualTo(401);
    scene.coinbase.restore(KEY);
    assertThat(scene.caller.get("/accounts").status()).isEqualTo(200);
  }

  @Test
  void aKeyWithoutTheRightMayLookAndNotTrade() {
    var opened = scene.coinbase.openReadOnly(BigDecimal.TEN);
    var caller = scene.as(opened.key());

    var permissions = caller.get("/key_permissions").json();
    var refused = caller.post("/orders", "{}");

    assertThat(permissions.path("can_view").booleanValue()).isTrue();
    assertThat(permissions.path("can_trade").booleanValue()).isFalse();
    assertThat(permissions.path("portfolio_uuid").asString()).isEqualTo(opened.portfolio().id());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("error").asString()).isEqualTo("PERMISSION_DENIED");
    assertThat(refused.json().path("code").intValue()).isEqualTo(7);
  }

  @Test
  void theTimeIsOpenToEverybody() {
    var reply = scene.caller.send("GET", "/api/v3/brokerage/time", "", (String) null);

    assertThat(reply.json().path("epochSeconds").asString())
        .isEqualTo(String.valueOf(Scene.MORNING.getEpochSecond()));
  }

  private static Signer good(@Nullable String uri) {
    return Signer.of(KEY, Scene.MORNING, uri);
  }

  private int status(String token) {
    return scene.caller.send("GET", ACCOUNTS, "", token).status();
  }
}
