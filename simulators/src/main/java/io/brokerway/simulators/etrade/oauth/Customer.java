package io.brokerway.simulators.etrade.oauth;

import java.util.List;

/**
 * Somebody who can log on.
 *
 * @param accountIds the numbers of his accounts
 */
public record Customer(String userId, String password, List<String> accountIds) {
  public Customer {
    accountIds = List.copyOf(accountIds);
  }

  @Override
  public String toString() {
    return "Customer[" + userId + "]";
  }
}
