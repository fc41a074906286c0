package io.brokerway.simulators.etrade.oauth;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.JsonFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Request tokens, which serve once and for five minutes, and the access tokens made of them. Access
 * tokens outlive the process if there is a file. Thread-safe.
 */
public final class Tokens {
  /** Source: E*TRADE's page "Get Request Token". */
  private static final Duration REQUEST_LIFE = Duration.ofMinutes(5);

  private static final int TOKEN_BYTES = 32;
  private static final int VERIFIER_LENGTH = 5;
  private static final String VERIFIER_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private final Clock clock;
  private final RandomGenerator random;
  private final @Nullable Path file;
  private final Map<String, RequestToken> requests = new HashMap<>();
  private final Map<String, AccessToken> accesses = new LinkedHashMap<>();

  private Tokens(Clock clock, RandomGenerator random, @Nullable Path file) {
    this.clock = clock;
    this.random = random;
    this.file = file;
  }

  /** The tokens of a file, or none yet; without a file they are kept in memory. */
  public static Tokens open(Clock clock, RandomGenerator random, @Nullable Path file) {
    var tokens = new Tokens(clock, random, file);
    JsonFile.read(file).ifPresent(tokens::load);
    return tokens;
  }

  synchronized RequestToken request(Consumer consumer, String callback) {
    var now = clock.instant();
    requests.values().removeIf(old -> !now.isBefore(old.issuedAt().plus(REQUEST_LIFE)));
    var token = new RequestToken(opaque(), opaque(), consumer.key(), callback, now, null, null);
    requests.put(token.value(), token);
    return token;
  }

  /** A request token that still lives. */
  synchronized Optional<RequestToken> pending(String value) {
    return Optional.ofNullable(requests.get(value))
        .filter(token -> clock.instant().isBefore(token.issuedAt().plus(REQUEST_LIFE)));
  }

  /** Lets an application in, in the name of a customer; the token with its verifier. */
  synchronized RequestToken authorize(RequestToken token, Customer customer) {
    var verifier = new StringBuilder();
    for (var i = 0; i < VERIFIER_LENGTH; i++) {
      verifier.append(VERIFIER_LETTERS.charAt(random.nextInt(VERIFIER_LETTERS.length())));
    }
    var authorized = token.authorized(customer.userId(), verifier.toString());
    requests.put(token.value(), authorized);
    return authorized;
  }

  synchronized void forget(RequestToken token) {
    requests.remove(token.value());
  }

  /** The access token for a request token, which is used up; empty if the verifier is wrong. */
  synchronized Optional<AccessToken> redeem(RequestToken token, String verifier) {
    requests.remove(token.value());
    var userId = token.userId();
    return userId == null || !verifier.equals(token.verifier())
        ? Optional.empty()
        : Optional.of(issue(token.consumerKey(), userId));
  }

  /** An access token without the pages, for tests and loads. */
  public synchronized AccessToken issue(String consumerKey, String userId) {
    var now = clock.instant();
    var token =
        new AccessToken(
            opaque(), opaque(), consumerKey, userId, now, now, AccessToken.State.ACTIVE);
    accesses.put(token.value(), token);
    save();
    return token;
  }

  synchronized Optional<AccessToken> access(String value) {
    return Optional.ofNullable(accesses.get(value));
  }

  /** Every access token that was issued, oldest first. */
  public synchronized List<AccessToken> all() {
    return List.copyOf(accesses.values());
  }

  synchronized void use(AccessToken token) {
    accesses.computeIfPresent(token.value(), (_, found) -> found.used(clock.instant()));
  }

  /** Wakes a token. */
  synchronized void renew(AccessToken token) {
    accesses.computeIfPresent(
        token.value(), (_, found) -> found.used(clock.instant()).with(AccessToken.State.ACTIVE));
    save();
  }

  /**
   * Lets a token end, sleep, or come back.
   *
   * @throws IllegalArgumentException if there is no such token
   */
  public synchronized void set(String value, AccessToken.State state) {
    if (accesses.computeIfPresent(value, (_, found) -> found.with(state)) == null) {
      throw new IllegalArgumentException("no such token");
    }
    save();
  }

  /** Base64, with the characters that a client has to escape. */
  private String opaque() {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return java.util.Base64.getEncoder().encodeToString(bytes);
  }

  private void load(JsonNode json) {
    for (var node : json.path("tokens")) {
      var token =
          new AccessToken(
              node.path("token").asString(),
              node.path("secret").asString(),
              node.path("consumer_key").asString(),
              node.path("user_id").asString(),
              Instant.parse(node.path("issued_at").asString()),
              Instant.parse(node.path("used_at").asString()),
              AccessToken.State.valueOf(node.path("state").asString()));
      accesses.put(token.value(), token);
    }
  }

  private void save() {
    var json = Json.object();
    var all = json.putArray("tokens");
    for (var token : accesses.values()) {
      all.addObject()
          .put("token", token.value())
          .put("secret", token.secret())
          .put("consumer_key", token.consumerKey())
          .put("user_id", token.userId())
          .put("issued_at", token.issuedAt().toString())
          .put("used_at", token.usedAt().toString())
          .put("state", token.state().name());
    }
    JsonFile.write(file, json);
  }
}
