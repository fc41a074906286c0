package io.brokerway.simulators.oauth;

import io.brokerway.simulators.Json;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A broker with everything that OAuth 2 knows: scopes, PKCE, ends of all tokens, and rotation. */
record StrictDialect(boolean rotates, boolean newLoginEndsOlder) implements OAuthDialect {
  static final Scope READ = new Scope("read", "Read");
  static final Scope OFFLINE = new Scope("offline", "Stay logged in");

  @Override
  public String broker() {
    return "Strict";
  }

  @Override
  public List<Scope> scopes() {
    return List.of(READ, OFFLINE);
  }

  @Override
  public String always() {
    return "See your accounts";
  }

  @Override
  public AccountChoice choice() {
    return AccountChoice.TICKED;
  }

  @Override
  public TokenRules rules() {
    return new TokenRules(
        Duration.ofSeconds(30),
        Duration.ofMinutes(20),
        new TokenRules.Refresh("offline", Duration.ofMinutes(30), Duration.ofHours(24), rotates),
        newLoginEndsOlder);
  }

  @Override
  public ClientProof proof() {
    return ClientProof.FORM_OR_PKCE;
  }

  @Override
  public ObjectNode granted(IssuedTokens tokens) {
    var body = Json.object().put("access_token", tokens.access().value());
    tokens.refresh().ifPresent(token -> body.put("refresh_token", token.value()));
    return body;
  }
}
