package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Totp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A user at his browser, for tests: he walks the login pages by HTTP and stops where he is sent
 * back to the application.
 */
public final class KiteBrowser {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern REQUEST = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");

  private final KiteUser user;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  KiteBrowser(KiteUser user, Clock clock) {
    this.user = user;
    this.clock = clock;
  }

  /** Logs in and lets the application in; the address that he is sent to. */
  public URI allow(URI loginPage) {
    return answer(loginPage, "allow");
  }

  /** Logs in and does not; the address that he is sent to. */
  public URI deny(URI loginPage) {
    return answer(loginPage, "deny");
  }

  /** Opens the page and types a password and the code of the moment; what he sees then. */
  public HttpResponse<String> logIn(URI loginPage, String password) {
    var page = send(HttpRequest.newBuilder(loginPage).timeout(PATIENCE).build());
    return submit(
        loginPage.resolve("login"),
        Map.of(
            "request", request(page),
            "user_id", user.id(),
            "password", password,
            "twofa_value", Totp.code(user.totpSecret(), clock.instant())));
  }

  private URI answer(URI loginPage, String decision) {
    var consent = logIn(loginPage, user.password());
    var answered =
        submit(
            loginPage.resolve("authorize"),
            Map.of("request", request(consent), "decision", decision));
    return URI.create(answered.headers().firstValue("Location").orElseThrow());
  }

  private static String request(HttpResponse<String> page) {
    var field = REQUEST.matcher(page.body());
    if (!field.find()) {
      throw new IllegalStateException("no form at %s: %s".formatted(page.uri(), page.body()));
    }
    return field.group(1);
  }

  private HttpResponse<String> submit(URI action, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + escaped(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(action)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + request.uri(), e);
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
