package io.brokerway.broker.login;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a login is good for.
 *
 * @param accessUntil when the present token ends; absent if it does not or nobody knows
 * @param idleUntil when the session ends unless it is used before; absent if it does not
 * @param loginUntil when the user must log in again; absent if it does not end by itself
 * @param renewal how the token is replaced
 */
public record LoginLife(
    @Nullable Instant accessUntil,
    @Nullable Instant idleUntil,
    @Nullable Instant loginUntil,
    Renewal renewal) {

  /** How a token that ends is replaced. */
  public enum Renewal {
    /** It is not: the user logs in again. */
    NONE,
    /** Without the user. */
    SILENT,
    /** With something that the user types (a PIN). */
    NEEDS_INPUT
  }

  /** A login that lasts until somebody revokes it. */
  public static LoginLife untilRevoked() {
    return new LoginLife(null, null, null, Renewal.NONE);
  }
}
