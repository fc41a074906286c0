package io.brokerway.broker.account;

import io.brokerway.broker.CurrencyCode;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Coins that came into an account's wallet, or left it.
 *
 * @param amount in coins, above 0
 * @param dollars what it was worth; absent if the broker does not say
 * @param chain the network that it went over; empty if not told
 * @param transactionHash its name on that network; empty while it has none
 * @param networkFee in coins; absent if not told
 */
public record WalletTransfer(
    String brokerId,
    Direction direction,
    CurrencyCode coin,
    BigDecimal amount,
    @Nullable BigDecimal dollars,
    String chain,
    String from,
    String to,
    Status status,
    String transactionHash,
    @Nullable BigDecimal networkFee,
    Instant createdAt) {

  /** Which way coins went. */
  public enum Direction {
    INCOMING,
    OUTGOING
  }

  /** How far a transfer came. */
  public enum Status {
    PROCESSING,
    COMPLETE,
    FAILED
  }
}
