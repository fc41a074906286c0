package io.brokerway.simulators.etrade.oauth;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.oauth.Form;
import io.brokerway.simulators.oauth.HtmlPage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What stands at {@code https://us.etrade.com/e/t/etws}: the customer logs on, accepts or declines,
 * and is shown a verifier or sent back with it. Thread-safe.
 *
 * <p>E*TRADE documents the address and the way back; the pages between are the simulator's own.
 */
public final class CustomerPages {
  private static final String BROKER = "E*TRADE";
  private static final int MAX_KEPT = 10_000;

  private record Logon(String token, Customer customer) {}

  private final Register register;
  private final Tokens tokens;
  private final Map<String, Logon> logons =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Logon> eldest) {
          return size() > MAX_KEPT;
        }
      };

  public CustomerPages(Register register, Tokens tokens) {
    this.register = register;
    this.tokens = tokens;
  }

  /** Answers a call below {@code /e/t/etws}. */
  public synchronized HttpReply answer(HttpCall call) {
    try {
      return switch (call.method() + " " + call.path()) {
        case "GET /e/t/etws/authorize" -> authorize(call);
        case "POST /e/t/etws/logon" -> logon(Form.ofBody(call));
        case "POST /e/t/etws/accept" -> accept(Form.ofBody(call));
        default -> HtmlPage.of(BROKER, 404, "Not found", "");
      };
    } catch (IllegalArgumentException e) {
      return broken("The form cannot be read.");
    }
  }

  private HttpReply authorize(HttpCall call) {
    var key = call.parameter("key").orElse("");
    var pending =
        tokens
            .pending(call.parameter("token").orElse(""))
            .filter(token -> token.consumerKey().equals(key));
    var consumer = register.consumer(key);
    return pending.isEmpty() || consumer.isEmpty()
        ? gone()
        : logonPage(200, pending.get(), consumer.get(), "");
  }

  private HttpReply logon(Form form) {
    var pending = tokens.pending(form.text("token"));
    var consumer = pending.flatMap(token -> register.consumer(token.consumerKey()));
    if (pending.isEmpty() || consumer.isEmpty()) {
      return gone();
    }
    var customer = register.login(form.text("user"), form.text("password"));
    if (customer.isEmpty()) {
      return logonPage(401, pending.get(), consumer.get(), "User ID or password is wrong.");
    }
    var session = UUID.randomUUID().toString();
    logons.put(session, new Logon(pending.get().value(), customer.get()));
    return consentPage(session, consumer.get(), customer.get());
  }

  private HttpReply accept(Form form) {
    var logon = logons.remove(form.text("session"));
    var pending = logon == null ? null : tokens.pending(logon.token()).orElse(null);
    if (logon == null || pending == null) {
      return gone();
    }
    if (!form.text("decision").equals("accept")) {
      tokens.forget(pending);
      return HtmlPage.of(BROKER, 200, "You declined", "<p>No access was given.</p>");
    }
    var authorized = tokens.authorize(pending, logon.customer());
    var verifier = String.valueOf(authorized.verifier());
    return authorized.callback().equals(Consumer.OUT_OF_BAND)
        ? verifierPage(verifier)
        : back(authorized, verifier);
  }

  private static HttpReply back(RequestToken token, String verifier) {
    var callback = token.callback();
    var location =
        "%s%soauth_token=%s&oauth_verifier=%s"
            .formatted(
                callback,
                callback.contains("?") ? "&" : "?",
                PercentCoding.encode(token.value()),
                PercentCoding.encode(verifier));
    return HttpReply.empty(302).with(Map.of("Location", location, "Cache-Control", "no-store"));
  }

  private static HttpReply logonPage(
      int status, RequestToken token, Consumer consumer, String alert) {
    var body =
        """
        <p>%s wants to reach your accounts. Log on to see what it asks for.</p>
        %s<form method="post" action="logon">
        <input type="hidden" name="token" value="%s">
        <p><label for="user">User ID</label>
        <input id="user" name="user" type="text" autocomplete="username" required></p>
        <p><label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password"
          required></p>
        <p><button type="submit">Log on</button></p>
        </form>
        """
            .formatted(
                HtmlPage.escaped(consumer.name()),
                HtmlPage.alert(alert),
                HtmlPage.escaped(token.value()));
    return HtmlPage.of(BROKER, status, "Log on", body);
  }

  private static HttpReply consentPage(String session, Consumer consumer, Customer customer) {
    var body =
        """
        <p>You are logged on as %s.</p>
        <p>%s asks to see your accounts and to place orders for you, until midnight in New York.</p>
        <form method="post" action="accept">
        <input type="hidden" name="session" value="%s">
        <p><button type="submit" name="decision" value="accept">Accept</button>
        <button type="submit" name="decision" value="decline">Decline</button></p>
        </form>
        """
            .formatted(
                HtmlPage.escaped(customer.userId()),
                HtmlPage.escaped(consumer.name()),
                HtmlPage.escaped(session));
    return HtmlPage.of(BROKER, 200, "Give access to your accounts?", body);
  }

  private static HttpReply verifierPage(String verifier) {
    var body =
        """
        <p>Type this code into the application:</p>
        <p><label for="verifier">Verification code</label>
        <input id="verifier" name="verifier" type="text" value="%s" readonly></p>
        """
            .formatted(HtmlPage.escaped(verifier));
    return HtmlPage.of(BROKER, 200, "Complete authorization", body);
  }

  private static HttpReply gone() {
    return broken("This page is no longer valid. Start again from the application.");
  }

  private static HttpReply broken(String text) {
    return HtmlPage.of(BROKER, 400, "This cannot be done", HtmlPage.alert(text));
  }
}
