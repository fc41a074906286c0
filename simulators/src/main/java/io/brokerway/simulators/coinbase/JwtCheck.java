package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Believes a token or not: signed by a key that is known and not revoked, for this very request, in
 * its two minutes, and never seen before. Thread-safe.
 */
final class JwtCheck {
  private static final String LIVE_HOST = "api.coinbase.com";

  /** What the documentation says, and what it said before: ccxt 4.5.84 still signs so. */
  private static final Set<String> ISSUERS = Set.of("cdp", "coinbase-cloud");

  /** The clocks of client and broker may differ a little. */
  private static final Duration SKEW = Duration.ofSeconds(10);

  private static final Duration LONGEST_LIFE = Duration.ofSeconds(120);

  private final PortfolioBook book;
  private final Clock clock;
  private final String prefix;

  /** When each nonce may be forgotten; those of tokens that ended are. */
  private final Map<String, Instant> seen = new HashMap<>();

  JwtCheck(PortfolioBook book, Clock clock, String prefix) {
    this.book = book;
    this.clock = clock;
    this.prefix = prefix;
  }

  /** Whose token it is that came with a request; empty if it is not good for that one. */
  Optional<ApiKey> ofRequest(String token, HttpCall call) {
    return Jwt.read(token).filter(jwt -> isFor(jwt, call)).flatMap(this::accepted);
  }

  /** Whose token it is that came in a message of a socket. */
  Optional<ApiKey> ofSocket(String token) {
    return Jwt.read(token).filter(jwt -> uri(jwt.claims()).isEmpty()).flatMap(this::accepted);
  }

  private Optional<ApiKey> accepted(Jwt jwt) {
    return book.key(jwt.keyName())
        .filter(key -> !key.revoked())
        .filter(key -> hasGoodClaims(jwt, key))
        .filter(key -> jwt.isSignedBy(key.publicKey()))
        .filter(key -> isFresh(jwt));
  }

  private boolean hasGoodClaims(Jwt jwt, ApiKey key) {
    var claims = jwt.claims();
    var now = clock.instant();
    var from = Instant.ofEpochSecond(claims.path("nbf").asLong(Long.MAX_VALUE / 2_000));
    var until = Instant.ofEpochSecond(claims.path("exp").asLong(0));
    return claims.path("sub").asString("").equals(key.name())
        && ISSUERS.contains(claims.path("iss").asString(""))
        && !from.isAfter(now.plus(SKEW))
        && now.isBefore(until.plus(SKEW))
        && !until.isAfter(from.plus(LONGEST_LIFE));
  }

  private synchronized boolean isFresh(Jwt jwt) {
    var nonce = jwt.header().path("nonce").asString("");
    var now = clock.instant();
    seen.values().removeIf(until -> until.isBefore(now));
    var forget = now.plus(LONGEST_LIFE).plus(SKEW).plus(SKEW);
    return !nonce.isEmpty() && seen.putIfAbsent(jwt.keyName() + " " + nonce, forget) == null;
  }

  /** One address in {@code uri}, or the only one in {@code uris}. */
  private static String uri(JsonNode claims) {
    return claims.has("uris")
        ? claims.path("uris").path(0).asString("")
        : claims.path("uri").asString("");
  }

  /**
   * Whether a token names the request that it came with. A client that is led here may sign the
   * true host's name, or the address that it truly called, with this simulator's prefix or without.
   */
  private boolean isFor(Jwt jwt, HttpCall call) {
    var uri = uri(jwt.claims());
    var host = call.header("Host").orElse("");
    return Stream.of(
            LIVE_HOST + call.path(),
            host + call.path(),
            host + "/" + prefix + call.path(),
            LIVE_HOST + "/" + prefix + call.path())
        .anyMatch(target -> uri.equals(call.method() + " " + target));
  }
}
