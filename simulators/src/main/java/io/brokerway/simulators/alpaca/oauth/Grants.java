package io.brokerway.simulators.alpaca.oauth;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.JsonFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What users granted: codes, which serve once and soon, and the tokens made of them. Tokens outlive
 * the process if there is a file. Thread-safe.
 */
public final class Grants {
  /** The longest life of a code that RFC 6749, section 4.1.2, recommends. */
  static final Duration CODE_LIFE = Duration.ofMinutes(10);

  /** What a user agreed to. */
  record Grant(String clientId, String redirectUri, Set<Scope> scopes, List<String> accountIds) {}

  private record Code(Grant grant, Instant validUntil) {}

  private final Clock clock;
  private final @Nullable Path file;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, AccessToken> tokens = new LinkedHashMap<>();

  private Grants(Clock clock, @Nullable Path file) {
    this.clock = clock;
    this.file = file;
  }

  /** The grants of a file, or none yet; without a file they are kept in memory. */
  public static Grants open(Clock clock, @Nullable Path file) {
    var grants = new Grants(clock, file);
    JsonFile.read(file).ifPresent(grants::load);
    return grants;
  }

  synchronized String code(Grant grant) {
    var now = clock.instant();
    codes.values().removeIf(code -> !now.isBefore(code.validUntil()));
    var value = UUID.randomUUID().toString();
    codes.put(value, new Code(grant, now.plus(CODE_LIFE)));
    return value;
  }

  /**
   * A token for a code; empty if the code is unknown, used, too old, or another client's, or if the
   * address is not the one that it was asked for with. Whatever the answer, the code is used up.
   */
  synchronized Optional<AccessToken> redeem(String value, String clientId, String redirectUri) {
    var code = codes.remove(value);
    if (code == null
        || !clock.instant().isBefore(code.validUntil())
        || !code.grant().clientId().equals(clientId)
        || !code.grant().redirectUri().equals(redirectUri)) {
      return Optional.empty();
    }
    var grant = code.grant();
    return Optional.of(issue(clientId, grant.scopes(), grant.accountIds()));
  }

  /** A token without the pages, for tests and loads. */
  public synchronized AccessToken issue(
      String clientId, Set<Scope> scopes, List<String> accountIds) {
    var token =
        new AccessToken(
            UUID.randomUUID().toString(), clientId, scopes, accountIds, AccessToken.State.ACTIVE);
    tokens.put(token.value(), token);
    save();
    return token;
  }

  /** The token of that value, if it opens anything now. */
  public synchronized Optional<AccessToken> active(String value) {
    return Optional.ofNullable(tokens.get(value)).filter(AccessToken::isActive);
  }

  public synchronized List<AccessToken> all() {
    return List.copyOf(tokens.values());
  }

  /**
   * Lets a token end, or come back.
   *
   * @throws IllegalArgumentException if there is no such token
   */
  public synchronized AccessToken set(String value, AccessToken.State state) {
    var token = tokens.get(value);
    if (token == null) {
      throw new IllegalArgumentException("no such token");
    }
    var changed = token.with(state);
    tokens.put(value, changed);
    save();
    return changed;
  }

  private void load(JsonNode json) {
    for (var node : json.path("tokens")) {
      var accounts = new ArrayList<String>();
      node.path("accounts").forEach(id -> accounts.add(id.asString()));
      var token =
          new AccessToken(
              node.path("token").asString(),
              node.path("client_id").asString(),
              Scope.parse(node.path("scope").asString()).orElseThrow(),
              accounts,
              AccessToken.State.valueOf(node.path("state").asString()));
      tokens.put(token.value(), token);
    }
  }

  private void save() {
    var json = Json.object();
    var all = json.putArray("tokens");
    for (var token : tokens.values()) {
      var node =
          all.addObject()
              .put("token", token.value())
              .put("client_id", token.clientId())
              .put("scope", Scope.list(token.scopes()))
              .put("state", token.state().name());
      var accounts = node.putArray("accounts");
      token.accountIds().forEach(accounts::add);
    }
    JsonFile.write(file, json);
  }
}
