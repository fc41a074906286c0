package io.brokerway.conformance;

/** How a login ends at the broker. */
public enum LoginEnd {
  /** The token in force ends; what can be renewed without the user still can. */
  TOKEN_EXPIRED,
  /** The user or the broker takes the whole login back. */
  REVOKED
}
