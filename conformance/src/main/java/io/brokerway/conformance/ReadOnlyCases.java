package io.brokerway.conformance;

import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.ReplaceOrder;
import java.math.BigDecimal;
import java.util.List;

/** READONLY: a broker that takes no orders refuses every order call, nothing sent. */
final class ReadOnlyCases {
  private ReadOnlyCases() {}

  static List<ConformanceCase> of(Plan plan) {
    if (plan.trades()) {
      return List.of();
    }
    var sheet = new Plan.Sheet("READONLY");
    sheet.add(
        "01",
        "what is not declared",
        "cancel and replace are refused, nothing sent",
        stage -> {
          var trader = stage.trader();
          var ref = OrderRef.byBrokerOrderId(trader.key(), "1");
          var change = new OrderChange(BigDecimal.ONE, null, null, null, null, null);

          stage.quietly(
              trader.broker(),
              broker -> {
                UndeclaredCases.refused(broker, b -> b.cancelOrder(ref, Attempt.unguarded()));
                UndeclaredCases.refused(
                    broker,
                    b -> b.replaceOrder(new ReplaceOrder(ref, "1", change), Attempt.unguarded()));
              });
        });
    return sheet.cases();
  }
}
