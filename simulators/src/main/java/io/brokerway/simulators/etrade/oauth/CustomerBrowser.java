package io.brokerway.simulators.etrade.oauth;

import io.brokerway.simulators.oauth.SimulatedBrowser;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A customer at his browser, for tests: he logs on and accepts, or does not. */
public final class CustomerBrowser {
  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]+)\"");
  private static final Pattern VERIFIER =
      Pattern.compile("name=\"verifier\" type=\"text\" value=\"([^\"]+)\"");

  private final Customer customer;
  private final SimulatedBrowser browser;

  public CustomerBrowser(Customer customer) {
    this.customer = customer;
    this.browser =
        new SimulatedBrowser(new SimulatedUser(customer.userId(), customer.password(), List.of()));
  }

  /** Opens the page, logs on and accepts; the verifier that he is shown. */
  public String verifier(URI page) {
    var shown = VERIFIER.matcher(answer(page, "accept").body());
    if (!shown.find()) {
      throw new IllegalStateException("no verifier is shown at " + page);
    }
    return shown.group(1);
  }

  /** Opens the page, logs on and accepts; the address that he is sent to. */
  public URI accept(URI page) {
    var answered = answer(page, "accept");
    return URI.create(answered.headers().firstValue("Location").orElseThrow());
  }

  /** Opens the page, logs on and declines. */
  public void decline(URI page) {
    var answered = answer(page, "decline");
    if (answered.statusCode() != 200) {
      throw new IllegalStateException("the browser stays at " + answered.uri());
    }
  }

  private HttpResponse<String> answer(URI page, String decision) {
    var logon = browser.open(page);
    var consent =
        browser.submit(
            logon.uri().resolve("logon"),
            Map.of(
                "token", hidden(logon, "token"),
                "user", customer.userId(),
                "password", customer.password()));
    return browser.submit(
        consent.uri().resolve("accept"),
        Map.of("session", hidden(consent, "session"), "decision", decision));
  }

  private static String hidden(HttpResponse<String> page, String name) {
    var fields = HIDDEN.matcher(page.body());
    while (fields.find()) {
      if (fields.group(1).equals(name)) {
        return fields.group(2);
      }
    }
    throw new IllegalStateException(
        "no %s at %s: %d".formatted(name, page.uri(), page.statusCode()));
  }
}
