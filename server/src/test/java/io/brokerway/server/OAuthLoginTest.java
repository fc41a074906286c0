package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.alpaca.AlpacaSimulator;
import io.brokerway.simulators.alpaca.DemoLogins;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.SimulatedBrowser;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Logging in on Alpaca's own page, with a simulator that was written by another hand. */
final class OAuthLoginTest {
  private static final String PAGE = AlpacaHouse.PAGE;
  private static final AlpacaSimulator ALPACA = AlpacaHouse.ALPACA;
  private static final Api ANYBODY = AlpacaHouse.anybody();

  private final Api user = AlpacaHouse.user();
  private final SimulatedBrowser browser = ALPACA.browser(DemoLogins.USER);

  @Test
  void theBrowserThatBeganTheLoginFinishesItOnce() {
    var begun = connect("oauth-both", "LIVE");
    var cookie = begun.header("Set-Cookie");
    var address = browser.allow(page(begun));

    var back = withCookie(cookie).get(atGateway(address));

    assertThat(cookie)
        .startsWith("brokerway-login=")
        .contains("; Path=/;", "; HttpOnly", "; SameSite=Lax");
    assertThat(back.status()).as(back.text()).isEqualTo(200);
    assertThat(back.header("Content-Type")).startsWith("text/html");
    assertThat(back.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(back.text()).contains("Connected").doesNotContain(address.getQuery());
    assertThat(environments()).containsExactlyInAnyOrder("LIVE", "PAPER");
    assertThat(withCookie(cookie).get(atGateway(address)).status()).isEqualTo(409);
  }

  @Test
  void anotherBrowserGetsNothingAndTheProgramFinishesWithTheAddress() {
    var begun = connect("oauth", "PAPER");
    var connection = begun.json().path("connection").path("id").asString();
    var address = browser.allow(page(begun));

    var other = ANYBODY.get(atGateway(address));

    assertThat(other.status()).isEqualTo(403);
    assertThat(other.text()).contains("did not begin this login");
    assertThat(environments()).isEmpty();
    var done =
        user.post(
            "/api/v1/connections/" + connection + "/login/answer",
            "{\"address\": \"%s\"}".formatted(address));
    assertThat(done.status()).as(done.text()).isEqualTo(200);
    assertThat(done.json().path("connection").path("state").asString()).isEqualTo("CONNECTED");
    assertThat(environments()).containsExactly("PAPER");
  }

  @Test
  void aDeniedConsentLeavesNothing() {
    var begun = connect("oauth", "PAPER");
    var cookie = begun.header("Set-Cookie");

    var back = withCookie(cookie).get(atGateway(browser.deny(page(begun))));

    assertThat(back.status()).isEqualTo(422);
    assertThat(back.text()).contains("you did not allow the access");
    assertThat(user.get("/api/v1/connections").json().path("items").size()).isZero();
  }

  @Test
  void aForeignOrMissingStateIsAnsweredWithAPage() {
    var begun = connect("oauth", "PAPER");
    var cookie = begun.header("Set-Cookie");

    var foreign =
        withCookie(cookie)
            .get("/oauth/callback/alpaca?code=" + UUID.randomUUID() + "&state=of-nobody");
    var missing = withCookie(cookie).get("/oauth/callback/alpaca?code=1");
    var elsewhere = withCookie(cookie).get("/oauth/callback/nobody?code=1&state=2");

    assertThat(List.of(foreign.status(), missing.status(), elsewhere.status()))
        .containsExactly(409, 400, 400);
    assertThat(environments()).isEmpty();
  }

  @Test
  void anAddressOfAnotherLoginIsRefusedWhoeverBringsIt() {
    var mine = connect("oauth", "PAPER");
    var stranger = AlpacaHouse.user();
    var theirs = connect(stranger, "oauth", "PAPER");
    var address = browser.allow(page(theirs));

    var pasted =
        user.post(
            "/api/v1/connections/"
                + mine.json().path("connection").path("id").asString()
                + "/login/answer",
            "{\"address\": \"%s\"}".formatted(address));

    assertThat(pasted.status()).isEqualTo(422);
    assertThat(pasted.code()).isEqualTo("LOGIN_REFUSED");
    assertThat(environments()).isEmpty();
  }

  @Test
  void aRevokedTokenNeedsALoginAndTheSameConnectionGoesOn() {
    var begun = connect("oauth", "PAPER");
    var connection = begun.json().path("connection").path("id").asString();
    var before = ALPACA.tokens().size();
    withCookie(begun.header("Set-Cookie"))
        .get(atGateway(browser.allow(page(begun), Environment.PAPER, paperAccount())));
    var account = user.get("/api/v1/accounts").json().path("items").get(0).path("id").asString();
    ALPACA.setToken(ALPACA.tokens().get(before).value(), AccessToken.State.REVOKED);

    user.post("/api/v1/connections/" + connection + "/sync", "{}");
    var state = user.get("/api/v1/connections/" + connection).field("state");
    var again = user.post("/api/v1/connections/" + connection + "/login", "{}");
    var back =
        withCookie(again.header("Set-Cookie"))
            .get(atGateway(browser.allow(page(again), Environment.PAPER, paperAccount())));

    assertThat(state).isEqualTo("NEEDS_LOGIN");
    assertThat(back.status()).as(back.text()).isEqualTo(200);
    assertThat(user.get("/api/v1/connections/" + connection).field("state")).isEqualTo("CONNECTED");
    assertThat(user.get("/api/v1/accounts/" + account).status()).isEqualTo(200);
  }

  @Test
  void aPageThatIsNotRegisteredIsRefused() {
    var begun =
        user.post(
            "/api/v1/connections",
            """
            {"brokerId": "alpaca", "loginOption": "oauth", "redirectUri": "https://evil.example/x"}
            """);

    assertThat(begun.status()).isEqualTo(400);
    assertThat(begun.wrongFields()).containsExactly("redirectUri");
  }

  private static String paperAccount() {
    return DemoLogins.PAPER.keys().accountId();
  }

  private Api.Reply connect(String option, String environment) {
    return connect(user, option, environment);
  }

  private static Api.Reply connect(Api asker, String option, String environment) {
    var begun =
        asker.post(
            "/api/v1/connections",
            "{\"brokerId\": \"alpaca\", \"loginOption\": \"%s\", \"environment\": \"%s\"}"
                .formatted(option, environment));
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    return begun;
  }

  private static URI page(Api.Reply begun) {
    return URI.create(begun.json().path("next").path("page").asString());
  }

  private List<String> environments() {
    return user.get("/api/v1/accounts")
        .json()
        .path("items")
        .valueStream()
        .map(account -> account.path("environment").asString())
        .toList();
  }

  private static Api withCookie(String header) {
    return ANYBODY.with("Cookie", header.replaceFirst(";.*", ""));
  }

  /** The registered page is that of the usual port; the test's gateway has another. */
  private static String atGateway(URI address) {
    assertThat(address.toString()).startsWith(PAGE + "?");
    return address.getRawPath() + "?" + address.getRawQuery();
  }
}
