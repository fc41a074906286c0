package io.brokerway.simulators.coinbase;

/**
 * Who calls, and what he may do besides reading.
 *
 * @param keyName the key that he came by; empty for an access token
 */
record Visitor(Portfolio portfolio, boolean canTrade, boolean canTransfer, String keyName) {
  void requireTrade() {
    if (!canTrade) {
      throw Refusal.scopes();
    }
  }
}
