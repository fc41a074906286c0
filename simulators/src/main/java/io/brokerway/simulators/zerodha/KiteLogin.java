package io.brokerway.simulators.zerodha;

import java.time.Instant;

/**
 * A user's login with an application.
 *
 * @param refreshToken empty for applications whose logins cannot be renewed
 * @param endsAt the next flush, whatever happens
 * @param ended whether it was ended before that
 */
public record KiteLogin(
    String apiKey,
    String userId,
    String accessToken,
    String publicToken,
    String refreshToken,
    Instant loggedInAt,
    Instant endsAt,
    boolean ended) {

  boolean isGood(Instant at) {
    return !ended && at.isBefore(endsAt);
  }

  KiteLogin ending() {
    return new KiteLogin(
        apiKey, userId, accessToken, publicToken, refreshToken, loggedInAt, endsAt, true);
  }

  @Override
  public String toString() {
    return "KiteLogin[%s, %s]".formatted(apiKey, userId);
  }
}
