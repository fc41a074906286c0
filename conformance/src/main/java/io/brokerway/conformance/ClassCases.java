package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** CLASS: orders that hang together. */
final class ClassCases {
  private ClassCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("CLASS");
    Stream.of(OrderClass.values())
        .filter(orderClass -> orderClass != OrderClass.SIMPLE)
        .forEach(orderClass -> add(sheet, plan, orderClass));
    return sheet.cases();
  }

  private static void add(Plan.Sheet sheet, Plan plan, OrderClass orderClass) {
    if (!plan.capabilities().orderClasses().contains(orderClass)) {
      sheet.add(
          orderClass.name(),
          "what is not declared",
          "orders of the class are refused, nothing sent",
          stage -> isRefused(stage, plan, orderClass));
      return;
    }
    sheet.add(
        orderClass.name(),
        orderClass + " orders",
        "the parts are taken once, hang together and end together",
        stage -> isTaken(stage, plan, orderClass));
  }

  private static void isRefused(Stage stage, Plan plan, OrderClass orderClass) {
    var trader = stage.trader();
    var order =
        plan.trades()
            ? order(stage, trader, stage.simulator().specimen(plan.usualClass()), orderClass)
            : null;
    stage.quietly(
        trader.broker(),
        broker -> {
          if (order != null) {
            UndeclaredCases.refused(broker, b -> b.placeOrder(order, Attempt.unguarded()));
          }
        });
    assertThat(trader.truth().taken()).isEmpty();
  }

  private static void isTaken(Stage stage, Plan plan, OrderClass orderClass) {
    var trader = stage.trader();
    var specimen = stage.simulator().specimen(plan.usualClass());
    if (orderClass == OrderClass.OCO) {
      // Both exits are for a position that is there.
      trader.bought(specimen, specimen.whole());
    }
    var before = trader.placesTaken().size();

    var placed = trader.place(order(stage, trader, specimen, orderClass));

    assertThat(trader.placesTaken()).hasSize(before + 1);
    var report = trader.found(placed.ref());
    assertThat(report.orderClass()).isEqualTo(orderClass);
    assertThat(report.brokerOrderId()).isEqualTo(placed.brokerOrderId());
    assertThat(report.legs()).hasSize(legs(orderClass));
    assertThat(report.legs())
        .allSatisfy(leg -> {
          assertThat(leg.brokerOrderId()).isNotEqualTo(placed.brokerOrderId());
          assertThat(leg.status().isFinal()).isFalse();
        });
    assertThat(trader.cancel(placed)).isInstanceOf(CommandOutcome.Accepted.class);
    var ended =
        Patience.until(
            "the end of all parts",
            () -> trader.found(placed.ref()),
            now ->
                now.status().isFinal()
                    && now.legs().stream().allMatch(leg -> leg.status().isFinal()));
    assertThat(ended.cumulativeQuantity()).isZero();
  }

  private static int legs(OrderClass orderClass) {
    return switch (orderClass) {
      case SIMPLE -> 0;
      // The take-profit is the order itself, the stop-loss hangs on it.
      case OCO, OTO -> 1;
      case BRACKET, MULTI_LEG -> 2;
    };
  }

  private static NewOrder order(
      Stage stage, Trader trader, Specimen specimen, OrderClass orderClass) {
    var below = specimen.below();
    var profit = ExitOrder.takeProfit(specimen.above());
    var loss = ExitOrder.stopLoss(below.subtract(specimen.step()), null);
    return switch (orderClass) {
      case SIMPLE -> Orders.on(stage, trader).resting(specimen);
      case BRACKET -> buy(stage, trader, specimen, orderClass, profit, loss);
      case OTO -> buy(stage, trader, specimen, orderClass, null, loss);
      case OCO ->
          make(
              stage,
              trader,
              orderClass,
              specimen.instrument(),
              Side.SELL,
              specimen.whole(),
              specimen.above(),
              List.of(),
              profit,
              loss);
      case MULTI_LEG ->
          make(
              stage,
              trader,
              orderClass,
              null,
              Side.BUY,
              BigDecimal.ONE,
              specimen.step(),
              legs(stage),
              null,
              null);
    };
  }

  private static List<OrderLeg> legs(Stage stage) {
    if (stage.capabilities().orderClasses().contains(OrderClass.MULTI_LEG)) {
      return stage.simulator().legs();
    }
    var instrument = Strangers.of(AssetClass.OPTION);
    return List.of(
        new OrderLeg(instrument, Side.BUY, 1, PositionEffect.OPEN),
        new OrderLeg(instrument, Side.SELL, 1, PositionEffect.OPEN));
  }

  private static NewOrder buy(
      Stage stage,
      Trader trader,
      Specimen specimen,
      OrderClass orderClass,
      @Nullable ExitOrder profit,
      @Nullable ExitOrder loss) {
    return make(
        stage,
        trader,
        orderClass,
        specimen.instrument(),
        Side.BUY,
        specimen.whole(),
        specimen.below(),
        List.of(),
        profit,
        loss);
  }

  private static NewOrder make(
      Stage stage,
      Trader trader,
      OrderClass orderClass,
      @Nullable Instrument instrument,
      Side side,
      BigDecimal quantity,
      BigDecimal limit,
      List<OrderLeg> legs,
      @Nullable ExitOrder profit,
      @Nullable ExitOrder loss) {
    return new NewOrder(
        trader.key(),
        stage.newOrderId(),
        orderClass,
        instrument,
        side,
        PositionEffect.AUTOMATIC,
        new OrderQuantity.Units(quantity),
        terms(stage, trader, limit),
        legs,
        profit,
        loss,
        null,
        false,
        stage.simulator().parameters(OrderType.LIMIT));
  }

  /** For the day where there is such a thing: classes are rarely taken for longer. */
  private static OrderTerms terms(Stage stage, Trader trader, BigDecimal limit) {
    var specimen = stage.simulator().specimen(stage.plan().usualClass());
    var time =
        Orders.on(stage, trader)
            .time(specimen, OrderType.LIMIT, List.of(TimeInForce.DAY, TimeInForce.GTC));
    return OrderTerms.limit(limit.toPlainString(), time);
  }
}
