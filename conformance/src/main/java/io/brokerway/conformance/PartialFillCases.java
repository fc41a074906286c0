package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Capabilities.Coverage;
import io.brokerway.broker.Capabilities.StreamKind;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.broker.order.OrderStatus;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** PART: orders that fill bit by bit. */
final class PartialFillCases {
  private static final String CAPABILITY = "partial fills";

  private PartialFillCases() {}

  static List<ConformanceCase> of(Plan plan) {
    if (!plan.trades()) {
      return List.of();
    }
    var sheet = new Plan.Sheet("PART");
    sheet.add(
        "01",
        CAPABILITY,
        "an order shows how much of it is filled",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());

          var placed = partlyFilled(stage, trader, specimen, "10", "4");

          var report = trader.found(placed.ref());
          assertThat(report.cumulativeQuantity()).isEqualByComparingTo("4");
          assertThat(report.averagePrice()).isPositive();
          assertThat(ReplaceCases.held(trader)).isEqualByComparingTo("4");
        });
    sheet.add(
        "02",
        CAPABILITY,
        "the parts add up to the order",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var placed = partlyFilled(stage, trader, specimen, "10", "4");

          stage.simulator().offer(new BigDecimal("100"));
          var filled = trader.await(placed, OrderStatus.FILLED);

          assertThat(filled.cumulativeQuantity()).isEqualByComparingTo("10");
          var rows =
              Patience.until(
                  "the transactions of the whole order",
                  () -> TransactionCases.of(trader, placed),
                  found -> TransactionCases.sum(found).compareTo(BigDecimal.TEN) == 0);
          if (isTold(plan, Coverage.ORDERS)) {
            assertThat(rows).hasSize(1);
          } else {
            assertThat(rows).hasSizeGreaterThan(1);
          }
          assertThat(identities(plan.capabilities().fillIdentity(), rows)).doesNotHaveDuplicates();
        });
    sheet.add(
        "03",
        CAPABILITY,
        "what filled before a cancel stays",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var placed = partlyFilled(stage, trader, specimen, "10", "4");

          assertThat(trader.cancel(placed)).isInstanceOf(CommandOutcome.Accepted.class);

          var canceled = trader.await(placed, OrderStatus.CANCELED);
          assertThat(canceled.cumulativeQuantity()).isEqualByComparingTo("4");
          assertThat(ReplaceCases.held(trader)).isEqualByComparingTo("4");
        });
    if (plan.capabilities().streams().contains(StreamKind.EXECUTIONS)) {
      sheet.add(
          "04",
          CAPABILITY,
          "stream and transactions know a fill by one identity",
          stage -> {
            var trader = stage.trader();
            var specimen = stage.simulator().specimen(plan.usualClass());
            var heard = trader.listen();
            var placed = partlyFilled(stage, trader, specimen, "10", "4");
            stage.simulator().offer(new BigDecimal("100"));
            heard.awaitOrder(placed.brokerOrderId(), OrderStatus.FILLED);

            var fills = heard.fills(placed.brokerOrderId());
            var whole = isTold(plan, Coverage.ORDERS);
            var rows =
                Patience.until(
                    "as many transactions as fills",
                    () -> TransactionCases.of(trader, placed),
                    found -> found.size() == (whole ? 1 : fills.size()));

            var by = plan.capabilities().fillIdentity();
            var known = fills.stream().map(fill -> identity(by, fill)).toList();
            assertThat(known).doesNotHaveDuplicates();
            if (whole) {
              // The row is for all fills together, and ends where the last one does.
              assertThat(identities(by, rows)).containsExactly(known.getLast());
            } else {
              assertThat(known).containsExactlyInAnyOrderElementsOf(identities(by, rows));
            }
          });
    }
    return sheet.cases();
  }

  /** An order of which a part filled; nothing more is on offer until the market shows it. */
  static Placed partlyFilled(
      Stage stage, Trader trader, Specimen specimen, String quantity, String filled) {
    stage.simulator().offer(new BigDecimal(filled));
    var placed =
        trader.place(Orders.on(stage, trader).crossing(specimen, new BigDecimal(quantity)));
    Patience.until(
        "a part of %s filled".formatted(filled),
        () -> trader.found(placed.ref()),
        report -> report.cumulativeQuantity().compareTo(new BigDecimal(filled)) == 0);
    return placed;
  }

  private static boolean isTold(Plan plan, Coverage coverage) {
    return plan.capabilities().history().coverage() == coverage;
  }

  static List<String> identities(FillIdentity by, Collection<Transaction> rows) {
    return rows.stream()
        .map(row -> text(by, row.brokerId(), row.brokerOrderId(), row.cumulativeQuantity()))
        .toList();
  }

  static String identity(FillIdentity by, Execution fill) {
    return text(by, fill.executionId(), fill.brokerOrderId(), fill.cumulativeQuantity());
  }

  private static String text(
      FillIdentity by,
      @Nullable String executionId,
      @Nullable String brokerOrderId,
      @Nullable BigDecimal cumulative) {
    return switch (by) {
      case EXECUTION_ID -> Objects.requireNonNull(executionId, "the fill has no execution id");
      case CUMULATIVE_QUANTITY ->
          brokerOrderId
              + "@"
              + Objects.requireNonNull(cumulative, "the fill has no cumulative quantity")
                  .stripTrailingZeros()
                  .toPlainString();
    };
  }
}
