package io.brokerway.simulators.etrade.oauth;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What an application calls with.
 *
 * @param usedAt the last call, after which it sleeps two hours later
 * @param state as set; time makes less of it, see {@link #stateAt}
 */
public record AccessToken(
    String value,
    String secret,
    String consumerKey,
    String userId,
    Instant issuedAt,
    Instant usedAt,
    State state) {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Duration AWAKE = Duration.ofHours(2);

  /** What a token is worth. */
  public enum State {
    ACTIVE,
    /** Was not used for two hours: a renewal wakes it. */
    INACTIVE,
    /** Midnight passed in New York: only a new login helps. */
    EXPIRED,
    REVOKED
  }

  /** Source: E*TRADE's page "Get Access Token": inactive after 2 hours, expired at midnight. */
  public State stateAt(Instant now) {
    if (state != State.ACTIVE && state != State.INACTIVE) {
      return state;
    }
    if (LocalDate.ofInstant(now, NEW_YORK).isAfter(LocalDate.ofInstant(issuedAt, NEW_YORK))) {
      return State.EXPIRED;
    }
    return now.isBefore(usedAt.plus(AWAKE)) ? state : State.INACTIVE;
  }

  AccessToken used(Instant at) {
    return new AccessToken(value, secret, consumerKey, userId, issuedAt, at, state);
  }

  AccessToken with(State other) {
    return new AccessToken(value, secret, consumerKey, userId, issuedAt, usedAt, other);
  }

  @Override
  public String toString() {
    return "AccessToken[" + userId + " " + state + "]";
  }
}
