package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.HttpCall;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A key pair of one account, and the account that it was proven to open.
 *
 * @param accountId Alpaca's id of the account; empty before it is known
 */
record AlpacaKeyPair(Secret keyId, Secret secretKey, String accountId)
    implements AlpacaCredentials {
  static final String OPTION = "api-key";
  static final String KEY_FIELD = "api_key";
  static final String SECRET_FIELD = "api_secret";
  private static final String ACCOUNT_FACT = "account_id";

  /** What can stand in a header and in JSON as it is; real keys are letters and digits. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_+/=.-]{8,128}");

  /** The key pair that a login left behind. */
  static AlpacaKeyPair of(Credentials credentials) {
    return new AlpacaKeyPair(
        credentials.secret(KEY_FIELD),
        credentials.secret(SECRET_FIELD),
        credentials.facts().getOrDefault(ACCOUNT_FACT, ""));
  }

  /**
   * The key pair that a user typed.
   *
   * @throws BrokerException.LoginRefused if a field is missing or can be no key
   */
  static AlpacaKeyPair typed(LoginRequest request) {
    return new AlpacaKeyPair(field(request, KEY_FIELD), field(request, SECRET_FIELD), "");
  }

  private static Secret field(LoginRequest request, String name) {
    var typed = request.fields().get(name);
    if (typed == null || typed.isEmpty()) {
      throw new BrokerException.LoginRefused(name + " is missing");
    }
    var stripped = typed.reveal().strip();
    if (!FORM.matcher(stripped).matches()) {
      throw new BrokerException.LoginRefused(
          name + " does not look like one of Alpaca's: 8 to 128 letters and digits are expected");
    }
    return Secret.of(stripped);
  }

  /** What the login leaves behind, once the account is known. */
  Credentials toCredentials(String provenAccountId) {
    return new Credentials(
        OPTION,
        Map.of(KEY_FIELD, keyId, SECRET_FIELD, secretKey),
        Map.of(ACCOUNT_FACT, provenAccountId),
        LoginLife.untilRevoked());
  }

  @Override
  public HttpCall.Builder sign(HttpCall.Builder call) {
    return call.secretHeader("APCA-API-KEY-ID", keyId)
        .secretHeader("APCA-API-SECRET-KEY", secretKey);
  }

  @Override
  public Map<String, String> streamKeys() {
    return Map.of("key_id", keyId.reveal(), "secret_key", secretKey.reveal());
  }

  @Override
  public Map<AccountKey, Environment> accounts(Environment session) {
    return Map.of(new AccountKey(accountId), session);
  }

  @Override
  public boolean mayTrade() {
    return true;
  }

  @Override
  public boolean maySeePrices() {
    return true;
  }

  @Override
  public String budgetScope() {
    return "key-" + Integer.toHexString(keyId.reveal().hashCode());
  }

  /** Hidden: not even the key id is shown. */
  @Override
  public String toString() {
    return "AlpacaKeyPair[hidden]";
  }
}
