package io.brokerway.brokers.etrade;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.oauth1.OAuth1Keys;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a login leaves: the consumer key and the access token, each with its secret. The keys of
 * accounts are tied to the consumer key, so that stays with the login.
 *
 * @param accounts those that the login was proven to reach
 * @param stored what the gateway keeps of it; absent while the login is being made
 */
record EtradeCredentials(
    String consumerKey,
    Secret consumerSecret,
    Secret token,
    Secret tokenSecret,
    Set<AccountKey> accounts,
    @Nullable Credentials stored) {
  private static final String CONSUMER_SECRET = "consumer_secret";
  private static final String TOKEN = "access_token";
  private static final String TOKEN_SECRET = "access_token_secret";
  private static final String CONSUMER_KEY = "consumer_key";
  private static final String ACCOUNTS = "account_keys";

  EtradeCredentials {
    accounts = Set.copyOf(accounts);
  }

  static EtradeCredentials of(Credentials credentials) {
    return new EtradeCredentials(
        credentials.secret(CONSUMER_KEY).reveal(),
        credentials.secret(CONSUMER_SECRET),
        credentials.secret(TOKEN),
        credentials.secret(TOKEN_SECRET),
        Arrays.stream(credentials.facts().getOrDefault(ACCOUNTS, "").split(" ", -1))
            .filter(key -> !key.isBlank())
            .map(AccountKey::new)
            .collect(Collectors.toSet()),
        credentials);
  }

  Credentials toCredentials(List<AccountKey> reached, LoginLife life) {
    return new Credentials(
        EtradeLogin.OPTION,
        Map.of(
            CONSUMER_KEY, Secret.of(consumerKey),
            CONSUMER_SECRET, consumerSecret,
            TOKEN, token,
            TOKEN_SECRET, tokenSecret),
        Map.of(ACCOUNTS, reached.stream().map(AccountKey::value).collect(Collectors.joining(" "))),
        life);
  }

  OAuth1Keys keys() {
    return OAuth1Keys.ofApplication(consumerKey, consumerSecret).with(token.reveal(), tokenSecret);
  }

  /** What E*TRADE counts calls by: the user's token. */
  String budgetScope() {
    return "token-" + Integer.toHexString(token.reveal().hashCode());
  }

  /** Hidden. */
  @Override
  public String toString() {
    return "EtradeCredentials[hidden]";
  }
}
