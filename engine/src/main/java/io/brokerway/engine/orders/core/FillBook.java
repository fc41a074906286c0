package io.brokerway.engine.orders.core;

import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.FillIdentity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of an execution is new. Executions come in any order, twice, and from several
 * sources; each unit is counted once.
 */
final class FillBook {
  private FillBook() {}

  /** What makes an execution unique in its account. */
  static String identityOf(Execution execution, FillIdentity identity) {
    var id = execution.executionId();
    return switch (execution.kind()) {
      case FILL ->
          identity == FillIdentity.EXECUTION_ID && id != null && !execution.synthesised()
              ? "x:" + id
              : cumulativeIdentity(execution.brokerOrderId(), execution.cumulativeQuantity());
      case CORRECTION ->
          "c:%s:%s@%s"
              .formatted(
                  subjectOf(execution), plain(execution.quantity()), plain(execution.price()));
      case BUST -> "b:" + subjectOf(execution);
    };
  }

  static String cumulativeIdentity(String brokerOrderId, @Nullable BigDecimal cumulative) {
    return "q:%s:%s".formatted(brokerOrderId, plain(cumulative));
  }

  /** The spans from zero to the broker's count that no booked fill covers, ascending. */
  static List<BigDecimal[]> gaps(List<Fill> booked, String brokerOrderId, BigDecimal through) {
    var open = new ArrayList<BigDecimal[]>();
    var from = BigDecimal.ZERO;
    for (var span : spans(booked, brokerOrderId)) {
      if (span[0].compareTo(from) > 0) {
        open.add(new BigDecimal[] {from, span[0].min(through)});
      }
      from = from.max(span[1]);
    }
    if (through.compareTo(from) > 0) {
      open.add(new BigDecimal[] {from, through});
    }
    return open;
  }

  /** The fill to store, or nothing if it is known already. */
  static Optional<Fill> toBook(List<Fill> booked, Execution execution, FillIdentity identity) {
    var id = identityOf(execution, identity);
    if (booked.stream().anyMatch(fill -> fill.identity().equals(id))) {
      return Optional.empty();
    }
    return switch (execution.kind()) {
      case FILL -> fill(booked, execution, identity, id);
      case CORRECTION -> Optional.of(amendment(booked, execution, id, execution.quantity()));
      case BUST -> Optional.of(amendment(booked, execution, id, BigDecimal.ZERO));
    };
  }

  private static Optional<Fill> fill(
      List<Fill> booked, Execution execution, FillIdentity identity, String id) {
    var subject = execution.executionId();
    if (subject != null && booked.stream().anyMatch(fill -> subject.equals(fill.referenceId()))) {
      // Its correction or bust came first and already says what stands.
      return Optional.of(stored(execution, id, BigDecimal.ZERO));
    }
    if (identity == FillIdentity.EXECUTION_ID && !execution.synthesised()) {
      var explained = execution.quantity().min(unexplained(booked));
      return Optional.of(stored(execution, id, execution.quantity().subtract(explained)));
    }
    var fresh = uncovered(booked, execution);
    return fresh.signum() == 0 ? Optional.empty() : Optional.of(stored(execution, id, fresh));
  }

  /** Units that were derived from the broker's count and for which no execution came yet. */
  private static BigDecimal unexplained(List<Fill> booked) {
    var open = BigDecimal.ZERO;
    for (var fill : booked) {
      if (fill.kind() != Execution.Kind.FILL) {
        continue;
      }
      open =
          fill.synthesised()
              ? open.add(fill.change())
              : open.subtract(fill.quantity().subtract(fill.change()));
    }
    return open.max(BigDecimal.ZERO);
  }

  /** How much of the span of cumulative quantity that the execution names is not booked yet. */
  private static BigDecimal uncovered(List<Fill> booked, Execution execution) {
    var to = execution.cumulativeQuantity();
    if (to == null) {
      return execution.quantity();
    }
    var from = to.subtract(execution.quantity());
    var open = execution.quantity();
    for (var span : spans(booked, execution.brokerOrderId())) {
      var overlap = to.min(span[1]).subtract(from.max(span[0]));
      open = overlap.signum() > 0 ? open.subtract(overlap) : open;
    }
    return open.max(BigDecimal.ZERO);
  }

  /** The booked spans of one broker order, ascending, joined where they touch or overlap. */
  private static List<BigDecimal[]> spans(List<Fill> booked, String brokerOrderId) {
    var all = new ArrayList<BigDecimal[]>();
    for (var fill : booked) {
      var through = fill.through();
      if (fill.kind() == Execution.Kind.FILL
          && through != null
          && fill.brokerOrderId().equals(brokerOrderId)) {
        all.add(new BigDecimal[] {through.subtract(fill.quantity()), through});
      }
    }
    all.sort(Comparator.comparing(span -> span[0]));
    var joined = new ArrayList<BigDecimal[]>();
    for (var span : all) {
      if (!joined.isEmpty() && joined.getLast()[1].compareTo(span[0]) >= 0) {
        joined.getLast()[1] = joined.getLast()[1].max(span[1]);
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  private static Fill amendment(
      List<Fill> booked, Execution execution, String id, BigDecimal standing) {
    var subject = subjectOf(execution);
    var quantity = BigDecimal.ZERO;
    var value = BigDecimal.ZERO;
    for (var fill : booked) {
      if (subject.equals(fill.executionId()) || subject.equals(fill.referenceId())) {
        quantity = quantity.add(fill.change());
        value = value.add(fill.value());
      }
    }
    return new Fill(
        id,
        execution.brokerOrderId(),
        execution.kind(),
        null,
        subject,
        standing,
        execution.price(),
        null,
        standing.subtract(quantity),
        standing.multiply(execution.price()).subtract(value),
        execution.fee(),
        execution.executedAt(),
        execution.source(),
        execution.synthesised());
  }

  private static Fill stored(Execution execution, String id, BigDecimal change) {
    return new Fill(
        id,
        execution.brokerOrderId(),
        execution.kind(),
        execution.executionId(),
        null,
        execution.quantity(),
        execution.price(),
        execution.cumulativeQuantity(),
        change,
        change.multiply(execution.price()),
        execution.fee(),
        execution.executedAt(),
        execution.source(),
        execution.synthesised());
  }

  private static String subjectOf(Execution execution) {
    var reference = execution.referenceId();
    if (reference != null) {
      return reference;
    }
    var id = execution.executionId();
    return id != null ? id : plain(execution.cumulativeQuantity());
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "" : number.stripTrailingZeros().toPlainString();
  }
}
