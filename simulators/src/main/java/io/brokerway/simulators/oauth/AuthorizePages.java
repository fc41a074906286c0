package io.brokerway.simulators.oauth;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the user logs in and lets an application in, or does not. Thread-safe.
 *
 * <p>Brokers document the addresses and the way back; the pages between are the simulator's own.
 */
public final class AuthorizePages {
  static final Duration TIME_TO_ANSWER = Duration.ofMinutes(30);

  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int MAX_KEPT = 10_000;

  /** What an application is told when it asks wrongly. */
  private record Mistake(String error, String text) {}

  private final Clock clock;
  private final OAuthRegister register;
  private final OAuthDialect dialect;
  private final Pages pages;
  private final String folder;
  private final String cookie;
  private final Map<String, Asked> open = bounded();
  private final Map<String, SimulatedUser> loggedIn = bounded();

  /**
   * The pages of a broker.
   *
   * @param folder the path below which they are, such as {@code /oauth}
   */
  public AuthorizePages(Clock clock, OAuthRegister register, OAuthDialect dialect, String folder) {
    this.clock = clock;
    this.register = register;
    this.dialect = dialect;
    this.pages = new Pages(dialect);
    this.folder = folder;
    this.cookie =
        dialect.broker().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "_") + "_simulator";
  }

  /** Answers a call below the folder. */
  public synchronized HttpReply answer(HttpCall call) {
    try {
      return switch (call.method() + " " + below(call.path())) {
        case "GET /authorize" -> authorize(call, Form.ofQuery(call));
        case "GET /login" -> showLogin(call, Form.ofQuery(call));
        case "POST /login" -> login(call, Form.ofBody(call));
        case "GET /consent" -> showConsent(call, Form.ofQuery(call));
        case "POST /consent" -> consent(call, Form.ofBody(call));
        default -> HttpReply.text(404, "text/html; charset=UTF-8", "<h1>Not found</h1>");
      };
    } catch (IllegalArgumentException e) {
      return pages.broken("The form cannot be read.");
    }
  }

  /** Nobody is sent to an address that is not the client's own (RFC 6749, section 3.1.2.4). */
  private HttpReply authorize(HttpCall call, Form form) {
    var client = register.client(form.text("client_id"));
    if (client.isEmpty()) {
      return pages.broken("The application is not known: client_id.");
    }
    var redirectUri = form.text("redirect_uri");
    if (!client.get().allows(redirectUri)) {
      return pages.broken("The address to return to is not one of the application: redirect_uri.");
    }
    var browser = browser(call).orElseGet(() -> UUID.randomUUID().toString());
    return ask(form, client.get(), redirectUri, browser)
        .with(Map.of("Set-Cookie", cookie + "=" + browser + "; Path=/; HttpOnly; SameSite=Lax"));
  }

  private HttpReply ask(Form form, OAuthClient client, String redirectUri, String browser) {
    var asked =
        new Asked(
            UUID.randomUUID().toString(),
            browser,
            client,
            redirectUri,
            scopes(form).orElse(List.of()),
            form.find("state").orElse(null),
            form.find("env").flatMap(Asked::environment).orElse(null),
            form.find("code_challenge").orElse(null),
            clock.instant().plus(TIME_TO_ANSWER));
    var mistake = mistake(form, asked);
    if (mistake.isPresent()) {
      return refuse(asked, mistake.get().error(), mistake.get().text());
    }
    open.put(asked.id(), asked);
    return next(asked, loggedIn.containsKey(browser) ? "consent" : "login");
  }

  /** Where a broker has no scopes, the word is none of its business. */
  private Optional<List<Scope>> scopes(Form form) {
    return dialect.scopes().isEmpty()
        ? Optional.of(List.of())
        : Scope.parse(form.text("scope"), dialect.scopes());
  }

  private Optional<Mistake> mistake(Form form, Asked asked) {
    if (form.repeated().isPresent()) {
      return mistake("invalid_request", form.repeated().get() + " came more than once");
    }
    var type = form.find("response_type");
    if (type.isEmpty() && dialect.needsResponseType()) {
      return mistake("invalid_request", "response_type is required");
    }
    if (type.filter(word -> !word.equals("code")).isPresent()) {
      return mistake("unsupported_response_type", "response_type must be code");
    }
    if (scopes(form).isEmpty()) {
      return mistake("invalid_scope", "scope is not known: " + form.text("scope"));
    }
    if (dialect.choice() == AccountChoice.ONE_OF_EACH_ENVIRONMENT
        && form.find("env").isPresent()
        && asked.environment() == null) {
      return mistake("invalid_request", "env must be live or paper");
    }
    if (asked.challenge() != null && !isChallenge(form)) {
      return mistake("invalid_request", "code_challenge must be of the method S256");
    }
    return Optional.empty();
  }

  private static boolean isChallenge(Form form) {
    return form.text("code_challenge_method").equals("S256")
        && CHALLENGE.matcher(form.text("code_challenge")).matches();
  }

  private static Optional<Mistake> mistake(String error, String text) {
    return Optional.of(new Mistake(error, text));
  }

  private HttpReply showLogin(HttpCall call, Form form) {
    return asked(call, form).map(asked -> pages.login(200, asked, "")).orElseGet(this::gone);
  }

  private HttpReply login(HttpCall call, Form form) {
    var asked = asked(call, form);
    if (asked.isEmpty()) {
      return gone();
    }
    var user = register.user(form.text("email"), form.text("password"));
    if (user.isEmpty()) {
      return pages.login(401, asked.get(), "Email or password is wrong.");
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
    return user == null ? next(asked.get(), "login") : pages.consent(200, asked.get(), user, "");
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
      default -> pages.consent(400, asked, user, "Choose to allow or to deny.");
    };
  }

  private HttpReply allow(Asked asked, SimulatedUser user, Form form) {
    var accounts = chosen(asked, user, form);
    for (var id : accounts) {
      if (user.accounts().stream().noneMatch(owned -> owned.id().equals(id))) {
        return pages.consent(400, asked, user, "That account is not yours.");
      }
    }
    if (accounts.isEmpty()) {
      return pages.consent(400, asked, user, "Choose at least one account.");
    }
    open.remove(asked.id());
    var code = register.grants().code(asked.grantedBy(user, accounts, clock.instant()));
    return found(302, asked.returning(dialect.returned(code)));
  }

  private List<String> chosen(Asked asked, SimulatedUser user, Form form) {
    return switch (dialect.choice()) {
      case ALL -> user.accounts().stream().map(SimulatedUser.Owned::id).toList();
      case TICKED -> form.all(Pages.ACCOUNT);
      case ONE_OF_EACH_ENVIRONMENT ->
          asked.offered().stream()
              .flatMap(environment ->
                  form.find(Pages.name(environment)).stream()
                      .map(id -> inOrNobodys(user, environment, id)))
              .toList();
    };
  }

  /** An account of the other environment is as foreign as one of another user. */
  private static String inOrNobodys(SimulatedUser user, Environment environment, String id) {
    return user.in(environment).stream().anyMatch(owned -> owned.id().equals(id)) ? id : "";
  }

  private String below(String path) {
    return path.startsWith(folder + "/") ? path.substring(folder.length()) : path;
  }

  /** What was asked in this very browser and still waits for an answer. */
  private Optional<Asked> asked(HttpCall call, Form form) {
    return Optional.ofNullable(open.get(form.text("request")))
        .filter(asked -> clock.instant().isBefore(asked.validUntil()))
        .filter(asked -> browser(call).filter(asked.browser()::equals).isPresent());
  }

  private Optional<String> browser(HttpCall call) {
    return call.header("Cookie").stream()
        .flatMap(header -> Stream.of(header.split(";", -1)))
        .map(String::strip)
        .filter(found -> found.startsWith(cookie + "="))
        .map(found -> found.substring(cookie.length() + 1))
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

  private HttpReply gone() {
    return pages.broken("This page is no longer valid. Start again from the application.");
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
