package io.brokerway.exchange;

/** What the venue does with a second order of an account that has the same client order id. */
public enum DuplicateRule {
  REFUSE,
  RETURN_ORIGINAL,
  /** Takes it as an order of its own. */
  ALLOW
}
