package io.brokerway.broker.account;

import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.Instrument;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that changed an account, as the broker booked it.
 *
 * @param brokerId the broker's id; absent where it gives none, then the content is the identity. Of
 *     a fill it is the {@code executionId} of the execution, where the broker's fills are known by
 *     that
 * @param subType the broker's own finer type, kept as it is; empty if none
 * @param instrument absent where no instrument takes part
 * @param quantity the change of the holding: positive for a buy, negative for a sell; absent where
 *     no holding changes
 * @param amount the change of cash: negative for a buy; absent where no cash moves
 * @param brokerOrderId the order that it came from; absent if none or not told
 * @param cumulativeQuantity of that very broker order id after it, without what its predecessors in
 *     a replace chain filled; absent if not told
 * @param occurredAt when it happened; the start of the day, where the broker gives only a date
 * @param dateOnly whether the broker gave only a date
 * @param status whether it stands, or amends an earlier one
 * @param amends the broker's id of the transaction that a correction or reversal speaks of; absent
 *     if none or not told
 */
public record Transaction(
    @Nullable String brokerId,
    TransactionType type,
    String subType,
    @Nullable Instrument instrument,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal price,
    @Nullable Money amount,
    @Nullable Money fee,
    @Nullable String brokerOrderId,
    @Nullable BigDecimal cumulativeQuantity,
    Instant occurredAt,
    boolean dateOnly,
    @Nullable LocalDate settlementDate,
    String description,
    Status status,
    @Nullable String amends) {

  /** Whether a transaction stands. */
  public enum Status {
    EXECUTED,
    PENDING,
    CORRECTED,
    REVERSED
  }
}
