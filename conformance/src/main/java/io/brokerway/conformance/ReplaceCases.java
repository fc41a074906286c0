package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Capabilities.ReplaceField;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** REPL: changes of working orders, field by field. */
final class ReplaceCases {
  private ReplaceCases() {}

  static List<ConformanceCase> of(Plan plan) {
    if (!plan.trades()) {
      return List.of();
    }
    var sheet = new Plan.Sheet("REPL");
    for (var field : ReplaceField.values()) {
      add(sheet, plan, field);
    }
    if (plan.capabilities().replaceable().contains(ReplaceField.QUANTITY)) {
      afterFills(sheet, plan.usualClass());
    }
    if (plan.capabilities().replaceable().contains(ReplaceField.LIMIT_PRICE)) {
      refusals(sheet, plan);
    }
    return sheet.cases();
  }

  private static void add(Plan.Sheet sheet, Plan plan, ReplaceField field) {
    var type = typeWith(field);
    var fits = plan.capabilities().typesFor(plan.usualClass()).contains(type);
    if (!plan.capabilities().replaceable().contains(field)) {
      sheet.add(
          field.name(),
          "what is not declared",
          "a change of the field is refused, nothing sent",
          stage -> {
            var trader = stage.trader();
            var specimen = stage.simulator().specimen(plan.usualClass());
            var placed = trader.working(Orders.on(stage, trader).resting(specimen));
            stage.quietly(
                trader.broker(),
                broker ->
                    UndeclaredCases.refused(
                        broker,
                        _ -> trader.replace(placed, stage.newOrderId(), change(field, specimen))));
          });
      return;
    }
    sheet.add(
        field.name(),
        "replace " + field,
        "a working order is changed in the field, and in nothing else",
        stage -> {
          assertThat(fits).as("%s is taken, whose %s may change", type, field).isTrue();
          isChanged(stage, plan, field);
        });
  }

  private static OrderType typeWith(ReplaceField field) {
    return switch (field) {
      case QUANTITY, LIMIT_PRICE, TIME_IN_FORCE -> OrderType.LIMIT;
      case STOP_PRICE -> OrderType.STOP;
      case TRAIL -> OrderType.TRAILING_STOP;
    };
  }

  private static OrderChange change(ReplaceField field, Specimen specimen) {
    return switch (field) {
      case QUANTITY -> quantity(specimen.whole().add(BigDecimal.ONE));
      case LIMIT_PRICE ->
          new OrderChange(null, specimen.below().subtract(specimen.step()), null, null, null, null);
      case STOP_PRICE ->
          new OrderChange(null, null, specimen.above().add(specimen.step()), null, null, null);
      case TRAIL -> new OrderChange(null, null, null, TrailingOffset.percent("6"), null, null);
      case TIME_IN_FORCE -> new OrderChange(null, null, null, null, TimeInForce.GTC, null);
    };
  }

  static OrderChange quantity(BigDecimal total) {
    return new OrderChange(total, null, null, null, null, null);
  }

  private static void isChanged(Stage stage, Plan plan, ReplaceField field) {
    var trader = stage.trader();
    var specimen = stage.simulator().specimen(plan.usualClass());
    var placed = trader.working(original(stage, trader, specimen, field));
    var change = change(field, specimen);

    var replaced = trader.replaced(placed, change);

    var report = trader.found(replaced.ref());
    var terms = Objects.requireNonNull(report.terms());
    var sent = placed.order().terms();
    assertThat(report.status().isFinal()).isFalse();
    assertThat(report.quantity())
        .isEqualByComparingTo(change.quantity() == null ? specimen.whole() : change.quantity());
    assertThat(terms.type()).isEqualTo(sent.type());
    assertPrice(terms.limitPrice(), change.limitPrice(), sent.limitPrice());
    assertPrice(terms.stopPrice(), change.stopPrice(), sent.stopPrice());
    assertThat(terms.timeInForce())
        .isEqualTo(change.timeInForce() == null ? sent.timeInForce() : change.timeInForce());
    if (change.trail() != null) {
      assertThat(Objects.requireNonNull(terms.trail()).value())
          .isEqualByComparingTo(change.trail().value());
    }
    assertThat(trader.placesTaken()).hasSize(1);
    assertThat(trader.cancel(replaced)).isInstanceOf(CommandOutcome.Accepted.class);
    trader.await(replaced, OrderStatus.CANCELED);
  }

  private static void assertPrice(
      @Nullable BigDecimal shown, @Nullable BigDecimal changed, @Nullable BigDecimal sent) {
    var wanted = changed == null ? sent : changed;
    if (wanted == null) {
      assertThat(shown).isNull();
    } else {
      assertThat(shown).isEqualByComparingTo(wanted);
    }
  }

  private static NewOrder original(
      Stage stage, Trader trader, Specimen specimen, ReplaceField field) {
    var orders = Orders.on(stage, trader);
    var terms =
        orders.terms(
            specimen,
            typeWith(field),
            orders.time(specimen, typeWith(field), List.of(TimeInForce.DAY, TimeInForce.GTC)),
            TradingSession.REGULAR);
    var resting = orders.resting(specimen);
    return orders.order(specimen.instrument(), resting.side(), resting.quantity(), terms);
  }

