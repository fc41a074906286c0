package io.brokerway.simulators.oauth;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.HttpReply;
import java.util.stream.Collectors;

/** The pages of a broker as HTML, without a script. */
final class Pages {
  /** The field of ticked accounts. */
  static final String ACCOUNT = "account";

  private final OAuthDialect dialect;

  Pages(OAuthDialect dialect) {
    this.dialect = dialect;
  }

  HttpReply login(int status, Asked asked, String alert) {
    var body =
        """
        <p>%s wants to reach your %s account. Log in to see what it asks for.</p>
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
            .formatted(
                HtmlPage.escaped(asked.client().name()),
                dialect.broker(),
                HtmlPage.alert(alert),
                HtmlPage.escaped(asked.id()));
    return page(status, "Log in", body);
  }

  HttpReply consent(int status, Asked asked, SimulatedUser user, String alert) {
    var body =
        """
        <p>You are logged in as %s. <a href="login?request=%s">Use another login</a></p>
        <h2>%s asks to</h2>
        <ul>
        <li>%s</li>
        %s</ul>
        %s<form method="post" action="consent">
        <input type="hidden" name="request" value="%s">
        %s<p><button type="submit" name="decision" value="allow">Allow</button>
        <button type="submit" name="decision" value="deny">Deny</button></p>
        </form>
        """
            .formatted(
                HtmlPage.escaped(user.email()),
                HtmlPage.escaped(asked.id()),
                HtmlPage.escaped(asked.client().name()),
                HtmlPage.escaped(dialect.always()),
                scopes(asked),
                HtmlPage.alert(alert),
                HtmlPage.escaped(asked.id()),
                choices(asked, user));
    return page(status, "Allow access to your account?", body);
  }

  /** What the browser shows where nobody can be sent back. */
  HttpReply broken(String text) {
    return page(400, "This cannot be done", HtmlPage.alert(text));
  }

  private static String scopes(Asked asked) {
    return asked.scopes().stream()
        .map(scope ->
            "<li>%s (<code>%s</code>)</li>%n"
                .formatted(HtmlPage.escaped(scope.meaning()), scope.word()))
        .collect(Collectors.joining());
  }

  private String choices(Asked asked, SimulatedUser user) {
    return switch (dialect.choice()) {
      case ALL -> "";
      case TICKED -> ticks(user);
      case ONE_OF_EACH_ENVIRONMENT ->
          asked.offered().stream()
              .map(environment -> choice(environment, asked, user))
              .collect(Collectors.joining());
    };
  }

  private static String ticks(SimulatedUser user) {
    var boxes =
        user.accounts().stream()
            .map(owned -> input("checkbox", ACCOUNT, owned.id(), true, ending(owned.number())))
            .collect(Collectors.joining());
    return "<fieldset><legend>Which accounts?</legend>%n%s</fieldset>%n".formatted(boxes);
  }

  private static String ending(String number) {
    return "ending in " + number.substring(Math.max(0, number.length() - 4));
  }

  /** One account of an environment, or none of it: a token covers at most one of each. */
  private static String choice(Environment environment, Asked asked, SimulatedUser user) {
    var name = name(environment);
    var only = asked.offered().size() == 1;
    var options = new StringBuilder();
    for (var owned : user.in(environment)) {
      options.append(input("radio", name, owned.id(), options.isEmpty(), owned.number()));
    }
    if (!only) {
      options.append(input("radio", name, "", options.isEmpty(), "none"));
    }
    return "<fieldset><legend>Which %s account?</legend>%n%s</fieldset>%n".formatted(name, options);
  }

  private static String input(
      String type, String name, String value, boolean chosen, String shown) {
    return """
    <p><label><input type="%s" name="%s" value="%s"%s> %s</label></p>
    """
        .formatted(
            type, name, HtmlPage.escaped(value), chosen ? " checked" : "", HtmlPage.escaped(shown));
  }

  static String name(Environment environment) {
    return environment == Environment.LIVE ? "live" : "paper";
  }

  private HttpReply page(int status, String title, String body) {
    return HtmlPage.of(dialect.broker(), status, title, body);
  }
}
