package io.brokerway.broker.order;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the broker shows it at one moment. FIX ExecutionReport(8) of ExecType(150) I.
 *
 * @param clientOrderId the id or tag that the broker echoes, ours or another's; absent if it echoes
 *     none
 * @param instrument absent for the parent of a multi-leg order
 * @param terms absent where the broker shows terms that we have no word for
 * @param quantity absent for an order by amount of money
 * @param notional absent for an order by units
 * @param cumulativeQuantity what filled under this very {@code brokerOrderId}, FIX CumQty(14):
 *     after a replace under a new id it counts from zero, and an adapter takes off what its broker
 *     carries over, so that the fills of a chain are the sum over its ids
 * @param averagePrice FIX AvgPx(6) of {@code cumulativeQuantity}; absent while nothing filled
 * @param replaces the broker order id before a replace
 * @param replacedBy the broker order id after a replace
 * @param text what the broker says of the state; empty if nothing
 * @param updatedAt when the order reached this state, on the broker's clock; orders reports of one
 *     broker order id
 * @param legs the orders that hang on this one
 */
public record OrderReport(
    AccountKey account,
    String brokerOrderId,
    @Nullable String clientOrderId,
    OrderClass orderClass,
    @Nullable Instrument instrument,
    Side side,
    @Nullable OrderTerms terms,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal notional,
    OrderStatus status,
    BigDecimal cumulativeQuantity,
    @Nullable BigDecimal averagePrice,
    @Nullable String replaces,
    @Nullable String replacedBy,
    String text,
    @Nullable Instant submittedAt,
    Instant updatedAt,
    List<OrderReport> legs) {

  public OrderReport {
    legs = List.copyOf(legs);
  }
}
