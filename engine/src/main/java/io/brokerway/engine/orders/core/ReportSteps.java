package io.brokerway.engine.orders.core;

import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the broker's view of an order leads to, seen on a stream, in a list or by a look-up. */
final class ReportSteps {
  private ReportSteps() {}

  static void reportedIfAny(Stepper order, @Nullable OrderReport report) {
    if (report != null) {
      reported(order, report);
    }
  }

  static void reported(Stepper order, OrderReport report) {
    var known = order.link(report.brokerOrderId());
    var link =
        known
            .orElseGet(() -> place(order, report))
            .reporting(report.cumulativeQuantity(), report.averagePrice());
    order.put(link);
    var replacedBy = report.replacedBy();
    if (replacedBy != null) {
      order.linkOrNew(replacedBy);
    }
    sumUp(order);
    if (link.reported().signum() > 0 && order.life.reported.compareTo(order.life.booked) > 0) {
      order.effect(new Effect.AwaitExecutions(link.brokerOrderId()));
    }
    if (isNews(order, link, report)) {
      link = link.at(report.status(), inMicros(report.updatedAt()));
      order.put(link);
      drive(order, link, report);
    }
  }

  /** A link that we did not know: before the one that replaced it, else at the end of the chain. */
  private static Link place(Stepper order, OrderReport report) {
    var link = order.linkOrNew(report.brokerOrderId());
    var replacedBy = report.replacedBy();
    if (replacedBy == null || order.link(replacedBy).isEmpty()) {
      return link;
    }
    order.links.remove(link);
    var position = order.links.indexOf(order.link(replacedBy).orElseThrow());
    order.links.add(position, link);
    for (var i = 0; i < order.links.size(); i++) {
      var each = order.links.get(i);
      order.links.set(
          i,
          new Link(
              each.brokerOrderId(),
              i + 1,
              each.status(),
              each.reported(),
              each.reportedAverage(),
              each.brokerTime()));
    }
    return order.links.get(position);
  }

  /** Whether a report moves its link: newer, and not back from a final status. */
  private static boolean isNews(Stepper order, Link link, OrderReport report) {
    var status = link.status();
    var time = link.brokerTime();
    if (status == null || time == null) {
      return true;
    }
    var age = inMicros(report.updatedAt()).compareTo(time);
    if (status.isFinal()) {
      if (age > 0 && report.status() != status) {
        order.effect(
            new Effect.Alarm("the broker shows %s after %s".formatted(report.status(), status)));
      }
      return false;
    }
    return age > 0 || (age == 0 && rank(report.status()) >= rank(status));
  }

  /** Times are kept in microseconds: one that was stored must compare as it did before. */
  private static Instant inMicros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  private static int rank(OrderStatus status) {
    return switch (status) {
      case PENDING_NEW -> 0;
      case NEW, SUSPENDED -> 1;
      case PARTIALLY_FILLED -> 2;
      case PENDING_CANCEL, PENDING_REPLACE -> 3;
      case DONE_FOR_DAY -> 4;
      case FILLED, CANCELED, REPLACED, REJECTED, EXPIRED -> 5;
    };
  }

  /** FIX CumQty and AvgPx over the chain; the count never goes down. */
  private static void sumUp(Stepper order) {
    var quantity = BigDecimal.ZERO;
    var value = BigDecimal.ZERO;
    var priced = true;
    for (var link : order.links) {
      quantity = quantity.add(link.reported());
      var average = link.reportedAverage();
      if (average != null) {
        value = value.add(average.multiply(link.reported()));
      } else if (link.reported().signum() > 0) {
        priced = false;
      }
    }
    if (quantity.compareTo(order.life.reported) > 0) {
      order.life.reported = quantity;
      order.life.reportedAverage = priced ? Prices.average(value, quantity) : null;
    }
  }

  private static void drive(Stepper order, Link link, OrderReport report) {
    if (order.life.base.isFinal()) {
      afterTheEnd(order, link, report);
      return;
    }
    if (order.life.brokerOrderId == null && report.status() != OrderStatus.REJECTED) {
      order.life.brokerOrderId = link.brokerOrderId();
    }
    switch (report.status()) {
      case REPLACED -> replaced(order, report);
      case REJECTED -> refused(order, link, report);
      case PENDING_NEW,
          NEW,
          PARTIALLY_FILLED,
          PENDING_CANCEL,
          PENDING_REPLACE,
          SUSPENDED,
          DONE_FOR_DAY,
          FILLED,
          CANCELED,
          EXPIRED -> {
        order.acknowledged(report.updatedAt());
        settleReplace(order, link, report);
        if (drives(order, link, report)) {
          base(order, report);
        }
      }
    }
  }

  private static void replaced(Stepper order, OrderReport report) {
    order.acknowledged(report.updatedAt());
    var replacedBy = report.replacedBy();
    var replace = openReplace(order);
    if (replacedBy == null) {
      order.effect(new Effect.AskBroker("replaced by an order that was not named"));
    } else if (replace.isPresent()) {
      OutcomeSteps.replaceDone(order, replace.get(), replacedBy);
    } else if (!replacedBy.equals(order.life.brokerOrderId)) {
      order.life.brokerOrderId = replacedBy;
      order.tell(OrderFacts.REPLACED, Map.of("brokerOrderId", replacedBy));
      order.effect(new Effect.AskBroker("replaced, and not by us: its terms changed"));
    }
  }

