package io.brokerway.simulators.oauth;

import io.brokerway.simulators.JsonFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What users granted: codes, which serve once and soon, and the tokens made of them. Tokens outlive
 * the process if there is a file. Thread-safe.
 */
public final class Grants {

  private record Code(Grant grant, Instant validUntil) {}

  /**
   * Who trades a code in, and how he proves that it is his.
   *
   * @param verifier what belongs to the challenge of the code; absent without PKCE
   * @param showedSecret whether the application proved itself by its secret
   */
  record Redeemer(
      String clientId, String redirectUri, @Nullable String verifier, boolean showedSecret) {}

  private final Clock clock;
  private final @Nullable Path file;
  private final OAuthDialect dialect;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, AccessToken> tokens = new LinkedHashMap<>();
  private final Map<String, RefreshToken> refreshTokens = new LinkedHashMap<>();

  private Grants(Clock clock, @Nullable Path file, OAuthDialect dialect) {
    this.clock = clock;
    this.file = file;
    this.dialect = dialect;
  }

  /** The grants of a file, or none yet; without a file they are kept in memory. */
  public static Grants open(Clock clock, @Nullable Path file, OAuthDialect dialect) {
    var grants = new Grants(clock, file, dialect);
    JsonFile.read(file)
        .map(json -> GrantFile.read(json, dialect.scopes()))
        .ifPresent(kept -> {
          kept.tokens().forEach(token -> grants.tokens.put(token.value(), token));
          kept.refreshTokens().forEach(token -> grants.refreshTokens.put(token.value(), token));
        });
    return grants;
  }

  synchronized String code(Grant grant) {
    var now = clock.instant();
    codes.values().removeIf(code -> !now.isBefore(code.validUntil()));
    var value = dialect.newCode();
    codes.put(value, new Code(grant, now.plus(dialect.rules().codeLife())));
    return value;
  }

  /**
   * Tokens for a code; empty if the code is unknown, used, too old, or another client's, or if the
   * address or the proof is not the one that it was asked for with. Whatever the answer, the code
   * is used up.
   */
  synchronized Optional<IssuedTokens> redeem(String value, Redeemer redeemer) {
    var code = codes.remove(value);
    if (code == null
        || !clock.instant().isBefore(code.validUntil())
        || !code.grant().clientId().equals(redeemer.clientId())
        || !code.grant().redirectUri().equals(redeemer.redirectUri())
        || !isProven(code.grant(), redeemer)) {
      return Optional.empty();
    }
    var grant = code.grant();
    if (dialect.rules().newLoginEndsOlder()) {
      end(older -> older.clientId().equals(grant.clientId()) && older.user().equals(grant.user()));
    }
    var issued = new IssuedTokens(access(grant), firstRefreshToken(grant), true);
    save();
    return Optional.of(issued);
  }

  private @Nullable RefreshToken firstRefreshToken(Grant grant) {
    var rule = dialect.rules().refresh();
    return rule == null || !rule.isFor(grant.scopes()) ? null : refreshToken(grant, rule);
  }

  /** A verifier without a challenge is refused too: somebody took the challenge away. */
  private static boolean isProven(Grant grant, Redeemer redeemer) {
    var verifier = redeemer.verifier();
    if (grant.challenge() == null) {
      return verifier == null && redeemer.showedSecret();
    }
    return verifier != null && challenge(verifier).equals(grant.challenge());
  }

  /**
   * Tokens for a refresh token; empty if it is none of the client's, or ended.
   *
   * @param showedSecret whether the application proved itself by its secret
   */
  synchronized Optional<IssuedTokens> refresh(String value, String clientId, boolean showedSecret) {
    var refresh = dialect.rules().refresh();
    var token = refreshTokens.get(value);
    if (refresh == null
        || token == null
        || !token.grant().clientId().equals(clientId)
        || !(showedSecret || token.grant().challenge() != null)) {
      return Optional.empty();
    }
    if (token.spent()) {
      end(grant -> grant.id().equals(token.grant().id()));
      save();
      return Optional.empty();
    }
    if (!token.isActive(clock.instant())) {
      return Optional.empty();
    }
    var next = token;
    if (refresh.rotates()) {
      refreshTokens.put(value, token.used());
      next = refreshToken(token.grant(), refresh);
    }
    var issued = new IssuedTokens(access(token.grant()), next, false);
    save();
    return Optional.of(issued);
  }

