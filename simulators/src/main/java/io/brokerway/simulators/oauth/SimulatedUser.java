package io.brokerway.simulators.oauth;

import io.brokerway.broker.Environment;
import java.util.List;

/**
 * Somebody who can log in on a broker's pages.
 *
 * @param accounts those that he may open to an application
 */
public record SimulatedUser(String email, String password, List<Owned> accounts) {

  /** An account of his. */
  public record Owned(String id, String number, Environment environment) {}

  public SimulatedUser {
    accounts = List.copyOf(accounts);
  }

  List<Owned> in(Environment environment) {
    return accounts.stream().filter(owned -> owned.environment() == environment).toList();
  }

  @Override
  public String toString() {
    return "SimulatedUser[" + email + "]";
  }
}
