package io.brokerway.simulators.coinbase;

import java.security.PublicKey;

/**
 * What Coinbase keeps of a CDP secret API key: never the private half.
 *
 * @param name {@code organizations/{uuid}/apiKeys/{uuid}}
 * @param portfolioId the one portfolio that it opens
 * @param canTrade whether it may place orders; each key may read
 */
public record ApiKey(
    String name,
    PublicKey publicKey,
    String portfolioId,
    boolean canTrade,
    boolean canTransfer,
    boolean revoked) {

  ApiKey withRevoked(boolean nowRevoked) {
    return new ApiKey(name, publicKey, portfolioId, canTrade, canTransfer, nowRevoked);
  }
}
