package io.brokerway.exchange;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the venue has it at one moment.
 *
 * @param id the venue's: a UUID
 * @param sequence counts the orders of the venue from 1, in the order of their entry
 * @param clientOrderId the caller's, or one that the venue made for a leg
 * @param orderClass of the group that it belongs to
 * @param terms as they stand now: the stop price of a trailing stop is in {@code trailStop}
 * @param quantity FIX OrderQty(38); absent for an order by amount of money
 * @param notional absent for an order by units
 * @param cumulativeQuantity FIX CumQty(14), what its predecessors in a replace chain filled
 *     included
 * @param carriedQuantity the part of {@code cumulativeQuantity} that the predecessors filled
 * @param averagePrice FIX AvgPx(6) of all of {@code cumulativeQuantity}; absent while nothing
 *     filled
 * @param ownAveragePrice the same of what this order filled itself, without its predecessors;
 *     absent while it filled nothing
 * @param highWaterMark the best last price since a trailing stop began: highest for a sell, lowest
 *     for a buy; absent for others
 * @param trailStop where a trailing stop stands now; absent for others
 * @param triggered whether a stop was seen and the order works as what it became
 * @param allOrNone whether it fills whole or not at all
 * @param parentId the entry of a bracket or OTO order, the take-profit of an OCO order; absent for
 *     orders that stand alone or first
 * @param legIds the orders that hang on this one
 * @param replaces the id before a replace
 * @param replacedBy the id after one
 * @param text why it ended; empty if there is nothing to say
 * @param expiresAt when it ends by its time in force; absent if it does not
 * @param updatedAt when it reached this state
 * @param filledAt and {@code canceledAt}, {@code expiredAt}, {@code replacedAt}: when it ended that
 *     way; absent if it did not
 */
public record VenueOrder(
    String id,
    long sequence,
    AccountKey account,
    String clientOrderId,
    OrderClass orderClass,
    Listed listed,
    Side side,
    OrderTerms terms,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal notional,
    OrderStatus status,
    BigDecimal cumulativeQuantity,
    BigDecimal carriedQuantity,
    @Nullable BigDecimal averagePrice,
    @Nullable BigDecimal ownAveragePrice,
    @Nullable BigDecimal highWaterMark,
    @Nullable BigDecimal trailStop,
    boolean triggered,
    boolean allOrNone,
    @Nullable String parentId,
    List<String> legIds,
    @Nullable String replaces,
    @Nullable String replacedBy,
    String text,
    @Nullable Instant expiresAt,
    Instant submittedAt,
    Instant updatedAt,
    @Nullable Instant filledAt,
    @Nullable Instant canceledAt,
    @Nullable Instant expiredAt,
    @Nullable Instant replacedAt) {

  public VenueOrder {
    legIds = List.copyOf(legIds);
  }

  /** FIX LeavesQty(151); absent for an order by amount of money. */
  public @Nullable BigDecimal leavesQuantity() {
    if (status.isFinal()) {
      return BigDecimal.ZERO;
    }
    return quantity == null ? null : quantity.subtract(cumulativeQuantity);
  }

  /** What this order filled itself, without its predecessors. */
  public BigDecimal ownQuantity() {
    return cumulativeQuantity.subtract(carriedQuantity);
  }

  /** Whether it can still change. */
  public boolean isOpen() {
    return !status.isFinal();
  }
}
