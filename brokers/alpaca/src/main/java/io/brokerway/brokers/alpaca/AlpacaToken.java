package io.brokerway.brokers.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.HttpCall;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The token of an OAuth login: it reaches one live account, one paper account, or one of each.
 *
 * @param scopes what the user allowed: {@code trading}, {@code data}
 * @param accountIds Alpaca's ids of the accounts that it was proven to reach
 */
record AlpacaToken(Secret token, Set<String> scopes, Map<Environment, String> accountIds)
    implements AlpacaCredentials {
  private static final String TOKEN = "access_token";
  private static final String SCOPE_FACT = "scope";
  private static final String ACCOUNT_FACT = "_account_id";

  AlpacaToken {
    scopes = Set.copyOf(scopes);
    accountIds = Map.copyOf(accountIds);
  }

  /** The token that a login left behind. */
  static AlpacaToken of(Credentials credentials) {
    var accounts = new EnumMap<Environment, String>(Environment.class);
    for (var environment : Environment.values()) {
      var id = credentials.facts().get(fact(environment));
      if (id != null) {
        accounts.put(environment, id);
      }
    }
    return new AlpacaToken(
        credentials.secret(TOKEN),
        scopes(credentials.facts().getOrDefault(SCOPE_FACT, "")),
        accounts);
  }

  /** The words of a scope as OAuth writes it. */
  static Set<String> scopes(String text) {
    return text.isBlank() ? Set.of() : Set.of(text.strip().split(" +"));
  }

  /** What the login leaves behind, once the accounts are known. */
  Credentials toCredentials(String option, List<Account> proven, LoginLife life) {
    var facts = new HashMap<String, String>();
    facts.put(SCOPE_FACT, String.join(" ", scopes.stream().sorted().toList()));
    proven.forEach(account -> facts.put(fact(account.environment()), account.key().value()));
    return new Credentials(option, Map.of(TOKEN, token), facts, life);
  }

  private static String fact(Environment environment) {
    return environment.name().toLowerCase(Locale.ROOT) + ACCOUNT_FACT;
  }

  @Override
  public HttpCall.Builder sign(HttpCall.Builder call) {
    return call.secretHeader("Authorization", Secret.of("Bearer " + token.reveal()));
  }

  @Override
  public Map<String, String> streamKeys() {
    return Map.of("oauth_token", token.reveal());
  }

  @Override
  public Map<AccountKey, Environment> accounts(Environment session) {
    var accounts = new HashMap<AccountKey, Environment>();
    accountIds.forEach((environment, id) -> accounts.put(new AccountKey(id), environment));
    return accounts;
  }

  @Override
  public boolean mayTrade() {
    return scopes.contains("trading");
  }

  @Override
  public boolean maySeePrices() {
    return scopes.contains("data");
  }

  @Override
  public String budgetScope() {
    return "token-" + Integer.toHexString(token.reveal().hashCode());
  }

  /** Hidden. */
  @Override
  public String toString() {
    return "AlpacaToken[hidden]";
  }
}
