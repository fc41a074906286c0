package io.brokerway.simulators.coinbase;

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
 * Coinbase's OAuth 2: an hour of access, and with the scope {@code offline_access} a refresh token
 * that serves once and lasts a year and a half.
 */
final class CoinbaseOAuth implements OAuthDialect {
  static final Scope TRADES = new Scope("wallet:trades:create", "Place orders for you");
  static final Scope BUYS = new Scope("wallet:buys:create", "Buy for you");
  static final Scope SELLS = new Scope("wallet:sells:create", "Sell for you");

  private static final Duration ACCESS_LIFE = Duration.ofHours(1);
  private static final Duration REFRESH_LIFE = Duration.ofDays(547);
  private static final String OFFLINE = "offline_access";

  private static final TokenRules RULES =
      new TokenRules(
          Duration.ofMinutes(10),
          ACCESS_LIFE,
          new TokenRules.Refresh(OFFLINE, REFRESH_LIFE, null, true),
          false);

  private static final List<Scope> SCOPES =
      List.of(
          new Scope("wallet:user:read", "See who you are"),
          new Scope("wallet:accounts:read", "See your wallets"),
          new Scope("wallet:transactions:read", "See your transactions"),
          new Scope("wallet:transactions:send", "Send coins for you"),
          new Scope("wallet:addresses:read", "See your addresses"),
          new Scope("wallet:addresses:create", "Make addresses for you"),
          new Scope("wallet:deposits:read", "See your deposits"),
          new Scope("wallet:deposits:create", "Deposit for you"),
          new Scope("wallet:withdrawals:read", "See your withdrawals"),
          new Scope("wallet:withdrawals:create", "Withdraw for you"),
          new Scope("wallet:buys:read", "See what you bought"),
          BUYS,
          new Scope("wallet:sells:read", "See what you sold"),
          SELLS,
          TRADES,
          new Scope("wallet:payment-methods:read", "See how you pay"),
          new Scope(OFFLINE, "Stay connected"));

  @Override
  public String broker() {
    return "Coinbase";
  }

  @Override
  public List<Scope> scopes() {
    return SCOPES;
  }

  @Override
  public String always() {
    return "See your portfolio";
  }

  @Override
  public AccountChoice choice() {
    return AccountChoice.TICKED;
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
    var json =
        Json.object()
            .put("access_token", tokens.access().value())
            .put("token_type", "bearer")
            .put("expires_in", ACCESS_LIFE.toSeconds())
            .put("scope", Scope.list(tokens.access().scopes()));
    tokens.refresh().ifPresent(refresh -> json.put("refresh_token", refresh.value()));
    return json;
  }
}
