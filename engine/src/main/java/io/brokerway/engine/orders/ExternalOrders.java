package io.brokerway.engine.orders;

import io.brokerway.broker.Money;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.engine.orders.core.OrderLife;
import io.brokerway.engine.orders.core.OrderOrigin;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.portfolio.AccountRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Orders that somebody placed at the broker without us, or the broker itself for the parts of one.
 */
final class ExternalOrders {
  private static final OrderTerms OTHER_TERMS =
      new OrderTerms(
          OrderType.ALGORITHM,
          TimeInForce.DAY,
          TradingSession.REGULAR,
          null,
          null,
          null,
          null,
          null);

  private ExternalOrders() {}

  /** The order that a report shows; empty if the report does not say what is ordered. */
  static Optional<OrderRow> of(AccountRef account, OrderReport report, UUID id, Instant at) {
    return spec(account, report)
        .map(spec ->
            new OrderRow(
                account.tenant(),
                id,
                account.user().value(),
                account.account(),
                origin(report),
                spec,
                report.clientOrderId() == null ? "" : report.clientOrderId(),
                null,
                Duration.ZERO,
                List.of(),
                at,
                OrderLife.begun(
                    OrderState.SUBMITTING, spec.side(), spec.units(), BigDecimal.ZERO, 1, at)));
  }

  /**
   * A stop that comes with a bracket or OCO shares its units with the take-profit: only one of them
   * can fill.
   */
  private static OrderOrigin origin(OrderReport report) {
    if (report.instrument() == null) {
      return OrderOrigin.EXTERNAL;
    }
    return switch (report.orderClass()) {
      case SIMPLE -> OrderOrigin.EXTERNAL;
      case OTO, MULTI_LEG -> OrderOrigin.PART;
      case BRACKET, OCO ->
          report.terms() != null && report.terms().type().needsStopPrice()
              ? OrderOrigin.ALTERNATIVE_PART
              : OrderOrigin.PART;
    };
  }

  private static Optional<OrderSpec> spec(AccountRef account, OrderReport report) {
    var quantity = report.quantity();
    var notional = report.notional();
    if (quantity == null && notional == null) {
      return Optional.empty();
    }
    var instrument = report.instrument();
    var legs = instrument == null ? legs(report) : List.<OrderLeg>of();
    if (instrument == null && legs.isEmpty()) {
      return Optional.empty();
    }
    // Exits of an order that we did not place come as orders of their own: each is simple here.
    return Optional.of(
        new OrderSpec(
            instrument == null ? OrderClass.MULTI_LEG : OrderClass.SIMPLE,
            instrument,
            report.side(),
            PositionEffect.AUTOMATIC,
            quantity != null
                ? new OrderQuantity.Units(quantity)
                : new OrderQuantity.Notional(
                    new Money(java.util.Objects.requireNonNull(notional), account.currency())),
            report.terms() == null ? OTHER_TERMS : report.terms(),
            legs,
            null,
            null,
            null,
            false,
            Map.of()));
  }

  private static List<OrderLeg> legs(OrderReport report) {
    var legs = new ArrayList<OrderLeg>();
    for (var leg : report.legs()) {
      if (leg.instrument() != null) {
        legs.add(new OrderLeg(leg.instrument(), leg.side(), 1, PositionEffect.AUTOMATIC));
      }
    }
    return legs;
  }
}
