package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Capabilities.StreamKind;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.conformance.StreamRecorder.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** STREAM: what a broker tells by itself, and what happens when it stops to. */
final class StreamCases {
  private static final Duration SKEW = Duration.ofSeconds(20);

  private StreamCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("STREAM");
    var kinds = plan.capabilities().streams();
    if (kinds.isEmpty()) {
      sheet.add(
          "00",
          "what is not declared",
          "a stream is refused, nothing sent",
          stage ->
              stage.quietly(
                  stage.trader().broker(),
                  broker ->
                      UndeclaredCases.refused(broker, b -> b.openStream(new StreamRecorder()))));
      return sheet.cases();
    }
    if (plan.trades() && kinds.contains(StreamKind.ORDERS)) {
      orders(sheet, plan);
    }
    if (!plan.pricedClasses().isEmpty()) {
      quotes(sheet, plan, kinds.contains(StreamKind.QUOTES));
    }
    sheet.add(
        "03",
        "streams",
        "a stream that was closed is silent and down",
        stage -> {
          var trader = stage.trader();
          var heard = trader.listen();
          trader.stream().close();
          var before = heard.count();

          if (plan.trades()) {
            var specimen = stage.simulator().specimen(plan.usualClass());
            trader.working(Orders.on(stage, trader).resting(specimen));
          }

          assertThat(trader.stream().isUp()).isFalse();
          assertThat(heard.events().stream().skip(before))
              .noneMatch(Event.Order.class::isInstance)
              .noneMatch(Event.Fill.class::isInstance);
        });
    if (plan.overNetwork()) {
      breaks(sheet, plan);
    }
    return sheet.cases();
  }

  private static void orders(Plan.Sheet sheet, Plan plan) {
    var fills = plan.capabilities().streams().contains(StreamKind.EXECUTIONS);
    sheet.add(
        "01",
        "streams",
        "an order's life is told in its order, fills before the end",
        stage -> {
          var trader = stage.trader();
          var heard = trader.listen();
          assertThat(trader.stream().isUp()).isTrue();
          var specimen = stage.simulator().specimen(plan.usualClass());

          var placed = trader.bought(specimen, specimen.whole());
          var filled = heard.awaitOrder(placed.brokerOrderId(), OrderStatus.FILLED);

          assertThat(filled.cumulativeQuantity()).isEqualByComparingTo(specimen.whole());
          if (fills) {
            assertThat(sum(heard, placed)).isEqualByComparingTo(specimen.whole());
            assertThat(lastFill(heard, placed)).isLessThan(firstFinal(heard, placed));
          }
        });
    sheet.add(
        "02",
        "streams",
        "a cancel is told",
        stage -> {
          var trader = stage.trader();
          var heard = trader.listen();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var placed = trader.working(Orders.on(stage, trader).resting(specimen));

          trader.cancel(placed);

          heard.awaitOrder(placed.brokerOrderId(), OrderStatus.CANCELED);
        });
    sheet.add(
        "04",
        "streams",
        "a stream of one account tells nothing of another",
        stage -> {
          var trader = stage.trader();
          var heard = trader.listen();
          var other = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var foreign = other.bought(specimen, specimen.whole());

          var own = trader.bought(specimen, specimen.whole());
          heard.awaitOrder(own.brokerOrderId(), OrderStatus.FILLED);

          assertThat(heard.events())
              .noneMatch(event ->
                  event instanceof Event.Order(var report)
                      && report.brokerOrderId().equals(foreign.brokerOrderId()));
        });
  }

  private static void quotes(Plan.Sheet sheet, Plan plan, boolean declared) {
    if (!declared) {
      sheet.add(
          "05",
          "what is not declared",
          "quotes of a stream are refused",
          stage -> {
            var trader = stage.trader();
            trader.listen();
            var instrument =
                stage.simulator().specimen(plan.pricedClasses().getFirst()).instrument();

            assertThat(catchThrowable(() -> trader.stream().watchQuotes(Set.of(instrument))))
                .isInstanceOf(Unsupported.class);
          });
      return;
    }
    sheet.add(
        "05",
        "quotes of a stream",
        "the instruments watched are quoted",
        stage -> {
          var trader = stage.trader();
          var heard = new StreamRecorder();
          var instrument = stage.simulator().specimen(plan.pricedClasses().getFirst()).instrument();

          try (var stream = trader.broker().openStream(heard)) {
            stream.watchQuotes(Set.of(instrument));
            heard.await(
                Event.Price.class,
                price -> price.quote().instrument().key().equals(instrument.key()),
                0);
          }
        });
  }

  /** A connection that ends, stands still, stutters or talks nonsense. */
  private static void breaks(Plan.Sheet sheet, Plan plan) {
    for (var trouble : List.of(StreamTrouble.DROP, StreamTrouble.FREEZE)) {
      sheet.add(
          trouble.name(),
          "streams",
          "a lost connection is told and made again",
          stage -> {
            var trader = stage.trader();
            var heard = trader.listen();
            var before = heard.count();

            stage.simulator().spoilStreams(trouble);

            heard.awaitIndex(Event.Down.class, before);
            Patience.until("a stream that is up again", trader.stream()::isUp, up -> up);
            tellsAgain(stage, plan, trader, heard);
          });
    }
    sheet.add(
        StreamTrouble.GARBAGE.name(),
        "streams",
        "an unreadable message is told as a gap, and the stream goes on",
        stage -> {
          var trader = stage.trader();
          var heard = trader.listen();
          var before = heard.count();

          stage.simulator().spoilStreams(StreamTrouble.GARBAGE);

          Patience.until(
              "a gap, or a new connection",
              () -> heard.events().stream().skip(before).toList(),
              told ->
                  told.stream()
                      .anyMatch(
                          event -> event instanceof Event.Gap || event instanceof Event.Down));
          Patience.until("a stream that is up", trader.stream()::isUp, up -> up);
          tellsAgain(stage, plan, trader, heard);
        });
    if (plan.trades() && plan.capabilities().streams().contains(StreamKind.EXECUTIONS)) {
      sheet.add(
          StreamTrouble.DUPLICATE.name(),
          "streams",
          "a message that comes twice is the same fill by its identity",
          stage -> {
            var trader = stage.trader();
            var heard = trader.listen();
            var specimen = stage.simulator().specimen(plan.usualClass());
            stage.simulator().spoilStreams(StreamTrouble.DUPLICATE);

            var placed = trader.bought(specimen, specimen.whole());
            heard.awaitOrder(placed.brokerOrderId(), OrderStatus.FILLED);

            assertThat(sumOnce(plan, heard, placed)).isEqualByComparingTo(specimen.whole());
          });
      sheet.add(
          "GAP",
          "streams",
          "a fill that a lost connection missed is told later, or found by reading the gap",
          stage -> {
            var trader = stage.trader();
            var heard = trader.listen();
            var specimen = stage.simulator().specimen(plan.usualClass());
            var before = heard.count();

            var droppedAt = stage.gateway().clock().instant();
            stage.simulator().spoilStreams(StreamTrouble.DROP);
            var placed = trader.bought(specimen, specimen.whole());
            var down = heard.awaitIndex(Event.Down.class, before);
            Patience.until("a stream that is up again", trader.stream()::isUp, up -> up);

            if (sumOnce(plan, heard, placed).compareTo(specimen.whole()) == 0) {
              return;
            }
            var gap = heard.await(Event.Gap.class, _ -> true, down);
            assertThat(gap.since()).isBefore(droppedAt.plus(SKEW));
            var since = gap.since().minus(plan.capabilities().history().transactionOverlap());
            var missed =
                trader.transactions(since).stream()
                    .filter(row -> placed.brokerOrderId().equals(row.brokerOrderId()))
                    .toList();
            assertThat(TransactionCases.sum(missed)).isEqualByComparingTo(specimen.whole());
          });
    }
  }

  private static void tellsAgain(Stage stage, Plan plan, Trader trader, StreamRecorder heard) {
    if (!plan.trades() || !plan.capabilities().streams().contains(StreamKind.ORDERS)) {
      return;
    }
    var specimen = stage.simulator().specimen(plan.usualClass());
    var placed = trader.bought(specimen, specimen.whole());
    heard.awaitOrder(placed.brokerOrderId(), OrderStatus.FILLED);
  }

  private static BigDecimal sum(StreamRecorder heard, Placed placed) {
    return heard.fills(placed.brokerOrderId()).stream()
        .map(Execution::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** As the gateway books fills: each identity once. */
  private static BigDecimal sumOnce(Plan plan, StreamRecorder heard, Placed placed) {
    var seen = new HashSet<String>();
    return heard.fills(placed.brokerOrderId()).stream()
        .filter(
            fill -> seen.add(PartialFillCases.identity(plan.capabilities().fillIdentity(), fill)))
        .map(Execution::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static int lastFill(StreamRecorder heard, Placed placed) {
    var events = heard.events();
    var last = -1;
    for (var i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof Event.Fill(var fill)
          && fill.brokerOrderId().equals(placed.brokerOrderId())) {
        last = i;
      }
    }
    return last;
  }

  private static int firstFinal(StreamRecorder heard, Placed placed) {
    var events = heard.events();
    for (var i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof Event.Order(var report)
          && Objects.equals(report.brokerOrderId(), placed.brokerOrderId())
          && report.status().isFinal()) {
        return i;
      }
    }
    throw new AssertionError("no final state was told");
  }
}
