package io.brokerway.simulators.alpaca;

/**
 * What a user logs in with.
 *
 * @param accountId the account it opens, and no other
 */
public record KeyPair(String keyId, String secret, String accountId, boolean revoked) {
  KeyPair withRevoked(boolean nowRevoked) {
    return new KeyPair(keyId, secret, accountId, nowRevoked);
  }

  @Override
  public String toString() {
    return "KeyPair[" + keyId + "]";
  }
}
