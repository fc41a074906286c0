package io.brokerway.simulators.alpaca.oauth;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What stands at {@code https://app.alpaca.markets/oauth/}: the user logs in and lets an
 * application in, or does not. Thread-safe.
 *
 * <p>Alpaca documents the addresses and the way back; the pages between are the simulator's own.
 */
public final class AuthorizePages {
  static final Duration TIME_TO_ANSWER = Duration.ofMinutes(30);

  private static final String COOKIE = "alpaca_simulator";
  private static final int MAX_KEPT = 10_000;

  private final Clock clock;
  private final OAuthRegister register;
  private final Map<String, Asked> open = bounded();
  private final Map<String, SimulatedUser> loggedIn = bounded();

  public AuthorizePages(Clock clock, OAuthRegister register) {
    this.clock = clock;
    this.register = register;
  }

  /** Answers a call below {@code /oauth}. */
  public synchronized HttpReply answer(HttpCall call) {
    try {
      return switch (call.method() + " " + call.path()) {
        case "GET /oauth/authorize" -> authorize(call, Form.ofQuery(call));
        case "GET /oauth/login" -> showLogin(call, Form.ofQuery(call));
        case "POST /oauth/login" -> login(call, Form.ofBody(call));
        case "GET /oauth/consent" -> showConsent(call, Form.ofQuery(call));
        case "POST /oauth/consent" -> consent(call, Form.ofBody(call));
        default -> HttpReply.text(404, "text/html; charset=UTF-8", "<h1>Not found</h1>");
      };
    } catch (IllegalArgumentException e) {
      return Pages.broken("The form cannot be read.");
    }
  }

  /** Nobody is sent to an address that is not the client's own (RFC 6749, section 3.1.2.4). */
  private HttpReply authorize(HttpCall call, Form form) {
    var client = register.client(form.text("client_id"));
    if (client.isEmpty()) {
      return Pages.broken("The application is not known: client_id.");
    }
    var redirectUri = form.text("redirect_uri");
    if (!client.get().allows(redirectUri)) {
      return Pages.broken("The address to return to is not one of the application: redirect_uri.");
    }
    var browser = browser(call).orElseGet(() -> UUID.randomUUID().toString());
    return ask(form, client.get(), redirectUri, browser)
        .with(Map.of("Set-Cookie", COOKIE + "=" + browser + "; Path=/; HttpOnly; SameSite=Lax"));
  }

  private HttpReply ask(Form form, OAuthClient client, String redirectUri, String browser) {
    var scopes = Scope.parse(form.text("scope"));
    var environment = form.find("env").map(Asked::environment);
    var asked =
        new Asked(
            UUID.randomUUID().toString(),
            browser,
            client,
            redirectUri,
            scopes.orElse(Set.of()),
            form.find("state").orElse(null),
            environment.flatMap(word -> word).orElse(null),
            clock.instant().plus(TIME_TO_ANSWER));
    if (form.repeated().isPresent()) {
      return refuse(asked, "invalid_request", form.repeated().get() + " came more than once");
    }
    if (form.find("response_type").isEmpty()) {
      return refuse(asked, "invalid_request", "response_type is required");
    }
    if (!form.text("response_type").equals("code")) {
      return refuse(asked, "unsupported_response_type", "response_type must be code");
    }
    if (scopes.isEmpty()) {
      return refuse(asked, "invalid_scope", "scope is not known: " + form.text("scope"));
    }
    if (environment.isPresent() && environment.get().isEmpty()) {
      return refuse(asked, "invalid_request", "env must be live or paper");
    }
    open.put(asked.id(), asked);
    return next(asked, loggedIn.containsKey(browser) ? "consent" : "login");
  }

  private HttpReply showLogin(HttpCall call, Form form) {
    return asked(call, form)
        .map(asked -> Pages.login(200, asked, ""))
        .orElseGet(AuthorizePages::gone);
  }

  private HttpReply login(HttpCall call, Form form) {
    var asked = asked(call, form);
    if (asked.isEmpty()) {
      return gone();
    }
    var user = register.user(form.text("email"), form.text("password"));
    if (user.isEmpty()) {
      return Pages.login(401, asked.get(), "Email or password is wrong.");
    }
    loggedIn.put(asked.get().browser(), user.get());
    return next(asked.get(), "consent");
  }

  private HttpReply showConsent(HttpCall call, Form form) {
    var asked = asked(call, form);
    if (asked.isEmpty()) {
      return gone();
    }
    var user = loggedIn.get(asked.get().browser());
    return user == null ? next(asked.get(), "login") : Pages.consent(200, asked.get(), user, "");
  }

  private HttpReply consent(HttpCall call, Form form) {
    var found = asked(call, form);
    if (found.isEmpty()) {
      return gone();
    }
    var asked = found.get();
    var user = loggedIn.get(asked.browser());
    if (user == null) {
      return next(asked, "login");
    }
    return switch (form.text("decision")) {
      case "allow" -> allow(asked, user, form);
      case "deny" -> {
        open.remove(asked.id());
        yield refuse(asked, "access_denied", "the user denied the request");
      }
      default -> Pages.consent(400, asked, user, "Choose to allow or to deny.");
    };
  }

  private HttpReply allow(Asked asked, SimulatedUser user, Form form) {
    var accounts = new ArrayList<String>();
    for (var environment : asked.offered()) {
      var chosen = form.text(Pages.name(environment));
      if (!chosen.isEmpty() && !owns(user, environment, chosen)) {
        return Pages.consent(400, asked, user, "That account is not yours.");
      }
      if (!chosen.isEmpty()) {
        accounts.add(chosen);
      }
    }
    if (accounts.isEmpty()) {
      return Pages.consent(400, asked, user, "Choose at least one account.");
    }
    open.remove(asked.id());
    var code =
        register
            .grants()
            .code(
                new Grants.Grant(
                    asked.client().id(), asked.redirectUri(), asked.scopes(), accounts));
    return found(302, asked.returning(Map.of("code", code)));
  }

  private static boolean owns(SimulatedUser user, Environment environment, String id) {
    return user.in(environment).stream().anyMatch(owned -> owned.id().equals(id));
  }

  /** What was asked in this very browser and still waits for an answer. */
  private Optional<Asked> asked(HttpCall call, Form form) {
    return Optional.ofNullable(open.get(form.text("request")))
        .filter(asked -> clock.instant().isBefore(asked.validUntil()))
        .filter(asked -> browser(call).filter(asked.browser()::equals).isPresent());
  }

  private static Optional<String> browser(HttpCall call) {
    return call.header("Cookie").stream()
        .flatMap(header -> Stream.of(header.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(COOKIE + "="))
        .map(cookie -> cookie.substring(COOKIE.length() + 1))
        .findFirst();
  }

  private static HttpReply refuse(Asked asked, String error, String description) {
    var answer = new LinkedHashMap<String, String>();
    answer.put("error", error);
    answer.put("error_description", description);
    return found(302, asked.returning(answer));
  }

  private static HttpReply next(Asked asked, String page) {
    return found(303, page + "?request=" + asked.id());
  }

  private static HttpReply found(int status, String location) {
    return HttpReply.empty(status).with(Map.of("Location", location, "Cache-Control", "no-store"));
  }

  private static HttpReply gone() {
    return Pages.broken("This page is no longer valid. Start again from the application.");
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MAX_KEPT;
      }
    };
  }
}