  private static void refused(Stepper order, Link link, OrderReport report) {
    if (link.ordinal() == 1) {
      order.life.acknowledgedAt = order.at;
      order.end(OrderState.REJECTED, report.text());
      return;
    }
    openReplace(order)
        .ifPresent(
            replace -> order.put(replace.to(CommandState.REJECTED, report.text(), order.at)));
    if (link.brokerOrderId().equals(order.life.brokerOrderId)) {
      order.life.brokerOrderId = order.links.get(link.ordinal() - 2).brokerOrderId();
      order.effect(new Effect.AskBroker("the order that replaced it was refused"));
    }
  }

  /** A replace is done once its own id is in force, or the same id shows what it asked for. */
  private static void settleReplace(Stepper order, Link link, OrderReport report) {
    var replace = openReplace(order).orElse(null);
    if (replace == null) {
      return;
    }
    var ownId =
        !link.brokerOrderId().equals(order.life.brokerOrderId) && isAfterCurrent(order, link);
    if (ownId ? OutcomeSteps.isInForce(report.status()) : shows(report, replace.change())) {
      OutcomeSteps.replaceDone(order, replace, link.brokerOrderId());
    }
  }

  private static boolean shows(OrderReport report, @Nullable OrderChange change) {
    var terms = report.terms();
    if (change == null
        || terms == null
        || report.status() == OrderStatus.PENDING_REPLACE
        || report.status().isFinal()) {
      return false;
    }
    return agrees(change.quantity(), report.quantity())
        && agrees(change.limitPrice(), terms.limitPrice())
        && agrees(change.stopPrice(), terms.stopPrice())
        && (change.trail() == null || change.trail().equals(terms.trail()))
        && (change.timeInForce() == null || change.timeInForce() == terms.timeInForce())
        && (change.goodUntil() == null || change.goodUntil().equals(terms.goodUntil()));
  }

  private static boolean agrees(@Nullable BigDecimal wanted, @Nullable BigDecimal shown) {
    return wanted == null || (shown != null && wanted.compareTo(shown) == 0);
  }

  private static Optional<Command> openReplace(Stepper order) {
    return order.commands().stream()
        .filter(command ->
            command.kind() == CommandKind.REPLACE
                && (command.state().isAtBroker() || command.state() == CommandState.NEEDS_DECISION))
        .findFirst();
  }

  private static boolean isAfterCurrent(Stepper order, Link link) {
    var current = order.life.brokerOrderId;
    return current == null
        || order.link(current).map(each -> each.ordinal() < link.ordinal()).orElse(true);
  }

  /** Whether a link speaks for the order: the one in force, or one that filled it whole. */
  private static boolean drives(Stepper order, Link link, OrderReport report) {
    if (link.brokerOrderId().equals(order.life.brokerOrderId)) {
      return true;
    }
    if (isAfterCurrent(order, link) && openReplace(order).isEmpty()) {
      order.life.brokerOrderId = link.brokerOrderId();
      order.tell(OrderFacts.REPLACED, Map.of("brokerOrderId", link.brokerOrderId()));
      return true;
    }
    return report.status() == OrderStatus.FILLED
        && order.links.stream()
            .allMatch(each -> each.ordinal() <= link.ordinal() || each.status() == null);
  }

  private static void base(Stepper order, OrderReport report) {
    var life = order.life;
    var filled = life.booked.max(life.reported).signum() > 0;
    switch (report.status()) {
      case PENDING_NEW -> {
        // The broker has the order: whatever it calls that, it is on its way no more.
        if (!life.base.isWorking()) {
          life.base = filled ? OrderState.PARTIALLY_FILLED : OrderState.NEW;
        }
      }
      case NEW, PARTIALLY_FILLED ->
          life.base = filled ? OrderState.PARTIALLY_FILLED : OrderState.NEW;
      case PENDING_CANCEL -> life.base = OrderState.PENDING_CANCEL;
      case PENDING_REPLACE -> life.base = OrderState.PENDING_REPLACE;
      case SUSPENDED -> life.base = OrderState.SUSPENDED;
      case DONE_FOR_DAY -> life.base = OrderState.DONE_FOR_DAY;
      case FILLED -> order.end(OrderState.FILLED, report.text());
      case CANCELED -> order.end(OrderState.CANCELED, report.text());
      case EXPIRED -> order.end(OrderState.EXPIRED, report.text());
      case REPLACED, REJECTED ->
          throw new IllegalStateException(report.status() + " is decided elsewhere");
    }
    life.reason = report.text();
  }

  private static void afterTheEnd(Stepper order, Link link, OrderReport report) {
    if (report.status() == OrderStatus.REJECTED || report.status() == OrderStatus.REPLACED) {
      return;
    }
    var neverThere = order.life.acknowledgedAt == null;
    var another =
        !report.status().isFinal()
            && !link.brokerOrderId().equals(order.life.brokerOrderId)
            && isAfterCurrent(order, link);
    if (neverThere || another) {
      late(order, report.status().isFinal() ? null : link.brokerOrderId());
    }
  }

  /** The order ended without ever having been at the broker, and now it is there. */
  static void lateIfNeverThere(Stepper order, @Nullable String liveBrokerOrderId) {
    if (order.life.acknowledgedAt == null) {
      late(order, liveBrokerOrderId);
    }
  }

  private static void late(Stepper order, @Nullable String liveBrokerOrderId) {
    if (order.life.lateArrival) {
      return;
    }
    order.life.lateArrival = true;
    order.tell(
        OrderFacts.LATE_ARRIVAL,
        liveBrokerOrderId == null ? Map.of() : Map.of("brokerOrderId", liveBrokerOrderId));
    order.effect(new Effect.Alarm("the order appeared at the broker after its final state"));
    if (liveBrokerOrderId != null) {
      order.effect(new Effect.CancelLate(liveBrokerOrderId));
    }
  }
}
