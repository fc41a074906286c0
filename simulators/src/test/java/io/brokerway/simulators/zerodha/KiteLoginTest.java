package io.brokerway.simulators.zerodha;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KiteLoginTest {
  private final Scene scene = Scene.open();
  private final ZerodhaSimulator zerodha = scene.zerodha;

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void theUserComesBackWithWhatTheLoginCarried() {
    var page = Kite.loginPage(zerodha, DemoLogins.APP, "&redirect_params=state%3Dabc");

    var back = zerodha.browser(scene.user).allow(page);

    assertThat(back.toString()).startsWith(DemoLogins.APP.redirectUrl() + "?action=login");
    assertThat(back.getQuery()).contains("status=success", "request_token=", "state=abc");
  }

  @Test
  void whoDeniesBringsNoToken() {
    var back = zerodha.browser(scene.user).deny(Kite.loginPage(zerodha, DemoLogins.APP, ""));

    assertThat(back.getQuery()).contains("status=").doesNotContain("request_token", "success");
  }

  @Test
  void aWrongPasswordAndAnOldCodeStayOutside() {
    var page = Kite.loginPage(zerodha, DemoLogins.APP, "");
    var old = new KiteBrowser(scene.user, Clock.offset(scene.clock, Duration.ofHours(-1)));

    assertThat(zerodha.browser(scene.user).logIn(page, "wrong").statusCode()).isEqualTo(403);
    assertThat(old.logIn(page, scene.user.password()).statusCode()).isEqualTo(403);
  }

  @Test
  void aUserWhoIsNotEnabledOnTheAppIsRefused() {
    var app =
        new KiteApp(
            "closed",
            "secret",
            "Closed",
            DemoLogins.APP.redirectUrl(),
            null,
            false,
            Set.of("ZZ0000"));
    zerodha.register(app);

    var seen =
        zerodha.browser(scene.user).logIn(Kite.loginPage(zerodha, app, ""), scene.user.password());

    assertThat(seen.body()).contains("The user is not enabled on the app.");
  }

  @Test
  void aRequestTokenIsGoodForMinutesAndForItsOwnApplication() {
    var app = DemoLogins.APP;
    var other = DemoLogins.RENEWING_APP;
    var token = Kite.requestToken(zerodha, scene.user);

    var foreign =
        Kite.exchange(zerodha, other, token, Checksum.of(other.apiKey(), token, other.secret()));
    scene.clock.advance(Duration.ofMinutes(6));
    var late = Kite.exchange(zerodha, app, token, Checksum.of(app.apiKey(), token, app.secret()));

    assertThat(foreign.status()).isEqualTo(403);
    assertThat(late.status()).isEqualTo(403);
    assertThat(late.message()).isEqualTo("Token is invalid or has expired.");
  }

  @Test
  void theChecksumIsThatOfTheDocumentation() {
    assertThat(Checksum.of("kitedemo", "reqtok123", "s3cr3t"))
        .isEqualTo("cc9cedaa5b6f3ba2917b949af4916f78bbc64b4bd8a09d579318a310bf020b03");
  }

  @Test
  void aSecondLoginGivesTheSameToken() {
    var first = Kite.session(zerodha, scene.user, DemoLogins.APP);
    var second = Kite.session(zerodha, scene.user, DemoLogins.APP);

    assertThat(second.path("access_token")).isEqualTo(first.path("access_token"));
    assertThat(first.path("refresh_token").asString()).isEmpty();
  }

  @Test
  void aTokenEndsAtSixInTheMorning() {
    var kite = scene.kite();
    scene.clock.set(Instant.parse("2026-03-11T00:29:59Z"));
    var before = kite.get("/user/profile");
    scene.clock.set(Instant.parse("2026-03-11T00:30:00Z"));
    var after = kite.get("/user/profile");

    assertThat(before.status()).isEqualTo(200);
    assertThat(after.status()).isEqualTo(403);
    assertThat(after.message()).isEqualTo("Incorrect `api_key` or `access_token`.");
    assertThat(after.json().path("data").isNull()).isTrue();
  }

  @Test
  void aLoginIsEndedByItsToken() {
    var token = Kite.session(zerodha, scene.user, DemoLogins.APP).path("access_token").asString();
    var kite = Kite.with(zerodha, DemoLogins.APP.apiKey(), token);

    var ended =
        kite.delete(
            "/session/token?api_key=%s&access_token=%s".formatted(DemoLogins.APP.apiKey(), token));

    assertThat(ended.data().booleanValue()).isTrue();
    assertThat(kite.get("/user/profile").errorType()).isEqualTo("TokenException");
  }

  @Test
  void anApprovedApplicationRenewsWithoutTheUser() {
    var app = DemoLogins.RENEWING_APP;
    var session = Kite.session(zerodha, scene.user, app);
    var refresh = session.path("refresh_token").asString();
    var checksum = Checksum.of(app.apiKey(), refresh, app.secret());
    var kite = Kite.of(zerodha, scene.user, app);

    var renewed =
        kite.post(
            "/session/refresh_token",
            "api_key",
            app.apiKey(),
            "refresh_token",
            refresh,
            "checksum",
            checksum);
    var again =
        kite.post(
            "/session/refresh_token",
            "api_key",
            app.apiKey(),
            "refresh_token",
            refresh,
            "checksum",
            checksum);

    assertThat(renewed.data().path("user_id").asString()).isEqualTo(scene.user.id());
    assertThat(renewed.data().path("refresh_token").asString()).isNotEqualTo(refresh);
    assertThat(again.status()).isEqualTo(403);
  }
}
