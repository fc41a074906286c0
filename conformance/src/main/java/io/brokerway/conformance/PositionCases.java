package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.account.Position;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.OrderStatus;
import java.util.List;

/** POS: what an account holds. */
final class PositionCases {
  private PositionCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("POS");
    sheet.add(
        "01",
        "positions",
        "an account that holds nothing has no position",
        stage -> {
          var trader = stage.trader();

          var reading = trader.broker().fetchPositions(trader.key());

          assertThat(trader.positions()).isEmpty();
          assertThat(reading.complete()).isTrue();
        });
    plan.tradedClasses().forEach(assetClass -> add(sheet, assetClass));
    return sheet.cases();
  }

  private static void add(Plan.Sheet sheet, AssetClass assetClass) {
    var capability = "positions of " + assetClass;
    sheet.add(
        "02-" + assetClass,
        capability,
        "what was bought is held, cash is less",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(assetClass);
          trader.bought(specimen, specimen.whole());

          var positions = trader.positions();

          assertThat(positions)
              .singleElement()
              .satisfies(position -> {
                assertThat(position.instrument().key()).isEqualTo(specimen.instrument().key());
                assertThat(position.quantity()).isEqualByComparingTo(specimen.whole());
              });
          assertThat(trader.truth().cash()).isLessThan(Stage.cash());
          assertThat(trader.broker().fetchBalance(trader.key()).value().cash())
              .isEqualByComparingTo(trader.truth().cash());
        });
    sheet.add(
        "03-" + assetClass,
        capability,
        "what was sold again is gone",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(assetClass);
          trader.bought(specimen, specimen.whole());
          var sale = trader.place(Orders.on(stage, trader).sale(specimen, specimen.whole()));
          trader.await(sale, OrderStatus.FILLED);

          var positions = trader.positions();

          assertThat(positions).extracting(Position::quantity).isEmpty();
        });
  }
}