  private static void afterFills(Plan.Sheet sheet, AssetClass assetClass) {
    sheet.add(
        "01",
        "replace QUANTITY",
        "after a partial fill the quantity of a replace is the new total",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(assetClass);
          var first = PartialFillCases.partlyFilled(stage, trader, specimen, "10", "4");

          var second = trader.replaced(first, quantity(new BigDecimal("8")));
          stage.simulator().offer(new BigDecimal("100"));
          trader.await(second, OrderStatus.FILLED);

          assertThat(held(trader)).isEqualByComparingTo("8");
          assertThat(filledInAll(trader, first, second)).isEqualByComparingTo("8");
        });
    sheet.add(
        "02",
        "replace QUANTITY",
        "a total of what is filled already, or less, trades nothing more",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(assetClass);
          var first = PartialFillCases.partlyFilled(stage, trader, specimen, "10", "4");

          var outcome = trader.replace(first, stage.newOrderId(), quantity(new BigDecimal("3")));
          if (!(outcome instanceof CommandOutcome.Accepted)) {
            // What was not replaced goes on as it was: it would trade by right.
            trader.cancel(first);
            trader.await(first, OrderStatus.CANCELED);
          }
          stage.simulator().heal();

          assertThat(outcome).isNotInstanceOf(CommandOutcome.Unknown.class);
          assertThat(held(trader)).isEqualByComparingTo("4");
        });
  }

  /** What all broker order ids of a chain filled: each tells its own. */
  private static BigDecimal filledInAll(Trader trader, Placed first, Placed second) {
    if (first.brokerOrderId().equals(second.brokerOrderId())) {
      return trader.found(second.ref()).cumulativeQuantity();
    }
    var reports = trader.orders(OrderQuery.allSince(Instant.EPOCH));
    return reports.stream()
        .filter(report ->
            report.brokerOrderId().equals(first.brokerOrderId())
                || report.brokerOrderId().equals(second.brokerOrderId()))
        .map(OrderReport::cumulativeQuantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static BigDecimal held(Trader trader) {
    return trader.positions().stream()
        .map(Position::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void refusals(Plan.Sheet sheet, Plan plan) {
    sheet.add(
        "03",
        "replace LIMIT_PRICE",
        "a replace of a final order is rejected as too late",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var placed = trader.bought(specimen, specimen.whole());

          var outcome =
              trader.replace(
                  placed, stage.newOrderId(), change(ReplaceField.LIMIT_PRICE, specimen));

          assertThat(outcome)
              .isInstanceOfSatisfying(
                  CommandOutcome.Rejected.class,
                  rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LATE));
        });
    sheet.add(
        "04",
        "replace LIMIT_PRICE",
        "a replace of an order that the broker does not have makes none",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var order = Orders.on(stage, trader).resting(specimen);
          var none =
              new OrderRef(
                  trader.key(),
                  order.clientOrderId(),
                  null,
                  order,
                  stage.gateway().clock().instant(),
                  Set.of());

          var outcome =
              trader.replace(
                  new Placed(order, none, "none"),
                  stage.newOrderId(),
                  change(ReplaceField.LIMIT_PRICE, specimen));

          assertThat(outcome)
              .isInstanceOfAny(CommandOutcome.Rejected.class, CommandOutcome.NotSent.class);
          assertThat(trader.truth().taken()).isEmpty();
        });
    if (plan.overNetwork()) {
      lost(sheet, plan);
    }
  }

  private static void lost(Plan.Sheet sheet, Plan plan) {
    sheet.add(
        "05",
        "unknown outcomes",
        "a replace whose reply is lost is unknown, and its new terms are found",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var placed = trader.working(Orders.on(stage, trader).resting(specimen));
          var price = specimen.below().subtract(specimen.step());
          stage.simulator().spoil(BrokerCall.REPLACE, Trouble.CUT_AFTER_ACCEPT);

          var outcome =
              trader.replace(
                  placed, stage.newOrderId(), change(ReplaceField.LIMIT_PRICE, specimen));

          assertThat(outcome).isInstanceOf(CommandOutcome.Unknown.class);
          Patience.until(
              "the new price",
              () -> trader.found(placed.ref()),
              report ->
                  price.compareTo(
                          Objects.requireNonNull(
                              Objects.requireNonNull(report.terms()).limitPrice()))
                      == 0);
        });
    sheet.add(
        "06",
        "unknown outcomes",
        "a replace that never arrived is unknown, and the old terms stand",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var placed = trader.working(Orders.on(stage, trader).resting(specimen));
          stage.simulator().spoil(BrokerCall.REPLACE, Trouble.CUT_BEFORE_ACCEPT);

          var outcome =
              trader.replace(
                  placed, stage.newOrderId(), change(ReplaceField.LIMIT_PRICE, specimen));

          assertThat(outcome).isInstanceOf(CommandOutcome.Unknown.class);
          var terms = Objects.requireNonNull(trader.found(placed.ref()).terms());
          assertThat(terms.limitPrice()).isEqualByComparingTo(specimen.below());
          assertThat(trader.truth().taken()).hasSize(1);
        });
  }
}
