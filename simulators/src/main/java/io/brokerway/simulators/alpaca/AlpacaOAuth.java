package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.oauth.AccountChoice;
import io.brokerway.simulators.oauth.ClientProof;
import io.brokerway.simulators.oauth.IssuedTokens;
import io.brokerway.simulators.oauth.OAuthDialect;
import io.brokerway.simulators.oauth.Scope;
import io.brokerway.simulators.oauth.TokenRules;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Alpaca's OAuth 2: tokens without an end that is told, for one live account, one paper account, or
 * one of each. Alpaca documents the request and the token; the errors are those of RFC 6749.
 */
final class AlpacaOAuth implements OAuthDialect {
  private static final TokenRules RULES = new TokenRules(Duration.ofMinutes(10), null, null, false);

  @Override
  public String broker() {
    return "Alpaca";
  }

  @Override
  public List<Scope> scopes() {
    return AlpacaScopes.ALL;
  }

  @Override
  public String always() {
    return "Read your account, positions, orders and activities";
  }

  @Override
  public AccountChoice choice() {
    return AccountChoice.ONE_OF_EACH_ENVIRONMENT;
  }

  @Override
  public TokenRules rules() {
    return RULES;
  }

  @Override
  public ClientProof proof() {
    return ClientProof.FORM;
  }

  @Override
  public ObjectNode granted(IssuedTokens tokens) {
    return Json.object()
        .put("access_token", tokens.access().value())
        .put("token_type", "bearer")
        .put("scope", Scope.list(tokens.access().scopes()));
  }
}
