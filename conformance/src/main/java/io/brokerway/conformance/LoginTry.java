package io.brokerway.conformance;

/** How a user goes about a login. */
public enum LoginTry {
  /** As it should be. */
  GOOD,
  /** With something wrong in what is typed: a key, a password, a code. */
  WRONG_SECRET,
  /** With what is good in the broker's other environment. */
  WRONG_ENVIRONMENT,
  /** Denies consent on the broker's page. */
  DENIED,
  /** Comes back with the state token of somebody else's login. */
  FOREIGN_STATE
}
