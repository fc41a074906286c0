package io.brokerway.simulators.tradestation;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.oauth.AccountChoice;
import io.brokerway.simulators.oauth.ClientProof;
import io.brokerway.simulators.oauth.IssuedTokens;
import io.brokerway.simulators.oauth.OAuthDialect;
import io.brokerway.simulators.oauth.Scope;
import io.brokerway.simulators.oauth.TokenProblem;
import io.brokerway.simulators.oauth.TokenRules;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * TradeStation's sign-in: access tokens of 20 minutes, and refresh tokens that do not end, or with
 * the other setting of a key live half an hour, serve once, and a day after the login not at all.
 */
final class TradeStationOAuth implements OAuthDialect {
  static final String OFFLINE = "offline_access";
  static final String READ = "ReadAccount";
  static final String TRADE = "Trade";
  static final String MARKET_DATA = "MarketData";

  private static final Duration ACCESS_LIFE = Duration.ofMinutes(20);
  private static final List<Scope> SCOPES =
      List.of(
          new Scope("openid", "Know who you are"),
          new Scope("profile", "Read your name"),
          new Scope("email", "Read your e-mail address"),
          new Scope(MARKET_DATA, "Read quotes and bars"),
          new Scope(READ, "Read your accounts, balances, positions and orders"),
          new Scope(TRADE, "Place, replace and cancel orders in your name"),
          new Scope("Matrix", "Read market depth"),
          new Scope("OptionSpreads", "Read option chains"),
          new Scope("Crypto", "Reach your crypto account"),
          new Scope(OFFLINE, "Come back without asking you again"));

  private final TokenRules rules;

  TradeStationOAuth(boolean rotates) {
    var life = rotates ? Duration.ofMinutes(30) : null;
    var lifeOfLogin = rotates ? Duration.ofHours(24) : null;
    this.rules =
        new TokenRules(
            Duration.ofMinutes(10),
            ACCESS_LIFE,
            new TokenRules.Refresh(OFFLINE, life, lifeOfLogin, rotates),
            false);
  }

  @Override
  public String broker() {
    return "TradeStation";
  }

  @Override
  public List<Scope> scopes() {
    return SCOPES;
  }

  @Override
  public String always() {
    return "Know that you are a customer";
  }

  @Override
  public AccountChoice choice() {
    return AccountChoice.ALL;
  }

  @Override
  public TokenRules rules() {
    return rules;
  }

  @Override
  public ClientProof proof() {
    return ClientProof.FORM_OR_PKCE;
  }

  @Override
  public ObjectNode granted(IssuedTokens tokens) {
    var json =
        Json.object()
            .put("access_token", tokens.access().value())
            .put("token_type", "Bearer")
            .put("scope", Scope.list(tokens.access().scopes()))
            .put("expires_in", ACCESS_LIFE.toSeconds());
    var refresh = tokens.refreshToken();
    if (refresh != null && isTold(tokens)) {
      json.put("refresh_token", refresh.value());
    }
    return json;
  }

  /** A refresh token that stays the same is told once. */
  private boolean isTold(IssuedTokens tokens) {
    TokenRules.@Nullable Refresh refresh = rules.refresh();
    return tokens.isFirst() || (refresh != null && refresh.rotates());
  }

  /** A bad code or refresh token is a 403 here, and an unknown client has no access. */
  @Override
  public HttpReply refused(TokenProblem problem, String detail) {
    return switch (problem) {
      case BAD_CODE -> refused(403, "invalid_grant", "Invalid authorization code");
      case BAD_REFRESH_TOKEN -> refused(403, "invalid_grant", "Unknown or invalid refresh token.");
      case WRONG_CLIENT -> refused(401, "access_denied", "Unauthorized");
      case MALFORMED, UNKNOWN_GRANT_TYPE -> refused(problem.status(), problem.error(), detail);
    };
  }

  private static HttpReply refused(int status, String error, String description) {
    return HttpReply.json(
        status, Json.object().put("error", error).put("error_description", description));
  }
}
