package io.brokerway.server.rest.v1;

import io.brokerway.broker.account.WalletTransfer;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Coins that came in or went out.
 *
 * @param dollars what it was worth; null if the broker does not say
 * @param networkFee in coins; null if not told
 */
record WalletTransferResource(
    String brokerId,
    WalletTransfer.Direction direction,
    String coin,
    BigDecimal amount,
    @Nullable BigDecimal dollars,
    String chain,
    String from,
    String to,
    WalletTransfer.Status status,
    String transactionHash,
    @Nullable BigDecimal networkFee,
    Instant createdAt) {

  static WalletTransferResource of(WalletTransfer transfer) {
    return new WalletTransferResource(
        transfer.brokerId(),
        transfer.direction(),
        transfer.coin().code(),
        transfer.amount(),
        transfer.dollars(),
        transfer.chain(),
        transfer.from(),
        transfer.to(),
        transfer.status(),
        transfer.transactionHash(),
        transfer.networkFee(),
        transfer.createdAt());
  }
}
