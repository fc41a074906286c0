package io.brokerway.simulators.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.oauth.AccessToken;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class OAuthLoginTest {
  private static final String RETURN = "http://127.0.0.1:8000/oauth/callback/coinbase";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String ACCOUNTS = "/api/v3/brokerage/accounts";

  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aUserLetsAnApplicationIn() {
    var tokens = login("wallet:accounts:read,wallet:trades:create offline_access");

    assertThat(tokens.path("token_type").asString()).isEqualTo("bearer");
    assertThat(tokens.path("expires_in").intValue()).isEqualTo(3600);
    var reply = call("GET", ACCOUNTS, "", tokens);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("accounts").path(0).path("retail_portfolio_id").asString())
        .isEqualTo(DemoLogins.MAIN.portfolio().id());
  }

  @Test
  void withoutTheScopeNobodyTrades() {
    var tokens = login("wallet:accounts:read");

    assertThat(tokens.has("refresh_token")).isFalse();
    assertThat(call("POST", "/api/v3/brokerage/orders", "{}", tokens).status()).isEqualTo(403);
  }

  @Test
  void accessLastsAnHourAndARefreshTokenServesOnce() {
    var tokens = login("wallet:accounts:read offline_access");
    scene.coinbase.clock().advance(Duration.ofHours(1));
    assertThat(call("GET", ACCOUNTS, "", tokens).status()).isEqualTo(401);

    var next = refresh(tokens);
    assertThat(call("GET", ACCOUNTS, "", next).status()).isEqualTo(200);

    assertThat(refresh(tokens).path("error").asString()).isEqualTo("invalid_grant");
  }

  @Test
  void aRevokedTokenIsToldApart() {
    var tokens = login("wallet:accounts:read");
    scene.coinbase.setToken(tokens.path("access_token").asString(), AccessToken.State.REVOKED);

    var reply = call("GET", "/v2/accounts", "", tokens);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().path("errors").path(0).path("id").asString())
        .isEqualTo("revoked_token");
  }

  @Test
  void anApplicationCanTakeItsTokenBack() {
    var tokens = login("wallet:accounts:read");

    post(
        "/oauth2/revoke",
        Map.of(
            "token", tokens.path("access_token").asString(),
            "client_id", DemoLogins.CLIENT.id(),
            "client_secret", DemoLogins.CLIENT.secret()));

    assertThat(call("GET", ACCOUNTS, "", tokens).status()).isEqualTo(401);
  }

  @Test
  void theTokenEndpointTakesJsonAsWell() {
    var body =
        Json.object()
            .put("grant_type", "authorization_code")
            .put("code", "guessed")
            .put("redirect_uri", RETURN)
            .put("client_id", DemoLogins.CLIENT.id())
            .put("client_secret", DemoLogins.CLIENT.secret());

    var reply = send("/oauth2/token", "application/json", Json.text(body));

    assertThat(reply.path("error").asString()).isEqualTo("invalid_grant");
  }

  private JsonNode login(String scopes) {
    var page =
        URI.create(
            "%s/oauth2/auth?response_type=code&client_id=%s&redirect_uri=%s&state=%s&scope=%s"
                .formatted(
                    scene.coinbase.loginUrl(),
                    DemoLogins.CLIENT.id(),
                    escaped(RETURN),
                    "state-of-this-login",
                    escaped(scopes)));
    var back =
        scene
            .coinbase
            .browser(DemoLogins.USER)
            .allow(page, List.of(DemoLogins.MAIN.portfolio().id()));
    var code = back.getQuery().replaceFirst(".*code=([^&]*).*", "$1");
    return post(
        "/oauth2/token",
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            RETURN,
            "client_id",
            DemoLogins.CLIENT.id(),
            "client_secret",
            DemoLogins.CLIENT.secret()));
  }

  private JsonNode refresh(JsonNode tokens) {
    return post(
        "/oauth2/token",
        Map.of(
            "grant_type", "refresh_token",
            "refresh_token", tokens.path("refresh_token").asString(),
            "client_id", DemoLogins.CLIENT.id(),
            "client_secret", DemoLogins.CLIENT.secret()));
  }

  private Caller.Reply call(String method, String path, String body, JsonNode tokens) {
    return scene.caller.send(method, path, body, tokens.path("access_token").asString());
  }

  private JsonNode post(String path, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + escaped(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(path, "application/x-www-form-urlencoded", body);
  }

  private JsonNode send(String path, String type, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(scene.coinbase.loginUrl() + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return Json.read(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
