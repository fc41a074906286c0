package io.brokerway.simulators.alpaca.oauth;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.HttpReply;
import java.util.Map;
import java.util.stream.Collectors;

/** The pages as HTML, without a script. */
final class Pages {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  private Pages() {}

  static HttpReply login(int status, Asked asked, String alert) {
    var body =
        """
        <p>%s wants to reach your Alpaca account. Log in to see what it asks for.</p>
        %s<form method="post" action="login">
        <input type="hidden" name="request" value="%s">
        <p><label for="email">Email</label>
        <input id="email" name="email" type="email" autocomplete="username" required></p>
        <p><label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password"
          required></p>
        <p><button type="submit">Log in</button></p>
        </form>
        """
            .formatted(escaped(asked.client().name()), alert(alert), escaped(asked.id()));
    return page(status, "Log in", body);
  }

  static HttpReply consent(int status, Asked asked, SimulatedUser user, String alert) {
    var choices =
        asked.offered().stream()
            .map(environment -> choice(environment, asked, user))
            .collect(Collectors.joining());
    var body =
        """
        <p>You are logged in as %s. <a href="login?request=%s">Use another login</a></p>
        <h2>%s asks to</h2>
        <ul>
        <li>Read your account, positions, orders and activities</li>
        %s</ul>
        %s<form method="post" action="consent">
        <input type="hidden" name="request" value="%s">
        %s<p><button type="submit" name="decision" value="allow">Allow</button>
        <button type="submit" name="decision" value="deny">Deny</button></p>
        </form>
        """
            .formatted(
                escaped(user.email()),
                escaped(asked.id()),
                escaped(asked.client().name()),
                scopes(asked),
                alert(alert),
                escaped(asked.id()),
                choices);
    return page(status, "Allow access to your account?", body);
  }

  /** What the browser shows where nobody can be sent back. */
  static HttpReply broken(String text) {
    return page(400, "This cannot be done", alert(text));
  }

  private static String scopes(Asked asked) {
    return asked.scopes().stream()
        .sorted()
        .map(scope ->
            "<li>%s (<code>%s</code>)</li>%n".formatted(escaped(scope.meaning()), scope.word()))
        .collect(Collectors.joining());
  }

  /** One account of an environment, or none of it: a token covers at most one of each. */
  private static String choice(Environment environment, Asked asked, SimulatedUser user) {
    var name = name(environment);
    var only = asked.offered().size() == 1;
    var options = new StringBuilder();
    for (var owned : user.in(environment)) {
      options.append(option(name, owned.id(), owned.number(), options.isEmpty()));
    }
    if (!only) {
      options.append(option(name, "", "none", options.isEmpty()));
    }
    return "<fieldset><legend>Which %s account?</legend>%n%s</fieldset>%n".formatted(name, options);
  }

  private static String option(String name, String value, String shown, boolean chosen) {
    return """
    <p><label><input type="radio" name="%s" value="%s"%s> %s</label></p>
    """
        .formatted(name, escaped(value), chosen ? " checked" : "", escaped(shown));
  }

  static String name(Environment environment) {
    return environment == Environment.LIVE ? "live" : "paper";
  }

  private static String alert(String text) {
    return text.isEmpty()
        ? ""
        : "<p role=\"alert\"><strong>%s</strong></p>%n".formatted(escaped(text));
  }

  private static HttpReply page(int status, String title, String body) {
    var html =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s - simulated Alpaca</title>
        <style>
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 2rem auto; padding: 0 1rem }
        label, button { font: inherit } button { padding: .5rem 1rem }
        input[type=email], input[type=password] { display: block; width: 100%%; font: inherit }
        </style>
        </head>
        <body>
        <main>
        <p>A simulation of Alpaca: it opens nothing real. Type no real password here.</p>
        <h1>%1$s</h1>
        %2$s</main>
        </body>
        </html>
        """
            .formatted(escaped(title), body);
    return HttpReply.text(status, "text/html; charset=UTF-8", html).with(HEADERS);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
