package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The orders that Schwab has. An order shows nothing of ours, so one whose id was never told is
 * found by what it is, when it was entered, and that it was not there before. Changes nothing.
 */
final class SchwabOrderSearch {
  private static final int LONGEST_CHAIN = 50;

  /** Less than the year that one request may span. */
  private static final Duration FURTHEST_BACK = Duration.ofDays(364);

  /** How far Schwab's clock may be from ours. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final SchwabClient client;
  private final Clock clock;

  SchwabOrderSearch(SchwabClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  Reading<List<OrderReport>> list(AccountKey account, OrderQuery query) {
    var now = clock.instant();
    var furthest = now.minus(FURTHEST_BACK);
    var since = query.since();
    var from = since == null || since.isBefore(furthest) ? furthest : since;
    var reply = client.getOrders(account, from.minus(SKEW), now.plus(SKEW));
    var all =
        reply.body().stream()
            .flatMap(order -> SchwabOrders.parts(order).stream())
            .sorted(newestFirst())
            .map(order -> SchwabOrders.report(account, order))
            .filter(report -> since == null || !isBefore(report, since))
            .filter(report -> query.scope() == OrderQuery.Scope.ALL || !report.status().isFinal())
            .toList();
    return new Reading<>(all, reply.startedAt(), reply.body().size() < SchwabClient.MOST_ORDERS);
  }

  private static boolean isBefore(OrderReport report, Instant since) {
    var entered = report.submittedAt();
    return entered != null && entered.isBefore(since.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Comparator<SchwabWire.Order> newestFirst() {
    return Comparator.comparing(
            (SchwabWire.Order order) -> SchwabFigures.instant("enteredTime", order.enteredTime()))
        .thenComparing(order -> SchwabFigures.given("orderId", order.orderId()))
        .reversed();
  }

  /** The newest of the chain of replaces that an order belongs to. */
  Lookup lookUp(OrderRef order) {
    var id = order.brokerOrderId();
    if (id == null) {
      return byFingerprint(order);
    }
    var found = client.getOrder(order.account(), id);
    return found.body().isPresent()
        ? new Lookup.Found(report(order.account(), newest(order.account(), found.body().get())))
        : new Lookup.Absent(found.startedAt());
  }

  private static OrderReport report(AccountKey account, SchwabWire.Order order) {
    return SchwabOrders.report(account, order);
  }

  private Lookup byFingerprint(OrderRef ref) {
    var order = ref.order();
    var sentAt = ref.sentAt();
    if (order == null || sentAt == null) {
      throw new Unsupported("Schwab finds an order by its id, or by what was sent and when");
    }
    var now = clock.instant();
    var reply = client.getOrders(ref.account(), sentAt.minus(SKEW), now.plus(SKEW));
    var candidates =
        reply.body().stream()
            .flatMap(shown -> SchwabOrders.parts(shown).stream())
            .filter(shown -> !ref.knownBefore().contains(SchwabOrders.id(shown)))
            .filter(shown -> isAlike(order, shown))
            .toList();
    return switch (candidates.size()) {
      case 0 -> new Lookup.Absent(reply.startedAt());
      case 1 ->
          new Lookup.Found(report(ref.account(), newest(ref.account(), candidates.getFirst())));
      default ->
          new Lookup.Ambiguous(
              candidates.stream().map(shown -> report(ref.account(), shown)).toList());
    };
  }

  /** Whether what is shown may be what was sent. */
  private static boolean isAlike(NewOrder order, SchwabWire.Order shown) {
    var sent = SchwabOrderForms.form(order);
    var legs = shown.orderLegCollection();
    if (legs == null || legs.size() != 1) {
      return false;
    }
    var leg = legs.getFirst();
    var shownInstrument = SchwabSymbols.instrument(leg.instrument());
    var sentLeg = SchwabOrders.firstLeg(sent);
    return order.instrument() != null
        && shownInstrument.key().equals(order.instrument().key())
        && Objects.equals(sentLeg.instruction(), leg.instruction())
        && isSame(sentLeg.quantity(), leg.quantity())
        && Objects.equals(sent.orderStrategyType(), shown.orderStrategyType())
        && Objects.equals(sent.orderType(), shown.orderType())
        && Objects.equals(sent.duration(), shown.duration())
        && Objects.equals(sent.session(), shown.session())
        && isSame(sent.price(), shown.price())
        && (order.terms().trail() != null || isSame(sent.stopPrice(), shown.stopPrice()));
  }

  private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other == null : other != null && one.compareTo(other) == 0;
  }

  /** The order of that very id, replaced or not. */
  Optional<SchwabWire.Order> find(AccountKey account, String id) {
    return client.getOrder(account, id).body();
  }

  /** The end of the chain of replaces that an order began. */
  SchwabWire.Order newest(AccountKey account, SchwabWire.Order order) {
    var newest = order;
    for (var i = 0; i < LONGEST_CHAIN; i++) {
      var next = successor(account, newest);
      if (next.isEmpty()) {
        return newest;
      }
      newest = next.get();
    }
    return newest;
  }

  /** By its id where Schwab tells it; else the one order that was entered as this one ended. */
  private Optional<SchwabWire.Order> successor(AccountKey account, SchwabWire.Order order) {
    if (!"REPLACED".equals(order.status())) {
      return Optional.empty();
    }
    var told = SchwabOrders.successor(order);
    if (told != null) {
      return find(account, told);
    }
    var at = order.closeTime() == null ? order.enteredTime() : order.closeTime();
    var ended = SchwabFigures.instant("closeTime", at);
    var leg = SchwabOrders.firstLeg(order);
    var candidates =
        client.getOrders(account, ended.minus(SKEW), ended.plus(SKEW)).body().stream()
            .flatMap(other -> SchwabOrders.parts(other).stream())
            .filter(other -> !Objects.equals(other.orderId(), order.orderId()))
            .filter(other -> isLater(other, order))
            .filter(other -> {
              var its = SchwabOrders.firstLeg(other);
              return Objects.equals(its.instruction(), leg.instruction())
                  && SchwabSymbols.instrument(its.instrument())
                      .key()
                      .equals(SchwabSymbols.instrument(leg.instrument()).key())
                  && Objects.equals(other.orderType(), order.orderType());
            })
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }

  private static boolean isLater(SchwabWire.Order one, SchwabWire.Order other) {
    return SchwabFigures.given("orderId", one.orderId())
        > SchwabFigures.given("orderId", other.orderId());
  }
}
