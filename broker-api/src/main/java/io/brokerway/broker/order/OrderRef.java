package io.brokerway.broker.order;

import io.brokerway.broker.account.AccountKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that we know to find an order at its broker by.
 *
 * @param clientOrderId the id or tag that we sent with it
 * @param brokerOrderId the newest id in its chain; absent while no answer named one. Opaque: an
 *     adapter that needs several parts (a variety, an exchange id) packs them into it
 * @param order the order as it was sent, for brokers where only a fingerprint finds it; absent for
 *     an order that we did not place
 * @param sentAt when the first byte may have left; absent for an order that we did not place
 * @param knownBefore the broker order ids that the account had before the send, for a broker
 *     without any order identity; else empty
 */
public record OrderRef(
    AccountKey account,
    @Nullable String clientOrderId,
    @Nullable String brokerOrderId,
    @Nullable NewOrder order,
    @Nullable Instant sentAt,
    Set<String> knownBefore) {

  public OrderRef {
    knownBefore = Set.copyOf(knownBefore);
    if (clientOrderId == null && brokerOrderId == null && order == null) {
      throw new IllegalArgumentException("an order is found by an id or by what was sent");
    }
  }

  public static OrderRef byBrokerOrderId(AccountKey account, String brokerOrderId) {
    return new OrderRef(account, null, brokerOrderId, null, null, Set.of());
  }

  public static OrderRef byClientOrderId(AccountKey account, String clientOrderId) {
    return new OrderRef(account, clientOrderId, null, null, null, Set.of());
  }
}
