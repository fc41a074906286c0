package io.brokerway.simulators.oauth;

import io.brokerway.simulators.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens as they are kept in a file. */
final class GrantFile {

  /** All tokens of a broker. */
  record Kept(List<AccessToken> tokens, List<RefreshToken> refreshTokens) {}

  private GrantFile() {}

  static ObjectNode json(Kept kept) {
    var json = Json.object();
    var tokens = json.putArray("tokens");
    for (var token : kept.tokens()) {
      write(tokens.addObject(), token.grant(), token.expiresAt())
          .put("token", token.value())
          .put("state", token.state().name());
    }
    var refreshTokens = json.putArray("refresh_tokens");
    for (var token : kept.refreshTokens()) {
      write(refreshTokens.addObject(), token.grant(), token.expiresAt())
          .put("token", token.value())
          .put("state", token.state().name())
          .put("spent", token.spent());
    }
    return json;
  }

  static Kept read(JsonNode json, List<Scope> known) {
    var tokens = new ArrayList<AccessToken>();
    for (var node : json.path("tokens")) {
      tokens.add(
          new AccessToken(
              node.path("token").asString(), grant(node, known), expiry(node), state(node)));
    }
    var refreshTokens = new ArrayList<RefreshToken>();
    for (var node : json.path("refresh_tokens")) {
      refreshTokens.add(
          new RefreshToken(
              node.path("token").asString(),
              grant(node, known),
              expiry(node),
              state(node),
              node.path("spent").asBoolean(false)));
    }
    return new Kept(tokens, refreshTokens);
  }

  private static ObjectNode write(ObjectNode node, Grant grant, @Nullable Instant expiresAt) {
    node.put("grant", grant.id())
        .put("client_id", grant.clientId())
        .put("user", grant.user())
        .put("redirect_uri", grant.redirectUri())
        .put("scope", Scope.list(grant.scopes()))
        .put("challenge", grant.challenge())
        .put("granted_at", grant.at().toString())
        .put("expires_at", expiresAt == null ? null : expiresAt.toString());
    var accounts = node.putArray("accounts");
    grant.accountIds().forEach(accounts::add);
    return node;
  }

  private static Grant grant(JsonNode node, List<Scope> known) {
    var accounts = new ArrayList<String>();
    node.path("accounts").forEach(id -> accounts.add(id.asString()));
    return new Grant(
        node.path("grant").asString(""),
        node.path("client_id").asString(),
        node.path("user").asString(""),
        node.path("redirect_uri").asString(""),
        Scope.parse(node.path("scope").asString(), known).orElseThrow(),
        accounts,
        node.path("challenge").isString() ? node.path("challenge").asString() : null,
        Instant.parse(node.path("granted_at").asString("1970-01-01T00:00:00Z")));
  }

  private static @Nullable Instant expiry(JsonNode node) {
    return node.path("expires_at").isString()
        ? Instant.parse(node.path("expires_at").asString())
        : null;
  }

  private static AccessToken.State state(JsonNode node) {
    return AccessToken.State.valueOf(node.path("state").asString());
  }
}
