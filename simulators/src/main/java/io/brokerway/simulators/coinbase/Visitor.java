package io.brokerway.simulators.coinbase;

/**
 * Who calls, and what he may do besides reading.
 *
 * @param cameBy the name of the key, or the access token
 */
record Visitor(Portfolio portfolio, boolean canTrade, boolean canTransfer, String cameBy) {
  void requireTrade() {
    if (!canTrade) {
      throw Refusal.scopes();
    }
  }
}
