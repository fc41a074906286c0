package io.brokerway.simulators.etrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.etrade.oauth.AccessToken;
import io.brokerway.simulators.etrade.oauth.Consumer;
import io.brokerway.simulators.etrade.oauth.Customer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoginTest {
  private static final String LIST = "/v1/accounts/list.json";

  private final Scene scene = Scene.morning();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void theWholeWayIn() {
    var request = requestToken();
    var verifier =
        scene.etrade.browser(DemoLogins.CUSTOMER).verifier(scene.authorizePage(request.value()));

    var access = scene.caller(request).get("/oauth/access_token?oauth_verifier=" + verifier);
    var caller = scene.caller(token(access.body()));

    assertThat(access.status()).isEqualTo(200);
    assertThat(caller.get(LIST).status()).isEqualTo(200);
  }

  @Test
  void aVerifierServesOnce() {
    var request = requestToken();
    var verifier =
        scene.etrade.browser(DemoLogins.CUSTOMER).verifier(scene.authorizePage(request.value()));
    var path = "/oauth/access_token?oauth_verifier=" + verifier;

    assertThat(scene.caller(request).get(path).status()).isEqualTo(200);
    assertProblem(scene.caller(request).get(path), "token_rejected");
  }

  @Test
  void aWrongVerifierUsesTheRequestTokenUp() {
    var request = requestToken();
    scene.etrade.browser(DemoLogins.CUSTOMER).verifier(scene.authorizePage(request.value()));

    assertProblem(
        scene.caller(request).get("/oauth/access_token?oauth_verifier=GUESS"), "verifier_invalid");
    assertProblem(
        scene.caller(request).get("/oauth/access_token?oauth_verifier=GUESS"), "token_rejected");
  }

  @Test
  void nobodyComesInWithoutConsent() {
    var request = requestToken();
    scene.etrade.browser(DemoLogins.CUSTOMER).decline(scene.authorizePage(request.value()));

    assertProblem(
        scene.caller(request).get("/oauth/access_token?oauth_verifier=ABCDE"), "token_rejected");
  }

  @Test
  void aRequestTokenLivesFiveMinutes() {
    var request = requestToken();
    var page = scene.authorizePage(request.value());
    scene.etrade.clock().advance(Duration.ofMinutes(5));

    assertProblem(
        scene.caller(request).get("/oauth/access_token?oauth_verifier=ABCDE"), "token_rejected");
    org.assertj.core.api.Assertions.assertThatIllegalStateException()
        .isThrownBy(() -> scene.etrade.browser(DemoLogins.CUSTOMER).verifier(page));
  }

  @Test
  void aRegisteredCallbackGetsTokenAndVerifier() {
    var back = URI.create("https://127.0.0.1:8000/oauth/callback/etrade");
    var path = "/oauth/request_token?oauth_callback=" + Caller.escaped(back.toString());
    assertProblem(scene.caller(Caller.Token.NONE).get(path), "callback_rejected");
    var consumer = DemoLogins.CONSUMER;
    scene.etrade.register(
        new Consumer(consumer.key(), consumer.secret(), consumer.name(), List.of(back)));

    var request = token(scene.caller(Caller.Token.NONE).get(path).body());
    var sentTo =
        scene.etrade.browser(DemoLogins.CUSTOMER).accept(scene.authorizePage(request.value()));

    assertThat(sentTo.toString()).startsWith(back + "?oauth_token=");
    var verifier = sentTo.getRawQuery().replaceFirst(".*oauth_verifier=", "");
    var access = scene.caller(request).get("/oauth/access_token?oauth_verifier=" + verifier);
    assertThat(access.status()).isEqualTo(200);
  }

  @Test
  void aTokenSleepsAfterTwoHoursAndIsWokenByARenewal() {
    scene.etrade.clock().advance(Duration.ofHours(2));

    assertProblem(scene.caller.get(LIST), "token_rejected");
    assertThat(scene.caller.get("/oauth/renew_access_token").body())
        .isEqualTo("Access Token has been renewed");
    assertThat(scene.caller.get(LIST).status()).isEqualTo(200);
  }

  @Test
  void aTokenThatIsUsedStaysAwake() {
    for (var i = 0; i < 3; i++) {
      scene.etrade.clock().advance(Duration.ofMinutes(119));
      assertThat(scene.caller.get(LIST).status()).isEqualTo(200);
    }
  }

  @Test
  void aTokenEndsAtMidnightInNewYork() {
    scene.etrade.clock().set(Instant.parse("2026-03-04T04:59:59Z"));
    assertThat(scene.caller.get("/oauth/renew_access_token").status()).isEqualTo(200);
    scene.etrade.clock().set(Instant.parse("2026-03-04T05:00:00Z"));

    assertProblem(scene.caller.get(LIST), "token_expired");
    assertProblem(scene.caller.get("/oauth/renew_access_token"), "token_expired");
  }

  @Test
  void aRevokedTokenIsDead() {
    assertThat(scene.caller.get("/oauth/revoke_access_token").body())
        .isEqualTo("Revoked Access Token");

    assertProblem(scene.caller.get(LIST), "token_rejected");
    assertProblem(scene.caller.get("/oauth/renew_access_token"), "token_rejected");
  }

  @Test
  void aTokenOfAnotherApplicationAndAnUnknownKeyAreRefused() {
    var other = new Consumer("other", "its-secret", "Another", List.of());
    scene.etrade.register(other);

    assertProblem(scene.caller(other, scene.token()).get(LIST), "token_rejected");
    assertProblem(
        scene.caller(new Consumer("nobody", "x", "x", List.of()), scene.token()).get(LIST),
        "consumer_key_unknown");
    assertProblem(
        scene
            .caller(new Consumer(DemoLogins.CONSUMER.key(), "wrong", "x", List.of()), scene.token())
            .get(LIST),
        "signature_invalid");
  }

  @Test
  void anAccountOfSomebodyElseIsNotShown() {
    var stranger = new Customer("grace", "password-of-grace", List.of());
    scene.etrade.broker().register().put(stranger);
    var token = scene.etrade.broker().tokens().issue(DemoLogins.CONSUMER.key(), "grace");
    var caller = scene.caller(new Caller.Token(token.value(), token.secret()));

    assertThat(caller.get(LIST).status()).isEqualTo(204);
    assertThat(caller.get(scene.account + "/portfolio.json").code()).isEqualTo(100);
    assertThat(caller.get("/v1/accounts/nosuch/portfolio.json").code()).isEqualTo(102);
  }

  @Test
  void tokensTellNothingOfThemselves() {
    var token = scene.etrade.tokens().getFirst();

    assertThat(token.toString()).doesNotContain(token.value()).doesNotContain(token.secret());
    assertThat(token.stateAt(scene.etrade.clock().instant())).isEqualTo(AccessToken.State.ACTIVE);
  }

  private Caller.Token requestToken() {
    var reply = scene.caller(Caller.Token.NONE).get("/oauth/request_token");
    assertThat(reply.body()).endsWith("oauth_callback_confirmed=true");
    return token(reply.body());
  }

  private static Caller.Token token(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (var pair : form.split("&", -1)) {
      var parts = pair.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return new Caller.Token(
        fields.getOrDefault("oauth_token", ""), fields.getOrDefault("oauth_token_secret", ""));
  }

  private static void assertProblem(Caller.Reply reply, String problem) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body()).startsWith("oauth_problem=" + problem);
  }
}
