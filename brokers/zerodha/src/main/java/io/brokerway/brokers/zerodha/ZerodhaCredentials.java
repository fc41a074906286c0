package io.brokerway.brokers.zerodha;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.HttpCall;
import java.util.Map;

/**
 * What a login of one day leaves: the key of the app, the token of the user, and who he is.
 *
 * @param userId the client id that the user knows, which is the account
 */
record ZerodhaCredentials(Secret apiKey, Secret accessToken, String userId) {
  static final String OPTION = "kite";

  private static final String API_KEY = "api_key";
  private static final String ACCESS_TOKEN = "access_token";
  private static final String USER_ID = "user_id";

  static ZerodhaCredentials of(Credentials credentials) {
    return new ZerodhaCredentials(
        credentials.secret(API_KEY),
        credentials.secret(ACCESS_TOKEN),
        credentials.facts().getOrDefault(USER_ID, ""));
  }

  Credentials toCredentials(LoginLife life) {
    return new Credentials(
        OPTION, Map.of(API_KEY, apiKey, ACCESS_TOKEN, accessToken), Map.of(USER_ID, userId), life);
  }

  AccountKey account() {
    return new AccountKey(userId);
  }

  /** Adds the headers that every call carries. */
  HttpCall.Builder sign(HttpCall.Builder call) {
    return call.header("X-Kite-Version", "3")
        .secretHeader(
            "Authorization",
            Secret.of("token %s:%s".formatted(apiKey.reveal(), accessToken.reveal())));
  }

  /** What the calls of one app are counted by, without showing its key. */
  String applicationScope() {
    return "app-" + Integer.toHexString(apiKey.reveal().hashCode());
  }

  @Override
  public String toString() {
    return "ZerodhaCredentials[hidden]";
  }
}
