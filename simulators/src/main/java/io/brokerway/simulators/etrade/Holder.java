package io.brokerway.simulators.etrade;

import io.brokerway.broker.account.AccountKey;

/**
 * An account, besides what the venue keeps of it.
 *
 * @param id the number that the customer sees, also its key at the venue
 * @param mode {@code MARGIN} or {@code CASH}
 */
public record Holder(String id, String mode) {
  static final String MARGIN = "MARGIN";
  static final String CASH = "CASH";

  AccountKey key() {
    return new AccountKey(id);
  }

  boolean hasMargin() {
    return mode.equals(MARGIN);
  }
}
