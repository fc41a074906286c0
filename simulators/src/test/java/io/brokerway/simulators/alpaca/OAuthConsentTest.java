package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.oauth.OAuthClient;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the browser sees, and where it is sent. */
final class OAuthConsentTest {
  private static final Pattern REQUEST = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");

  private final OAuthScene scene = new OAuthScene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void allowingSendsBackACodeAndTheState() {
    var address = scene.browser.allow(scene.page());

    assertThat(address.toString()).startsWith(OAuthScene.RETURN + "?code=");
    var answer = OAuthScene.answer(address);
    assertThat(answer.get("code")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(answer).containsEntry("state", "s-1").containsOnlyKeys("code", "state");
  }

  @Test
  void denyingSendsBackTheErrorAndTheState() {
    var answer = OAuthScene.answer(scene.browser.deny(scene.page()));

    assertThat(answer).containsEntry("error", "access_denied").containsEntry("state", "s-1");
    assertThat(answer).doesNotContainKey("code");
    assertThat(scene.alpaca.tokens()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a+b c%26d&e=f", "ünï/cødé?#", "\"><script>", "  "})
  void stateComesBackToTheLetter(String state) {
    var answer = OAuthScene.answer(scene.browser.allow(scene.page(Map.of("state", state))));

    assertThat(answer).containsEntry("state", state);
  }

  @Test
  void noStateAsksForNone() {
    var answer = OAuthScene.answer(scene.browser.allow(scene.page(Map.of("state", ""))));

    assertThat(answer).containsOnlyKeys("code");
  }

  @ParameterizedTest
  @CsvSource({
    "client_id,nobody",
    "client_id,''",
    "redirect_uri,''",
    "redirect_uri,https://evil.example/oauth/callback/alpaca",
    "redirect_uri,http://127.0.0.1:8000/oauth/callback/alpaca/",
    "redirect_uri,http://127.0.0.1:8000/oauth/callback/alpaca?next=x",
    "redirect_uri,http://127.0.0.1@evil.example/oauth/callback/alpaca",
    "redirect_uri,http://u@127.0.0.1:8000/oauth/callback/alpaca",
    "redirect_uri,https://127.0.0.1:8000/oauth/callback/alpaca",
  })
  void nobodyIsSentToAnAddressThatIsNotTheApplications(String name, String value) {
    var page = scene.browser.open(scene.page(Map.of(name, value)));

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(page.body()).contains("role=\"alert\"").contains(name);
  }

  @ParameterizedTest
  @CsvSource({
    "response_type,token,unsupported_response_type",
    "response_type,'',invalid_request",
    "scope,trading everything,invalid_scope",
    "env,sandbox,invalid_request",
  })
  void whatIsAskedWronglyIsToldToTheApplication(String name, String value, String error) {
    var answer = OAuthScene.answer(scene.browser.deny(scene.page(Map.of(name, value))));

    assertThat(answer).containsEntry("error", error).containsEntry("state", "s-1");
  }

  @Test
  void wrongPasswordLetsNobodyIn() {
    var login = scene.browser.open(scene.page());
    var request = request(login.body());

    var wrong =
        scene.browser.submit(
            login.uri(),
            Map.of("request", request, "email", "ada@example.com", "password", "wrong"));
    var consent = scene.browser.open(login.uri().resolve("consent?request=" + request));

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).contains("role=\"alert\"").contains("Email or password is wrong.");
    assertThat(consent.uri().getPath()).endsWith("/login");
  }

  @Test
  void anotherBrowserCannotAnswer() {
    var login = scene.browser.open(scene.page());
    var stranger = scene.alpaca.browser(DemoLogins.USER);

    var answer =
        stranger.submit(
            login.uri(),
            Map.of(
                "request", request(login.body()),
                "email", DemoLogins.USER.email(),
                "password", DemoLogins.USER.password()));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("This page is no longer valid.");
  }

  @Test
  void aPageThatWaitsTooLongIsGone() {
    var login = scene.browser.open(scene.page());

    scene.alpaca.clock().advance(Duration.ofMinutes(30));
    var later = scene.browser.open(login.uri());

    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(later.statusCode()).isEqualTo(400);
  }

  @Test
  void accountsOfOthersAreNotGivenAway() {
    var login = scene.browser.open(scene.page());
    var consent = loggedInAsGrace(login.body(), login.uri());

    var answer =
        scene.browser.submit(
            consent.uri().resolve("consent"),
            Map.of(
                "request", request(consent.body()),
                "decision", "allow",
                "paper", DemoLogins.PAPER.keys().accountId()));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("That account is not yours.");
  }

  @Test
  void consentPageListsScopesAndAccounts() {
    var login = scene.browser.open(scene.page(Map.of("scope", "trading", "env", "paper")));
    var consent = loggedInAsGrace(login.body(), login.uri());

    assertThat(consent.body())
        .contains("<html lang=\"en\">", "<h1>Allow access to your account?</h1>")
        .contains("Brokerway demo asks to", "<code>trading</code>", "Read your account")
        .contains("<legend>Which paper account?</legend>", "PA3DEMO00002")
        .doesNotContain("<code>data</code>", "PA3DEMO00001", "live account");
    assertThat(consent.headers().firstValue("X-Frame-Options")).contains("DENY");
  }

  @Test
  void atLeastOneAccountIsChosen() {
    var login = scene.browser.open(scene.page());
    var consent = loggedInAsGrace(login.body(), login.uri());

    var answer =
        scene.browser.submit(
            consent.uri().resolve("consent"),
            Map.of("request", request(consent.body()), "decision", "allow", "live", ""));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Choose at least one account.");
  }

  @Test
  void whatThePageNamesIsWrittenAsText() {
    scene.alpaca.register(
        new OAuthClient(
            "odd", "secret", "<img src=x onerror=alert(1)>", DemoLogins.CLIENT.redirects()));

    var page = scene.browser.open(scene.page(Map.of("client_id", "odd")));

    assertThat(page.body()).contains("&lt;img src=x").doesNotContain("<img");
  }

  @Test
  void aUserChoosesOneAccountOfTheOneEnvironment() {
    var second = DemoLogins.SECOND_PAPER.keys().accountId();

    var address = scene.browser.allow(scene.page(), Environment.PAPER, second);
    scene.redeem(OAuthScene.code(address), Map.of());

    assertThat(scene.alpaca.tokens()).hasSize(1);
    assertThat(scene.alpaca.tokens().getFirst().accountIds()).containsExactly(second);
  }

  private HttpResponse<String> loggedInAsGrace(String page, URI at) {
    var user = DemoLogins.SECOND_USER;
    return scene.browser.submit(
        at.resolve("login"),
        Map.of("request", request(page), "email", user.email(), "password", user.password()));
  }

  private static String request(String page) {
    var field = REQUEST.matcher(page);
    assertThat(field.find()).isTrue();
    return field.group(1);
  }
}
