package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** EXPIRY: the end of logins and of orders. */
final class ExpiryCases {
  private static final Duration LONG = Duration.ofDays(4);

  private static final int ASKING_AT_ONCE = 8;

  private ExpiryCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("EXPIRY");
    if (plan.overNetwork()) {
      plan.profile().logins().forEach(option -> logins(sheet, plan, option));
    }
    var assetClasses = plan.trades() ? List.of(plan.usualClass()) : List.<AssetClass>of();
    for (var assetClass : assetClasses) {
      for (var time : List.of(TimeInForce.DAY, TimeInForce.GTD)) {
        var combination =
            new Combination(
                OrderType.LIMIT,
                time,
                assetClass,
                TradingSession.REGULAR,
                QuantityKind.WHOLE_UNITS);
        if (combination.isDeclaredBy(plan.capabilities())) {
          sheet.add(
              "ORDER-" + time,
              "%s orders of %s".formatted(OrderType.LIMIT, assetClass),
              "an order ends with its time",
              stage -> expires(stage, plan, combination));
        }
      }
    }
    return sheet.cases();
  }

  private static void expires(Stage stage, Plan plan, Combination combination) {
    var trader = stage.trader();
    var specimen = stage.simulator().specimen(combination.assetClass());
    var placed = trader.working(Orders.on(stage, trader).buy(specimen, combination));

    stage.simulator().advance(untilItEnded(plan));

    var ended = stage.later(trader).await(placed, OrderStatus.EXPIRED, OrderStatus.CANCELED);
    assertThat(ended.cumulativeQuantity()).isZero();
  }

  /** Longer than any day of trading, and than the date of the order, while it is still listed. */
  private static Duration untilItEnded(Plan plan) {
    var identity = plan.capabilities().orderIdentity();
    return identity == null || identity.listHorizon().compareTo(LONG) > 0
        ? LONG
        : identity.listHorizon();
  }

  private static void logins(Plan.Sheet sheet, Plan plan, LoginOption option) {
    var suffix = "-" + option.id();
    var capability = "login: " + option.title();
    sheet.add(
        "REVOKED" + suffix,
        capability,
        "a revoked login needs a new one",
        stage -> {
          var trader = stage.trader(option);
          trader.truth().endLogin(LoginEnd.REVOKED);

          assertThatThrownBy(() -> trader.broker().fetchBalance(trader.key()))
              .isInstanceOf(LoginNeeded.class);
          if (plan.trades()) {
            var specimen = stage.simulator().specimen(plan.usualClass());
            assertThat(trader.send(Orders.on(stage, trader).resting(specimen)))
                .isInstanceOfAny(CommandOutcome.NotSent.class, CommandOutcome.Rejected.class);
            assertThat(trader.truth().taken()).isEmpty();
          }
        });
    if (!plan.capabilities().streams().isEmpty()) {
      sheet.add(
          "STREAM" + suffix,
          capability,
          "a stream says that the login ended",
          stage -> {
            var trader = stage.trader(option);
            trader.truth().endLogin(LoginEnd.REVOKED);
            var recorder = new StreamRecorder();

            try (var _ = trader.broker().openStream(recorder)) {
              recorder.await(StreamRecorder.Event.LoginNeeded.class, _ -> true, 0);
            }
          });
    }
    if (option.lifetime() != null && option.renewal() == LoginLife.Renewal.NONE) {
      sheet.add(
          "ENDED" + suffix,
          capability,
          "a login that ended by itself needs a new one",
          stage -> {
            var trader = stage.trader(option);
            trader.truth().endLogin(LoginEnd.TOKEN_EXPIRED);

            assertThatThrownBy(() -> trader.broker().fetchBalance(trader.key()))
                .isInstanceOf(LoginNeeded.class);
          });
    }
    if (option.renewal() == LoginLife.Renewal.SILENT) {
      sheet.add(
          "RENEWAL" + suffix,
          capability,
          "a token is renewed once for all who ask",
          stage -> {
            var trader = stage.trader(option);
            trader.truth().endLogin(LoginEnd.TOKEN_EXPIRED);

            atOnce(() -> trader.broker().fetchBalance(trader.key()));

            assertThat(trader.session().renewals()).isEqualTo(1);
          });
    }
  }

  private static void atOnce(Callable<?> question) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          IntStream.range(0, ASKING_AT_ONCE).mapToObj(_ -> threads.submit(question)).toList();
      for (var answer : asked) {
        answer.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("one who asked was not answered", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
