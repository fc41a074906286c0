package io.brokerway.simulators.oauth;

import io.brokerway.broker.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A user at his browser, for tests: he walks the login and consent pages by HTTP, with cookies as a
 * browser keeps them, and stops where he is sent back to the application. Not thread-safe.
 */
public final class SimulatedBrowser {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_STEPS = 10;
  private static final Pattern REQUEST = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");
  private static final Pattern CHOSEN =
      Pattern.compile("name=\"(live|paper|account)\" value=\"([^\"]*)\" checked");

  private final SimulatedUser user;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public SimulatedBrowser(SimulatedUser user) {
    this.user = user;
  }

  /** Opens an authorization page, logs in, allows what is asked; the address he is sent to. */
  public URI allow(URI page) {
    return answer(page, Map.of("decision", List.of("allow")));
  }

  /** As {@link #allow(URI)} with those of the accounts ticked that are named. */
  public URI allow(URI page, List<String> accountIds) {
    return answer(page, Map.of("decision", List.of("allow"), Pages.ACCOUNT, accountIds));
  }

  /** As {@link #allow(URI)} with one account of his choice and none of the other environment. */
  public URI allow(URI page, Environment environment, String accountId) {
    var other = environment == Environment.LIVE ? Environment.PAPER : Environment.LIVE;
    return answer(
        page,
        Map.of(
            "decision",
            List.of("allow"),
            Pages.name(environment),
            List.of(accountId),
            Pages.name(other),
            List.of()));
  }

  /** Opens an authorization page, logs in, denies what is asked; the address he is sent to. */
  public URI deny(URI page) {
    return answer(page, Map.of("decision", List.of("deny")));
  }

  /** Opens a page and follows redirects within the broker; its last answer. */
  public HttpResponse<String> open(URI page) {
    return follow(get(page), origin(page));
  }

  /** Sends a form, as pressing its button does, and follows redirects within the broker. */
  public HttpResponse<String> submit(URI action, Map<String, String> fields) {
    var lists = new LinkedHashMap<String, List<String>>();
    fields.forEach((name, value) -> lists.put(name, List.of(value)));
    return submitAll(action, lists);
  }

  private HttpResponse<String> submitAll(URI action, Map<String, List<String>> fields) {
    var body =
        fields.entrySet().stream()
            .flatMap(field ->
                field.getValue().stream()
                    .map(value -> escaped(field.getKey()) + "=" + escaped(value)))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(action)
            .timeout(PATIENCE)
            .header("Content-Type", Form.CONTENT_TYPE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return follow(send(request), origin(action));
  }

  private URI answer(URI page, Map<String, List<String>> decision) {
    var seen = open(page);
    if (isRedirect(seen)) {
      return location(seen);
    }
    if (seen.body().contains("name=\"password\"")) {
      seen =
          submit(
              seen.uri().resolve("login"),
              Map.of("request", request(seen), "email", user.email(), "password", user.password()));
    }
    var fields = new LinkedHashMap<String, List<String>>();
    fields.put("request", List.of(request(seen)));
    var chosen = CHOSEN.matcher(seen.body());
    while (chosen.find()) {
      fields.computeIfAbsent(chosen.group(1), _ -> new ArrayList<>()).add(chosen.group(2));
    }
    fields.putAll(decision);
    var answered = submitAll(seen.uri().resolve("consent"), fields);
    if (!isRedirect(answered)) {
      throw new IllegalStateException("the browser stays at " + answered.uri());
    }
    return location(answered);
  }

  private HttpResponse<String> follow(HttpResponse<String> first, String origin) {
    var answer = first;
    for (var step = 0; step < MAX_STEPS; step++) {
      if (!isRedirect(answer) || !origin(location(answer)).equals(origin)) {
        return answer;
      }
      answer = get(location(answer));
    }
    throw new IllegalStateException("too many redirects from " + first.uri());
  }

  private HttpResponse<String> get(URI page) {
    return send(HttpRequest.newBuilder(page).timeout(PATIENCE).build());
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

  private static boolean isRedirect(HttpResponse<String> answer) {
    return answer.statusCode() == 302 || answer.statusCode() == 303;
  }

  private static URI location(HttpResponse<String> answer) {
    return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
  }

  private static String request(HttpResponse<String> page) {
    var field = REQUEST.matcher(page.body());
    if (!field.find()) {
      throw new IllegalStateException("no form at %s: %d".formatted(page.uri(), page.statusCode()));
    }
    return field.group(1);
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + Objects.requireNonNullElse(address.getAuthority(), "");
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
