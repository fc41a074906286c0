package io.brokerway.engine.portfolio;

import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fill of ours, or what the broker later said of one, that the last snapshot may lack.
 *
 * @param bookedAt on our clock
 */
record BookedFill(
    UUID id,
    Execution.Kind kind,
    String brokerOrderId,
    @Nullable String executionId,
    @Nullable String referenceId,
    Instrument instrument,
    Side side,
    BigDecimal quantity,
    BigDecimal price,
    @Nullable Money fee,
    Instant executedAt,
    boolean synthesised,
    Instant bookedAt) {
  // A fill that was derived from two looks at an order happened somewhere between them.
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

  static BookedFill of(UUID id, Execution execution, Instant bookedAt) {
    return new BookedFill(
        id,
        execution.kind(),
        execution.brokerOrderId(),
        execution.executionId(),
        execution.referenceId(),
        execution.instrument(),
        execution.side(),
        execution.quantity(),
        execution.price(),
        execution.fee(),
        execution.executedAt(),
        execution.synthesised(),
        bookedAt);
  }

  /** Where the execution itself lies. */
  ReadSpan.Placement place(ReadSpan span) {
    var earliest = synthesised ? executedAt.minus(BETWEEN_LOOKS) : executedAt;
    return span.place(earliest, ReadSpan.latest(executedAt));
  }

  /** Where the news lies: a correction counts from when it was told, however old the trade is. */
  ReadSpan.Placement placeNews(ReadSpan span) {
    var told = executedAt.isAfter(bookedAt) ? executedAt : bookedAt;
    return span.place(told, told);
  }

  /** Whether this, a correction or a bust, speaks of that fill. */
  boolean amends(BookedFill fill) {
    var reference = referenceId != null ? referenceId : executionId;
    return fill.kind == Execution.Kind.FILL
        && reference != null
        && reference.equals(fill.executionId)
        && brokerOrderId.equals(fill.brokerOrderId);
  }

  BigDecimal signedQuantity() {
    return kind == Execution.Kind.BUST
        ? BigDecimal.ZERO
        : quantity.multiply(BigDecimal.valueOf(side.sign()));
  }

  /** What it does to cash, fee included where it is in the instrument's currency. */
  BigDecimal cash() {
    if (kind == Execution.Kind.BUST) {
      return BigDecimal.ZERO;
    }
    var value = signedQuantity().multiply(price).multiply(instrument.multiplier()).negate();
    return value.subtract(feeInCurrency());
  }

  private BigDecimal feeInCurrency() {
    return fee != null && fee.currency().equals(instrument.currency())
        ? fee.amount()
        : BigDecimal.ZERO;
  }
}
