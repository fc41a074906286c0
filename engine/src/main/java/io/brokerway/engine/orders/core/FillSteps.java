package io.brokerway.engine.orders.core;

import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.FillIdentity;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What executions lead to. */
final class FillSteps {
  private FillSteps() {}

  static void executed(Stepper order, Execution execution, FillIdentity identity) {
    FillBook.toBook(order.fills, execution, identity).ifPresent(fill -> book(order, fill));
  }

  /**
   * Books what the broker counts and never told in executions, at the price that its average gives.
   */
  static void unexplained(Stepper order, Input.Unexplained unexplained) {
    var link = order.link(unexplained.brokerOrderId()).orElse(null);
    if (link == null) {
      return;
    }
    var booked = BigDecimal.ZERO;
    var value = BigDecimal.ZERO;
    for (var fill : order.fills) {
      if (fill.brokerOrderId().equals(link.brokerOrderId())) {
        booked = booked.add(fill.change());
        value = value.add(fill.value());
      }
    }
    var missing = link.reported().subtract(booked);
    var average = link.reportedAverage();
    if (missing.signum() <= 0) {
      return;
    }
    if (average == null) {
      order.effect(new Effect.AskBroker("the broker counts fills without a price"));
      return;
    }
    var left = average.multiply(link.reported()).subtract(value);
    var price = left.signum() > 0 ? Prices.average(left, missing) : average;
    if (unexplained.identity() == FillIdentity.EXECUTION_ID) {
      book(order, synthesised(order, link, unexplained.source(), link.reported(), missing, price));
      return;
    }
    for (var gap : FillBook.gaps(order.fills, link.brokerOrderId(), link.reported())) {
      book(
          order,
          synthesised(order, link, unexplained.source(), gap[1], gap[1].subtract(gap[0]), price));
    }
  }

  private static Fill synthesised(
      Stepper order,
      Link link,
      String source,
      BigDecimal through,
      BigDecimal quantity,
      BigDecimal price) {
    var time = link.brokerTime();
    return new Fill(
        FillBook.cumulativeIdentity(link.brokerOrderId(), through),
        link.brokerOrderId(),
        Execution.Kind.FILL,
        null,
        null,
        quantity,
        price,
        through,
        quantity,
        quantity.multiply(price),
        null,
        time == null ? order.at : time,
        source,
        true);
  }

  private static void book(Stepper order, Fill fill) {
    var life = order.life;
    order.fills.add(fill);
    order.linkOrNew(fill.brokerOrderId());
    life.booked = life.booked.add(fill.change());
    life.bookedValue = life.bookedValue.add(fill.value());
    order.effect(new Effect.Book(fill));
    order.tell(
        switch (fill.kind()) {
          case FILL -> OrderFacts.FILL;
          case CORRECTION -> OrderFacts.CORRECTION;
          case BUST -> OrderFacts.BUST;
        },
        Map.of(
            "fill", fill.identity(),
            "lastQuantity", fill.quantity().toPlainString(),
            "lastPrice", fill.price().toPlainString()));
    if (fill.kind() != Execution.Kind.FILL) {
      order.effect(new Effect.Alarm("the broker amended a fill: " + fill.identity()));
    }
    flagOverfill(order);
    if (life.base.isFinal()) {
      ReportSteps.lateIfNeverThere(order, null);
      return;
    }
    if (life.brokerOrderId == null) {
      life.brokerOrderId = fill.brokerOrderId();
    }
    order.acknowledged(fill.executedAt());
    if (fill.kind() == Execution.Kind.FILL) {
      base(order);
    }
  }

  private static void flagOverfill(Stepper order) {
    var life = order.life;
    if (!life.overfill && isAbove(life.booked, life.quantity)) {
      life.overfill = true;
      order.tell(OrderFacts.OVERFILL, Map.of());
      order.effect(new Effect.Alarm("more was filled than ordered"));
    }
  }

  private static boolean isAbove(BigDecimal booked, @Nullable BigDecimal quantity) {
    return quantity != null && booked.compareTo(quantity) > 0;
  }

  private static void base(Stepper order) {
    var life = order.life;
    var whole = life.quantity != null && life.booked.compareTo(life.quantity) >= 0;
    if (whole && life.pendingReplaces == 0) {
      order.end(OrderState.FILLED, "");
      return;
    }
    switch (life.base) {
      case PENDING_NEW, SUBMITTING, SUBMIT_UNKNOWN, NEEDS_DECISION, NEW -> {
        life.base = OrderState.PARTIALLY_FILLED;
        life.reason = "";
      }
      case PARTIALLY_FILLED, PENDING_CANCEL, PENDING_REPLACE, SUSPENDED, DONE_FOR_DAY -> {}
      case FILLED, CANCELED, REJECTED, EXPIRED, DENIED, EXPIRED_UNSENT, NOT_ACCEPTED ->
          throw new IllegalStateException("final states are handled before: " + life.base);
    }
    if (whole) {
      order.effect(new Effect.AskBroker("filled whole while a replace is under way"));
    }
  }
}
