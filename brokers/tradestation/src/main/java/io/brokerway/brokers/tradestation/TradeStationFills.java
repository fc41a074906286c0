package io.brokerway.brokers.tradestation;

import static io.brokerway.brokers.tradestation.TradeStationMapping.FIGURES;

import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fills that lie between two looks at an order: TradeStation shows how much is filled and at
 * what average, and no fill by itself. Not thread-safe.
 */
final class TradeStationFills {
  private static final int PRICE_DECIMALS = 10;

  /** What was filled at the last look, and what it was worth. */
  private record Count(BigDecimal quantity, BigDecimal value) {
    static final Count NOTHING = new Count(BigDecimal.ZERO, BigDecimal.ZERO);
  }

  private final Map<String, Count> counts = new HashMap<>();

  /**
   * What filled since the last look; empty if nothing did, or the order has several instruments.
   *
   * @param fromZero whether an order that was not seen before had nothing filled; else what it
   *     filled is taken as known
   */
  Optional<Execution> since(OrderReport report, boolean fromZero) {
    var before = counts.get(report.brokerOrderId());
    var now = count(report);
    counts.put(report.brokerOrderId(), now);
    if (before == null && !fromZero) {
      return Optional.empty();
    }
    var known = before == null ? Count.NOTHING : before;
    var quantity = now.quantity().subtract(known.quantity());
    var instrument = report.instrument();
    if (quantity.signum() <= 0 || instrument == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Execution(
            Execution.Kind.FILL,
            report.account(),
            report.brokerOrderId(),
            null,
            null,
            instrument,
            report.side(),
            quantity,
            price(now, known, quantity, report.averagePrice()),
            now.quantity(),
            null,
            report.updatedAt(),
            "stream",
            true));
  }

  /** Whether a count that was seen before went down, as when a trade is broken. */
  boolean shrank(OrderReport report) {
    var before = counts.get(report.brokerOrderId());
    return before != null && report.cumulativeQuantity().compareTo(before.quantity()) < 0;
  }

  private static Count count(OrderReport report) {
    var average = report.averagePrice();
    var quantity = report.cumulativeQuantity();
    return new Count(quantity, average == null ? BigDecimal.ZERO : quantity.multiply(average));
  }

  /** The worth of what is new, by unit; the average itself where rounding leaves nothing of it. */
  private static BigDecimal price(
      Count now, Count before, BigDecimal quantity, @Nullable BigDecimal average) {
    var value = now.value().subtract(before.value());
    if (before.quantity().signum() == 0 || value.signum() <= 0) {
      return Objects.requireNonNullElseGet(
          average,
          () -> {
            throw FIGURES.missing("order.FilledPrice");
          });
    }
    return value.divide(quantity, PRICE_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
  }
}
