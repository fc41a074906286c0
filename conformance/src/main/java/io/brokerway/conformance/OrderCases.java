package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** ORD: every combination of order type, time in force and asset class that is declared. */
final class OrderCases {
  private OrderCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("ORD");
    for (var assetClass : AssetClass.values()) {
      for (var type : OrderType.values()) {
        Combination.of(type, assetClass).stream()
            .filter(combination -> combination.isDeclaredBy(plan.capabilities()))
            .forEach(combination -> add(sheet, combination));
      }
    }
    return sheet.cases();
  }

  private static void add(Plan.Sheet sheet, Combination combination) {
    sheet.add(
        combination.id(),
        "%s orders of %s".formatted(combination.type(), combination.assetClass()),
        "is taken as it is meant, once, and found again",
        stage -> isTaken(stage, combination));
  }

  private static void isTaken(Stage stage, Combination combination) {
    var trader = stage.trader();
    stage.simulator().moveTo(combination.timeInForce(), combination.session());
    var specimen = stage.simulator().specimen(combination.assetClass());
    var order = Orders.on(stage, trader).buy(specimen, combination);

    var placed = trader.place(order);

    assertTakenOnce(trader, placed);
    assertShown(stage, trader.found(placed.ref()), order);
    assertEnd(trader, placed, combination);
  }

  /** The broker's own ledger has it, once, with the meaning that it was sent with. */
  static void assertTakenOnce(Trader trader, Placed placed) {
    var order = placed.order();
    assertThat(trader.placesTaken())
        .as("orders in the broker's ledger")
        .singleElement()
        .satisfies(taken -> {
          assertThat(taken.brokerOrderId()).isEqualTo(placed.brokerOrderId());
          assertThat(taken.clientOrderId()).isIn(null, order.clientOrderId());
          assertThat(taken.orderClass()).isIn(null, order.orderClass());
          assertThat(taken.side()).isIn(null, order.side());
          assertThat(taken.type()).isIn(null, order.terms().type());
          assertThat(taken.timeInForce()).isIn(null, order.terms().timeInForce());
          if (order.instrument() != null) {
            assertThat(taken.symbol()).isIn(null, order.instrument().symbol());
          }
          assertSame("limit price", taken.limitPrice(), order.terms().limitPrice());
          assertSame("stop price", taken.stopPrice(), order.terms().stopPrice());
          switch (order.quantity()) {
            case OrderQuantity.Units(var units) -> assertSame("quantity", taken.quantity(), units);
            case OrderQuantity.Notional(var money) ->
                assertSame("notional", taken.notional(), money.amount());
          }
        });
  }

  private static void assertSame(
      String what, @Nullable BigDecimal taken, @Nullable BigDecimal sent) {
    if (taken != null) {
      assertThat(sent).as(what).isNotNull();
      assertThat(taken).as(what).isEqualByComparingTo(Objects.requireNonNull(sent));
    }
  }

  /** The report of an order says what was sent. */
  static void assertShown(Stage stage, OrderReport report, NewOrder order) {
    assertThat(report.account()).isEqualTo(order.account());
    assertThat(report.side().isSell()).isEqualTo(order.side().isSell());
    assertThat(report.orderClass()).isEqualTo(order.orderClass());
    if (order.instrument() != null && report.instrument() != null) {
      assertThat(report.instrument().key()).isEqualTo(order.instrument().key());
    }
    if (stage.identity().recovery() != OrderIdentity.Recovery.FINGERPRINT_ONLY) {
      assertThat(report.clientOrderId()).isIn(null, order.clientOrderId());
    }
    var terms = report.terms();
    assertThat(terms).as("the terms of an order that we sent").isNotNull();
    var shown = Objects.requireNonNull(terms);
    assertThat(shown.timeInForce()).isEqualTo(order.terms().timeInForce());
    assertThat(shown.type()).isEqualTo(order.terms().type());
    assertNumber(shown.limitPrice(), order.terms().limitPrice());
    assertNumber(shown.stopPrice(), order.terms().stopPrice());
    switch (order.quantity()) {
      case OrderQuantity.Units(var units) -> assertNumber(report.quantity(), units);
      case OrderQuantity.Notional(var money) -> assertNumber(report.notional(), money.amount());
    }
  }

  private static void assertNumber(@Nullable BigDecimal shown, @Nullable BigDecimal sent) {
    if (sent == null) {
      return;
    }
    assertThat(shown).isEqualByComparingTo(sent);
  }

  /** Where the order must end, or that it works and can be taken back. */
  private static void assertEnd(Trader trader, Placed placed, Combination combination) {
    var immediate =
        combination.timeInForce() == TimeInForce.IOC
            || combination.timeInForce() == TimeInForce.FOK;
    var auction =
        combination.timeInForce() == TimeInForce.OPG
            || combination.timeInForce() == TimeInForce.CLS
            || combination.type().name().toUpperCase(Locale.ROOT).contains("_ON_");
    if (auction) {
      assertThat(trader.found(placed.ref()).status()).isNotEqualTo(OrderStatus.REJECTED);
    } else if (combination.type() == OrderType.MARKET) {
      var filled = trader.await(placed, OrderStatus.FILLED);
      assertFilled(filled, combination);
    } else if (immediate) {
      var ended = trader.await(placed, OrderStatus.CANCELED, OrderStatus.EXPIRED);
      assertThat(ended.cumulativeQuantity()).isZero();
    } else {
      trader.await(placed, OrderStatus.NEW, OrderStatus.SUSPENDED, OrderStatus.PENDING_NEW);
      assertThat(trader.cancel(placed)).isInstanceOf(CommandOutcome.Accepted.class);
      trader.await(placed, OrderStatus.CANCELED);
    }
  }

  private static void assertFilled(OrderReport filled, Combination combination) {
    assertThat(filled.cumulativeQuantity()).isPositive();
    assertThat(filled.averagePrice()).isPositive();
    if (combination.quantity() != QuantityKind.NOTIONAL) {
      assertThat(filled.cumulativeQuantity()).isEqualByComparingTo(filled.quantity());
    }
  }

  /** The reports of one reading, by id. */
  static List<String> ids(List<OrderReport> reports) {
    var ids = new ArrayList<String>();
    reports.forEach(report -> ids.add(report.brokerOrderId()));
    return ids;
  }
}
