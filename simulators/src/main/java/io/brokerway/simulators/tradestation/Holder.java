package io.brokerway.simulators.tradestation;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;

/**
 * An account besides what the venue keeps of it.
 *
 * @param id the account's number, also its key at the venue
 * @param status as TradeStation words it, such as {@code Active}
 */
public record Holder(String id, AccountKind kind, Environment environment, String status) {
  static final String ACTIVE = "Active";

  AccountKey key() {
    return new AccountKey(id);
  }

  boolean isActive() {
    return status.equals(ACTIVE);
  }

  Holder withStatus(String changed) {
    return new Holder(id, kind, environment, changed);
  }
}
