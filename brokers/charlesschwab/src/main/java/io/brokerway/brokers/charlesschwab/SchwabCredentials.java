package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.oauth.BearerTokens;
import io.brokerway.kit.oauth.GrantedTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a login at Schwab leaves: tokens, and the hash that stands for each account in addresses.
 *
 * @param hashes by account number; the same for as long as the app is
 */
record SchwabCredentials(BearerTokens tokens, Map<AccountKey, String> hashes) {
  static final String OPTION = "oauth";

  /** However often it is renewed. Source: the developer portal, read 2026-11-23. */
  static final Duration LIFE_OF_LOGIN = Duration.ofDays(7);

  private static final Duration USUAL_ACCESS_LIFE = Duration.ofMinutes(30);
  private static final String HASH_OF = "hash-of-";

  SchwabCredentials {
    hashes = Map.copyOf(hashes);
  }

  static SchwabCredentials of(Credentials credentials) {
    var hashes = new HashMap<AccountKey, String>();
    credentials
        .facts()
        .forEach((name, value) -> {
          if (name.startsWith(HASH_OF)) {
            hashes.put(new AccountKey(name.substring(HASH_OF.length())), value);
          }
        });
    return new SchwabCredentials(BearerTokens.of(credentials), hashes);
  }

  /** As the gateway keeps it after a login. */
  Credentials loggedIn(GrantedTokens granted, Instant now) {
    var facts = new HashMap<String, String>();
    hashes.forEach((account, hash) -> facts.put(HASH_OF + account.value(), hash));
    return new Credentials(OPTION, tokens.secrets(), facts, life(granted, now, null));
  }

  /** After a renewal, which does not put the end of the login off. */
  static Credentials renewed(Credentials before, GrantedTokens granted, Instant now) {
    var tokens = BearerTokens.of(before).renewed(granted);
    return new Credentials(
        before.option(),
        tokens.secrets(),
        before.facts(),
        life(granted, now, before.life().loginUntil()));
  }

  private static LoginLife life(GrantedTokens granted, Instant now, @Nullable Instant until) {
    var access = granted.lifetime() == null ? USUAL_ACCESS_LIFE : granted.lifetime();
    return new LoginLife(
        now.plus(access),
        null,
        until == null ? now.plus(LIFE_OF_LOGIN) : until,
        LoginLife.Renewal.SILENT);
  }

  HttpCall.Builder sign(HttpCall.Builder call) {
    return tokens.sign(call);
  }

  /** What calls are counted for: the app. */
  String budgetScope() {
    return "app-" + Integer.toHexString(tokens.clientId().reveal().hashCode());
  }

  /** Hidden. */
  @Override
  public String toString() {
    return "SchwabCredentials[hidden]";
  }
}