  /** A token without the pages, for tests and loads. */
  public synchronized AccessToken issue(
      String clientId, List<Scope> scopes, List<String> accountIds) {
    var grant =
        new Grant(
            UUID.randomUUID().toString(),
            clientId,
            "",
            "",
            scopes,
            accountIds,
            null,
            clock.instant());
    var token = access(grant);
    save();
    return token;
  }

  /** The token of that value, if it opens anything now. */
  public synchronized Optional<AccessToken> active(String value) {
    return Optional.ofNullable(tokens.get(value)).filter(token -> token.isActive(clock.instant()));
  }

  /** The refresh token of that value, if it still brings something. */
  public synchronized Optional<RefreshToken> activeRefresh(String value) {
    return Optional.ofNullable(refreshTokens.get(value))
        .filter(token -> token.isActive(clock.instant()));
  }

  /** Every access token that was issued, oldest first. */
  public synchronized List<AccessToken> all() {
    return List.copyOf(tokens.values());
  }

  /** Every refresh token that was issued, oldest first. */
  public synchronized List<RefreshToken> allRefresh() {
    return List.copyOf(refreshTokens.values());
  }

  /**
   * Lets an access or refresh token end, or come back.
   *
   * @throws IllegalArgumentException if there is no such token
   */
  public synchronized void set(String value, AccessToken.State state) {
    var access = tokens.computeIfPresent(value, (_, token) -> token.with(state));
    var refresh = refreshTokens.computeIfPresent(value, (_, token) -> token.with(state));
    if (access == null && refresh == null) {
      throw new IllegalArgumentException("no such token");
    }
    save();
  }

  /**
   * Takes back all tokens of matching logins; the access tokens that opened something until now.
   */
  public synchronized List<AccessToken> revoke(Predicate<Grant> which) {
    var ended = end(which);
    save();
    return ended;
  }

  private List<AccessToken> end(Predicate<Grant> which) {
    var now = clock.instant();
    var ended = new ArrayList<AccessToken>();
    tokens.replaceAll((_, token) -> {
      if (!which.test(token.grant())) {
        return token;
      }
      if (token.isActive(now)) {
        ended.add(token);
      }
      return token.with(AccessToken.State.REVOKED);
    });
    refreshTokens.replaceAll(
        (_, token) -> which.test(token.grant()) ? token.with(AccessToken.State.REVOKED) : token);
    return ended;
  }

  private AccessToken access(Grant grant) {
    var life = dialect.rules().accessLife();
    var token =
        new AccessToken(
            dialect.newAccessToken(grant),
            grant,
            life == null ? null : clock.instant().plus(life),
            AccessToken.State.ACTIVE);
    tokens.put(token.value(), token);
    return token;
  }

  private RefreshToken refreshToken(Grant grant, TokenRules.Refresh rule) {
    var byItself = end(clock.instant(), rule.life());
    var byLogin = end(grant.at(), rule.lifeOfLogin());
    var token =
        new RefreshToken(
            dialect.newRefreshToken(grant),
            grant,
            byItself == null || (byLogin != null && byLogin.isBefore(byItself))
                ? byLogin
                : byItself,
            AccessToken.State.ACTIVE,
            false);
    refreshTokens.put(token.value(), token);
    return token;
  }

  private static @Nullable Instant end(Instant from, @Nullable Duration life) {
    return life == null ? null : from.plus(life);
  }

  private void save() {
    JsonFile.write(
        file,
        GrantFile.json(
            new GrantFile.Kept(List.copyOf(tokens.values()), List.copyOf(refreshTokens.values()))));
  }

  /** The challenge of a verifier (RFC 7636, section 4.2, S256). */
  private static String challenge(String verifier) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java knows SHA-256", e);
    }
  }
}
