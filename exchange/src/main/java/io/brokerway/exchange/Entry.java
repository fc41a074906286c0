package io.brokerway.exchange;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A transaction in the making. */
final class Entry {
  private final String id;
  private final TransactionType type;
  private final Instant at;
  private final String description;
  private @Nullable Listed listed;
  private @Nullable BigDecimal quantity;
  private @Nullable BigDecimal price;
  private BigDecimal amount = BigDecimal.ZERO;
  private BigDecimal fee = BigDecimal.ZERO;
  private @Nullable String orderId;
  private @Nullable BigDecimal cumulative;

  Entry(String id, TransactionType type, Instant at, String description) {
    this.id = id;
    this.type = type;
    this.at = at;
    this.description = description;
  }

  static Entry of(LiveOrder order, VenueEvent.OrderFilled filled) {
    var type = order.isBuy() ? TransactionType.BUY : TransactionType.SELL;
    var entry = new Entry(filled.execution(), type, filled.at(), "");
    entry.price = filled.price();
    entry.fee = filled.fee();
    entry.orderId = order.id;
    entry.cumulative = order.cumulative;
    return entry;
  }

  Entry cash(BigDecimal change) {
    amount = Amounts.trimmed(change);
    return this;
  }

  Entry instrument(Listed of) {
    listed = of;
    return this;
  }

  Entry holding(Listed of, BigDecimal change) {
    listed = of;
    quantity = change;
    return this;
  }

  Entry price(BigDecimal ofUnit) {
    price = ofUnit;
    return this;
  }

  VenueTransaction transaction(LiveAccount account) {
    return new VenueTransaction(
        id,
        account.transactionCount() + 1,
        new AccountKey(account.key),
        type,
        listed,
        quantity,
        price,
        amount,
        fee,
        orderId,
        cumulative,
        description,
        at);
  }
}
