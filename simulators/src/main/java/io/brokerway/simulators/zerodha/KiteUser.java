package io.brokerway.simulators.zerodha;

import io.brokerway.broker.account.AccountKey;

/**
 * A client of the broker, who has one account.
 *
 * @param id such as {@code ZQ1001}
 * @param totpSecret of his one-time codes, in base 32
 */
public record KiteUser(String id, String name, String email, String password, String totpSecret) {

  AccountKey key() {
    return new AccountKey(id);
  }

  String shortName() {
    return name.split(" ", 2)[0];
  }

  @Override
  public String toString() {
    return "KiteUser[" + id + "]";
  }
}
