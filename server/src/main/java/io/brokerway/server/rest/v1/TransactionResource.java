package io.brokerway.server.rest.v1;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.engine.portfolio.TransactionView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that changed an account, as the broker booked it.
 *
 * @param quantity the change of the holding: negative for a sell; null where no holding changes
 * @param amount the change of cash: negative for a buy; null where no cash moves
 * @param dateOnly whether the broker gave only a date
 */
record TransactionResource(
    UUID id,
    UUID accountId,
    @Nullable String brokerTransactionId,
    TransactionType type,
    String subType,
    @Nullable InstrumentResource instrument,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal price,
    @Nullable BigDecimal amount,
    @Nullable BigDecimal fee,
    @Nullable String currency,
    @Nullable String brokerOrderId,
    Instant occurredAt,
    boolean dateOnly,
    @Nullable LocalDate settlementDate,
    String description,
    Transaction.Status status,
    Instant createdAt) {

  static TransactionResource of(TransactionView view) {
    var booked = view.transaction();
    var instrument = booked.instrument();
    return new TransactionResource(
        view.id(),
        view.account(),
        booked.brokerId(),
        booked.type(),
        booked.subType(),
        instrument == null ? null : InstrumentResource.of(instrument),
        booked.quantity(),
        booked.price(),
        amount(booked.amount()),
        amount(booked.fee()),
        currency(booked),
        booked.brokerOrderId(),
        booked.occurredAt(),
        booked.dateOnly(),
        booked.settlementDate(),
        booked.description(),
        booked.status(),
        view.createdAt());
  }

  private static @Nullable BigDecimal amount(@Nullable Money money) {
    return money == null ? null : money.amount();
  }

  private static @Nullable String currency(Transaction booked) {
    var money = booked.amount() == null ? booked.fee() : booked.amount();
    return money == null ? null : money.currency().code();
  }
}
