package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.JsonFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Request tokens and logins; the latter are kept in a file if there is one. Thread-safe. */
final class Logins {
  /** Kite says "a few minutes". */
  private static final Duration REQUEST_TOKEN_LIFE = Duration.ofMinutes(5);

  private record Requested(String apiKey, String userId, Instant validUntil) {}

  private final Clock clock;
  private final Supplier<String> tokens;
  private final @Nullable Path file;
  private final Map<String, Requested> requested = new LinkedHashMap<>();
  private final List<KiteLogin> logins = new ArrayList<>();

  private Logins(Clock clock, Supplier<String> tokens, @Nullable Path file) {
    this.clock = clock;
    this.tokens = tokens;
    this.file = file;
  }

  /**
   * Opens the logins.
   *
   * @param tokens makes texts of 32 characters that nobody guesses
   */
  static Logins open(Clock clock, Supplier<String> tokens, @Nullable Path file) {
    var opened = new Logins(clock, tokens, file);
    JsonFile.read(file)
        .ifPresent(json -> {
          for (var node : json) {
            opened.logins.add(
                new KiteLogin(
                    node.path("api_key").asString(),
                    node.path("user_id").asString(),
                    node.path("access_token").asString(),
                    node.path("public_token").asString(),
                    node.path("refresh_token").asString(),
                    Instant.parse(node.path("at").asString()),
                    Instant.parse(node.path("until").asString()),
                    node.path("ended").booleanValue()));
          }
        });
    return opened;
  }

  /** A token that the application exchanges, once and soon. */
  synchronized String request(KiteApp app, KiteUser user) {
    var now = clock.instant();
    requested.values().removeIf(old -> !now.isBefore(old.validUntil()));
    var token = tokens.get();
    requested.put(token, new Requested(app.apiKey(), user.id(), now.plus(REQUEST_TOKEN_LIFE)));
    return token;
  }

  /**
   * Turns a request token into a login: the present one, if there is one. Empty if the token is
   * used, old, or another application's.
   */
  synchronized Optional<KiteLogin> exchange(KiteApp app, String requestToken) {
    var now = clock.instant();
    var asked = requested.get(requestToken);
    if (asked == null
        || !asked.apiKey().equals(app.apiKey())
        || !now.isBefore(asked.validUntil())) {
      return Optional.empty();
    }
    requested.remove(requestToken);
    return Optional.of(
        current(app.apiKey(), asked.userId()).orElseGet(() -> create(app, asked.userId())));
  }

  /** Renews a login whose application may do that; empty if the token is not good. */
  synchronized Optional<KiteLogin> refresh(KiteApp app, String refreshToken) {
    var known =
        logins.stream()
            .filter(login -> !refreshToken.isEmpty() && login.refreshToken().equals(refreshToken))
            .filter(login -> login.apiKey().equals(app.apiKey()) && !login.ended())
            .findFirst();
    known.ifPresent(old -> replace(old, old.ending()));
    return known.map(old -> create(app, old.userId()));
  }

  private KiteLogin create(KiteApp app, String userId) {
    var now = clock.instant();
    var login =
        new KiteLogin(
            app.apiKey(),
            userId,
            tokens.get(),
            tokens.get(),
            app.refreshes() ? tokens.get() : "",
            now,
            Ist.nextFlush(now),
            false);
    logins.add(login);
    save();
    return login;
  }

  private Optional<KiteLogin> current(String apiKey, String userId) {
    var now = clock.instant();
    return logins.stream()
        .filter(login -> login.apiKey().equals(apiKey) && login.userId().equals(userId))
        .filter(login -> login.isGood(now))
        .findFirst();
  }

  synchronized Optional<KiteLogin> find(String apiKey, String accessToken) {
    var now = clock.instant();
    return logins.stream()
        .filter(login -> login.apiKey().equals(apiKey))
        .filter(login -> login.accessToken().equals(accessToken) && login.isGood(now))
        .findFirst();
  }

  /** Ends a login by its access or refresh token; whether there was one. */
  synchronized boolean end(String apiKey, String token) {
    var known =
        logins.stream()
            .filter(login -> login.apiKey().equals(apiKey) && !token.isEmpty())
            .filter(
                login -> login.accessToken().equals(token) || login.refreshToken().equals(token))
            .filter(login -> !login.ended())
            .findFirst();
    known.ifPresent(login -> replace(login, login.ending()));
    return known.isPresent();
  }

  /** Ends all logins of a user, as "log out of all" does. */
  synchronized void endAll(String userId) {
    logins.replaceAll(login -> login.userId().equals(userId) ? login.ending() : login);
    save();
  }

  synchronized List<KiteLogin> all() {
    return List.copyOf(logins);
  }

  private void replace(KiteLogin old, KiteLogin changed) {
    logins.set(logins.indexOf(old), changed);
    save();
  }

  private void save() {
    var all = Json.array();
    for (var login : logins) {
      all.addObject()
          .put("api_key", login.apiKey())
          .put("user_id", login.userId())
          .put("access_token", login.accessToken())
          .put("public_token", login.publicToken())
          .put("refresh_token", login.refreshToken())
          .put("at", login.loggedInAt().toString())
          .put("until", login.endsAt().toString())
          .put("ended", login.ended());
    }
    JsonFile.write(file, all);
  }
}
