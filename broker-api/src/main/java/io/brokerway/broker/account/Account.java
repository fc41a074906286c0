package io.brokerway.broker.account;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import org.jspecify.annotations.Nullable;

/**
 * An account at a broker.
 *
 * @param number the number that the user sees, in full: callers mask it
 * @param name what the broker or the user calls it
 * @param type absent if the broker does not say
 * @param restriction what keeps it from trading, in the broker's words; empty if nothing does
 */
public record Account(
    AccountKey key,
    String number,
    String name,
    @Nullable Type type,
    Environment environment,
    CurrencyCode currency,
    Status status,
    String restriction) {

  /** What the account may borrow. */
  public enum Type {
    CASH,
    MARGIN,
    RETIREMENT,
    CRYPTO,
    OTHER
  }

  /** What can be done with the account. */
  public enum Status {
    ACTIVE,
    /** Seen, but takes no orders or only some. */
    RESTRICTED,
    PENDING,
    CLOSED,
    UNKNOWN
  }
}
