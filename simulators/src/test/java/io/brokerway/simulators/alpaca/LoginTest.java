package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoginTest {
  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void goodKeysOpenTheirAccount() {
    var reply = scene.paper.get("/v2/account");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("account_number")).isEqualTo("PA3DEMO00001");
    assertThat(reply.text("status")).isEqualTo("ACTIVE");
    assertThat(reply.text("cash")).isEqualTo("100000");
    assertThat(reply.json().path("cash").isString()).isTrue();
    assertThat(reply.header("X-Request-ID")).isPresent();
    assertThat(reply.header("Date")).contains("Tue, 03 Mar 2026 15:00:00 GMT");
  }

  @Test
  void wrongSecretIsNotAuthorized() {
    var keys = DemoLogins.PAPER.keys();
    var wrong = new KeyPair(keys.keyId(), "wrong", keys.accountId(), false);

    var reply = scene.paperAs(wrong).get("/v2/account");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.response().body())
        .isEqualTo("{\"code\":40110000,\"message\":\"request is not authorized\"}");
  }

  @Test
  void paperKeysAreNotAuthorizedOnTheLiveHost() {
    var caller = new Caller(scene.alpaca.liveUrl(), DemoLogins.PAPER.keys());

    var reply = caller.get("/v2/account");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().path("code").intValue()).isEqualTo(40110000);
  }

  @Test
  void missingKeysAreForbidden() {
    var reply = scene.paperAs(new KeyPair("", "", "", false)).get("/v2/account");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.response().body()).isEqualTo("{\"message\":\"forbidden.\"}");
  }

  @Test
  void revokedKeysAreNotAuthorizedUntilRestored() {
    var keys = DemoLogins.PAPER.keys();

    scene.alpaca.revoke(keys);
    var revoked = scene.paper.get("/v2/account");
    scene.alpaca.restore(keys);
    var restored = scene.paper.get("/v2/account");

    assertThat(revoked.status()).isEqualTo(401);
    assertThat(restored.status()).isEqualTo(200);
  }

  @Test
  void anAccountSeesNothingOfAnother() {
    var order =
        scene.paper.place(
            """
            {"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}\
            """);
    var other = scene.paperAs(DemoLogins.SECOND_PAPER.keys());

    assertThat(other.get("/v2/orders/" + order.path("id").asString()).status()).isEqualTo(404);
    assertThat(other.get("/v2/orders?status=all").json()).isEmpty();
    assertThat(other.get("/v2/positions").json()).isEmpty();
  }

  @Test
  void requestsBeyondTheLimitAreTooMany() {
    for (var i = 0; i < 199; i++) {
      scene.paper.get("/v2/clock");
    }

    var last = scene.paper.get("/v2/clock");
    var refused = scene.paper.get("/v2/clock");
    scene.alpaca.clock().advance(java.time.Duration.ofMinutes(1));
    var later = scene.paper.get("/v2/clock");

    assertThat(last.status()).isEqualTo(200);
    assertThat(last.header("X-RateLimit-Limit")).contains("200");
    assertThat(last.header("X-RateLimit-Remaining")).contains("0");
    assertThat(last.header("X-RateLimit-Reset")).contains("1772550060");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.response().body())
        .isEqualTo("{\"code\":42910000,\"message\":\"rate limit exceeded\"}");
    assertThat(later.status()).isEqualTo(200);
  }
}
