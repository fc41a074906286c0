package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.brokerway.broker.BrokerException.RateLimited;
import io.brokerway.broker.order.CommandOutcome;
import java.time.Duration;
import java.util.List;

/** RATE: what happens to who is too fast. */
final class RateCases {
  private static final String CAPABILITY = "rate limits";
  private static final Duration LONGEST_WAIT = Duration.ofHours(24);

  private RateCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("RATE");
    if (plan.capabilities().budgets().isEmpty()) {
      return List.of();
    }
    sheet.add(
        "01",
        CAPABILITY,
        "a question asked too fast tells how long to wait",
        stage -> {
          var trader = stage.trader();
          stage.simulator().spoil(BrokerCall.POSITIONS, Trouble.TOO_FAST);

          var limited =
              catchThrowableOfType(
                  RateLimited.class, () -> trader.broker().fetchPositions(trader.key()));

          assertThat(limited.retryAfter()).isPositive().isLessThan(LONGEST_WAIT);
        });
    if (plan.trades()) {
      sheet.add(
          "02",
          CAPABILITY,
          "an order sent too fast was not taken",
          stage -> {
            var trader = stage.trader();
            var specimen = stage.simulator().specimen(plan.usualClass());
            stage.simulator().spoil(BrokerCall.PLACE, Trouble.TOO_FAST);

            var outcome = trader.send(Orders.on(stage, trader).resting(specimen));

            assertThat(outcome)
                .isInstanceOfAny(CommandOutcome.NotSent.class, CommandOutcome.Unknown.class);
            if (outcome instanceof CommandOutcome.NotSent(var _, var retryAfter)) {
              assertThat(retryAfter).isGreaterThanOrEqualTo(Duration.ZERO).isLessThan(LONGEST_WAIT);
            }
            assertThat(trader.truth().taken()).isEmpty();
          });
    }
    sheet.add(
        "03",
        CAPABILITY,
        "within the declared budgets the broker never complains",
        stage -> {
          var trader = stage.trader();
          for (var i = 0; i < 30; i++) {
            trader.broker().fetchBalance(trader.key());
          }

          assertThat(stage.records())
              .isNotEmpty()
              .allSatisfy(record -> assertThat(record.status()).isNotEqualTo(429));
        });
    return sheet.cases();
  }
}
