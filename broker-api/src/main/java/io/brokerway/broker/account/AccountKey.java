package io.brokerway.broker.account;

/**
 * The key by which the broker knows an account: opaque, stable, and for most brokers not the number
 * that the user sees.
 */
public record AccountKey(String value) {
  public AccountKey {
    if (value.isBlank() || value.length() > 200) {
      throw new IllegalArgumentException("account key must have 1 to 200 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
