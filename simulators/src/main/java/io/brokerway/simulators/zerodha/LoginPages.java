package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Totp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands at {@code https://kite.zerodha.com/connect/}: the user logs in with password and
 * one-time code and lets an application in, or does not. Thread-safe.
 *
 * <p>Kite documents the address and the way back; the pages between are the simulator's own, and so
 * is what comes back if the user denies.
 */
final class LoginPages {
  private static final Duration TIME_TO_ANSWER = Duration.ofMinutes(30);
  private static final int MAX_KEPT = 10_000;

  /** A login that was begun. */
  record Asked(
      String id,
      KiteApp app,
      @Nullable String redirectParams,
      @Nullable KiteUser user,
      Instant validUntil) {

    Asked by(KiteUser known) {
      return new Asked(id, app, redirectParams, known, validUntil);
    }
  }

  private final Clock clock;
  private final Directory directory;
  private final Logins logins;
  private final Supplier<String> ids;
  private final Map<String, Asked> open =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
          return size() > MAX_KEPT;
        }
      };

  LoginPages(Clock clock, Directory directory, Logins logins, Supplier<String> ids) {
    this.clock = clock;
    this.directory = directory;
    this.logins = logins;
    this.ids = ids;
  }

  /** Answers a call below {@code /connect}. */
  synchronized HttpReply answer(HttpCall call) {
    try {
      return switch (call.method() + " " + call.path()) {
        case "GET /login" -> show(Params.ofQuery(call));
        case "POST /login" -> login(Params.ofForm(call));
        case "POST /authorize" -> authorize(Params.ofForm(call));
        default -> throw Refusal.noRoute();
      };
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private HttpReply show(Params query) {
    if (!query.text("v", "").equals("3")) {
      throw Refusal.input("Invalid `v`.");
    }
    var app =
        directory
            .app(query.text("api_key", ""))
            .orElseThrow(() -> Refusal.input("Invalid `api_key`."));
    var asked =
        new Asked(
            ids.get(),
            app,
            query.text("redirect_params"),
            null,
            clock.instant().plus(TIME_TO_ANSWER));
    open.put(asked.id(), asked);
    return LoginPage.login(200, asked, "");
  }

  private HttpReply login(Params form) {
    var asked = asked(form);
    if (asked.isEmpty()) {
      return LoginPage.gone();
    }
    var user =
        directory
            .user(form.text("user_id", ""))
            .filter(known -> known.password().equals(form.text("password", "")))
            .filter(known ->
                Totp.accepts(known.totpSecret(), form.text("twofa_value", ""), clock.instant()));
    if (user.isEmpty()) {
      return LoginPage.login(403, asked.get(), "Invalid user ID, password or code.");
    }
    if (!asked.get().app().allows(user.get())) {
      throw new Refusal(403, "ForbiddenError", "The user is not enabled on the app.");
    }
    var known = asked.get().by(user.get());
    open.put(known.id(), known);
    return LoginPage.consent(known, user.get());
  }

  private HttpReply authorize(Params form) {
    var asked = asked(form);
    var user = asked.map(Asked::user).orElse(null);
    if (asked.isEmpty() || user == null) {
      return LoginPage.gone();
    }
    open.remove(asked.get().id());
    return switch (form.text("decision", "")) {
      case "allow" ->
          back(asked.get(), "success&request_token=" + logins.request(asked.get().app(), user));
      case "deny" -> back(asked.get(), "cancelled");
      default -> LoginPage.gone();
    };
  }

  /** Kite adds the parameters that the login was asked to carry as they came. */
  private static HttpReply back(Asked asked, String status) {
    var target = asked.app().redirectUrl();
    var carried = asked.redirectParams() == null ? "" : "&" + asked.redirectParams();
    var joined =
        target
            + (target.getQuery() == null ? "?" : "&")
            + "action=login&type=login&status="
            + status
            + carried;
    return HttpReply.empty(302)
        .with(Map.of("Location", URI.create(joined).toString(), "Cache-Control", "no-store"));
  }

  private Optional<Asked> asked(Params form) {
    return Optional.ofNullable(open.get(form.text("request", "")))
        .filter(asked -> clock.instant().isBefore(asked.validUntil()));
  }
}
