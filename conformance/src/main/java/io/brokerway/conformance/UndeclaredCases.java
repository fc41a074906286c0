package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** NOT: what is not declared is refused, with the right error, before anything is sent. */
final class UndeclaredCases {
  /** Not what is sent anyway, so any numbers will do that no broker could mistake. */
  private static final BigDecimal PRICE = new BigDecimal("100");

  private UndeclaredCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("NOT");
    for (var assetClass : AssetClass.values()) {
      if (assetClass == AssetClass.UNKNOWN) {
        continue;
      }
      for (var type : OrderType.values()) {
        add(sheet, plan, type, assetClass);
      }
    }
    if (plan.trades()) {
      sheet.add(
          "PARAMETER",
          "what is not declared",
          "an order with a parameter that is not declared is refused, nothing sent",
          stage -> {
            var trader = stage.trader();
            var specimen = stage.simulator().specimen(plan.usualClass());
            var good = Orders.on(stage, trader).resting(specimen);
            var order =
                Orders.on(stage, trader)
                    .order(
                        specimen.instrument(),
                        good.side(),
                        good.quantity(),
                        good.terms(),
                        withUnknown(stage, good));

            stage.quietly(
                trader.broker(),
                broker -> refused(broker, b -> b.placeOrder(order, Attempt.unguarded())));
          });
    }
    return sheet.cases();
  }

  private static Map<String, String> withUnknown(Stage stage, NewOrder good) {
    var parameters = new HashMap<>(stage.simulator().parameters(good.terms().type()));
    parameters.put("no_such_parameter", "1");
    return parameters;
  }

  private static void add(Plan.Sheet sheet, Plan plan, OrderType type, AssetClass assetClass) {
    var undeclared =
        Combination.of(type, assetClass).stream()
            .filter(combination -> !combination.isDeclaredBy(plan.capabilities()))
            .toList();
    if (undeclared.isEmpty()) {
      return;
    }
    sheet.add(
        type + "-" + assetClass,
        "what is not declared",
        "every time in force, session and quantity of it that is not declared is refused, nothing"
            + " sent",
        stage -> refusesAll(stage, plan, undeclared));
  }

  private static void refusesAll(Stage stage, Plan plan, List<Combination> undeclared) {
    var trader = stage.trader();
    var specimen = specimen(stage, plan, undeclared.getFirst().assetClass());
    var orders = Orders.on(stage, trader);
    stage.quietly(
        trader.broker(),
        broker -> {
          for (var combination : undeclared) {
            var order = orders.buy(specimen, combination);
            refused(combination.id(), broker, b -> b.placeOrder(order, Attempt.unguarded()));
          }
        });
    assertThat(trader.truth().taken()).isEmpty();
  }

  private static Specimen specimen(Stage stage, Plan plan, AssetClass assetClass) {
    if (plan.capabilities().typesFor(assetClass).isEmpty()) {
      var instrument = Strangers.of(assetClass);
      return new Specimen(
          instrument,
          instrument,
          BigDecimal.TEN,
          new BigDecimal("0.5"),
          new Money(PRICE, instrument.currency()),
          PRICE.divide(BigDecimal.TWO),
          PRICE.multiply(BigDecimal.TWO),
          PRICE,
          new BigDecimal("0.01"));
    }
    return stage.simulator().specimen(assetClass);
  }

  /** The call is refused as one that the broker does not offer. */
  static void refused(Broker broker, Consumer<Broker> call) {
    refused("the call", broker, call);
  }

  private static void refused(String what, Broker broker, Consumer<Broker> call) {
    assertThat(catchThrowable(() -> call.accept(broker)))
        .as("%s is not declared", what)
        .isInstanceOf(Unsupported.class);
  }
}
