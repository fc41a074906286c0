package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.alpaca.DemoLogins;
import io.brokerway.simulators.oauth.SimulatedBrowser;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Logins on the broker's own page, begun on the documented surfaces. */
final class SurfaceOAuthTest {
  private static final String ROOT = "/brokerage_integrations/brokerages";

  private final Api application = AlpacaHouse.application();
  private final SimulatedBrowser browser = AlpacaHouse.ALPACA.browser(DemoLogins.USER);

  private static String query(URI address) {
    return "/oauth/callback/alpaca?" + address.getRawQuery();
  }

  private static Api withCookie(Api.Reply begun) {
    return AlpacaHouse.anybody().with("Cookie", begun.header("Set-Cookie").replaceFirst(";.*", ""));
  }

  @Test
  void anAccountIsPendingUntilItsUserAllowedItAndKeepsItsId() {
    var id = UUID.randomUUID().toString();
    var begun =
        application.post(
            ROOT + "/connect/",
            "{\"user_id\": \"%s\", \"brokerage_name\": \"alpaca\", \"credentials\": {}}"
                .formatted(id));
    var account = begun.field("account_id");
    var path = ROOT + "/accounts/" + account;

    assertThat(begun.status()).as(begun.text()).isEqualTo(200);
    assertThat(begun.field("status")).isEqualTo("pending");
    var pending = application.get(ROOT + "/user/" + id + "/accounts/").json().path("accounts");
    assertThat(pending.get(0).path("id").asString()).isEqualTo(account);
    assertThat(pending.get(0).path("status").asString()).isEqualTo("pending");
    assertThat(pending.get(0).path("last_error").isNull()).isTrue();
    assertThat(application.get(path + "/portfolio/").status()).isEqualTo(400);
    var page = URI.create(begun.field("authorization_url"));
    var back = withCookie(begun).get(query(browser.allow(page)));
    assertThat(back.status()).as(back.text()).isEqualTo(200);
    var accounts = application.get(ROOT + "/user/" + id + "/accounts/").json().path("accounts");
    assertThat(accounts.valueStream().map(one -> one.path("id").asString())).contains(account);
    assertThat(accounts.get(0).path("status").asString()).isEqualTo("connected");
    assertThat(application.get(path + "/portfolio/").status()).isEqualTo(200);
    assertThat(application.delete(path + "/disconnect/").status()).isEqualTo(200);
  }

  @Test
  void aWrongAccountNumberEndsNothingThatWasThere() {
    var id = UUID.randomUUID().toString();
    var keys = DemoLogins.SECOND_PAPER.keys();
    var body =
        """
        {"user_id": "%s", "brokerage_name": "alpaca",
         "credentials": {"api_key": "%s", "api_secret": "%s"%s}}
        """;
    var connected =
        application.post(ROOT + "/connect/", body.formatted(id, keys.keyId(), keys.secret(), ""));
    assertThat(connected.status()).as(connected.text()).isEqualTo(200);

    var wrong =
        application.post(
            ROOT + "/connect/",
            body.formatted(id, keys.keyId(), keys.secret(), ", \"account_id\": \"nobody's\""));

    assertThat(wrong.status()).as(wrong.text()).isEqualTo(400);
    assertThat(wrong.field("error")).startsWith("credentials.account_id ");
    var path = ROOT + "/accounts/" + connected.field("account_id");
    assertThat(application.get(path + "/portfolio/").status()).isEqualTo(200);
    assertThat(application.delete(path + "/disconnect/").status()).isEqualTo(200);
  }

  @Test
  void aLoginThatWaitsCanBeDisconnected() {
    var id = UUID.randomUUID().toString();
    var begun =
        application.post(
            ROOT + "/connect/",
            "{\"user_id\": \"%s\", \"brokerage_name\": \"alpaca\"}".formatted(id));

    var gone = application.delete(ROOT + "/accounts/" + begun.field("account_id") + "/disconnect/");

    assertThat(gone.status()).as(gone.text()).isEqualTo(200);
    assertThat(
            application.get(ROOT + "/user/" + id + "/accounts/").json().path("accounts").isEmpty())
        .isTrue();
  }

  @Test
  void theOtherSurfacesAnswerWithThePageToo() {
    for (var path : new String[] {"/api/v1/broker/connect/", "/api/brokers/connect/"}) {
      var user = AlpacaHouse.user();

      var begun = user.post(path, "{\"broker_type\": \"alpaca\"}");

      assertThat(begun.status()).as(begun.text()).isEqualTo(200);
      assertThat(begun.field("status")).isEqualTo("pending");
      assertThat(begun.field("authorization_url")).contains("state=");
      var back =
          withCookie(begun).get(query(browser.allow(URI.create(begun.field("authorization_url")))));
      assertThat(back.status()).as(back.text()).isEqualTo(200);
      assertThat(user.get("/api/brokers/connections/").json().get(0).path("status").asString())
          .isEqualTo("connected");
    }
  }

  @Test
  void refusedCredentialsAreToldFiveTimesAndThenWait() {
    var body =
        "{\"user_id\": \"%s\", \"brokerage_name\": \"alpaca\", \"credentials\": {\"api_key\":"
            + " \"PKNOBODYS00000001\", \"api_secret\": \"not-the-secret-of-any-key\"}}";
    var victim = body.formatted(UUID.randomUUID());
    for (var i = 0; i < 5; i++) {
      var refused = application.post(ROOT + "/connect/", victim);
      assertThat(refused.status()).as(refused.text()).isEqualTo(401);
      assertThat(refused.field("error"))
          .isEqualTo("Authentication failed. Please check your credentials.");
    }

    var sixth = application.post(ROOT + "/connect/", victim);
    var another = application.post(ROOT + "/connect/", body.formatted(UUID.randomUUID()));

    assertThat(sixth.status()).as(sixth.text()).isEqualTo(429);
    assertThat(Integer.parseInt(sixth.header("Retry-After"))).isBetween(3400, 3600);
    assertThat(sixth.text()).doesNotContain("not-the-secret").doesNotContain("PKNOBODYS");
    assertThat(another.status()).isEqualTo(401);
  }
}
