package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;

/**
 * An account and its settings, besides what the venue keeps of it.
 *
 * @param id the UUID of the account, also its key at the venue
 * @param number what the user sees
 */
public record Holder(String id, String number, Environment environment, Configurations settings) {
  AccountKey key() {
    return new AccountKey(id);
  }

  Holder with(Configurations changed) {
    return new Holder(id, number, environment, changed);
  }
}
