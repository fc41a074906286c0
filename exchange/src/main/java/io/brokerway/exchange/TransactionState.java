package io.brokerway.exchange;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A transaction as the archive keeps it. Fields are only ever added. */
record TransactionState(
    String id,
    long sequence,
    String account,
    TransactionType type,
    @Nullable String symbol,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal price,
    BigDecimal amount,
    BigDecimal fee,
    @Nullable String orderId,
    @Nullable BigDecimal cumulativeQuantity,
    String description,
    Instant at) {

  static TransactionState of(VenueTransaction of) {
    var listed = of.listed();
    return new TransactionState(
        of.id(),
        of.sequence(),
        of.account().value(),
        of.type(),
        listed == null ? null : listed.symbol(),
        of.quantity(),
        of.price(),
        of.amount(),
        of.fee(),
        of.orderId(),
        of.cumulativeQuantity(),
        of.description(),
        of.at());
  }

  VenueTransaction transaction(Function<String, Listed> listings) {
    return new VenueTransaction(
        id,
        sequence,
        new AccountKey(account),
        type,
        symbol == null ? null : listings.apply(symbol),
        quantity,
        price,
        amount,
        fee,
        orderId,
        cumulativeQuantity,
        description,
        at);
  }
}
