package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Capabilities.Coverage;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.broker.order.OrderStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** TXN: what changed an account. */
final class TransactionCases {
  private static final String CAPABILITY = "transactions";

  /** More than any broker gives on one page. */
  private static final int MANY = 260;

  private static final int SOME = 12;

  private TransactionCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("TXN");
    if (plan.trades()) {
      trades(sheet, plan);
    }
    if (plan.capabilities().history().coverage() == Coverage.EVERYTHING) {
      cash(sheet);
    } else if (plan.trades()) {
      tradesAlone(sheet, plan);
    }
    return sheet.cases();
  }

  /** Of a broker that tells of trades and nothing else. */
  private static void tradesAlone(Plan.Sheet sheet, Plan plan) {
    sheet.add(
        "03",
        "what is not declared",
        "a deposit is no transaction",
        stage -> {
          var trader = stage.trader();
          trader.bought(stage.simulator().specimen(plan.usualClass()), BigDecimal.ONE);
          trader.truth().deposit(new BigDecimal("12.34"));

          assertThat(trader.transactions(null))
              .isNotEmpty()
              .allSatisfy(
                  row -> assertThat(row.type()).isIn(TransactionType.BUY, TransactionType.SELL));
        });
    sheet.add(
        "04",
        CAPABILITY,
        "every page is read, each transaction once",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var bought = new ArrayList<String>();
          for (var i = 0; i < SOME; i++) {
            bought.add(trader.bought(specimen, BigDecimal.ONE).brokerOrderId());
          }

          assertThat(trader.transactions(null).stream().map(Transaction::brokerOrderId))
              .containsExactlyInAnyOrderElementsOf(bought);
        });
    sheet.add(
        "05",
        CAPABILITY,
        "a second read tells the same",
        stage -> {
          var trader = stage.trader();
          trader.bought(stage.simulator().specimen(plan.usualClass()), BigDecimal.ONE);

          var first = trader.transactions(null);
          var second = trader.transactions(null);

          assertThat(first).isNotEmpty();
          assertThat(second).isEqualTo(first);
        });
    sheet.add(
        "06",
        CAPABILITY,
        "a read since a moment has all that was booked from then on",
        stage -> {
          var trader = stage.trader();
          trader.bought(stage.simulator().specimen(plan.usualClass()), BigDecimal.ONE);
          var booked = trader.transactions(null).getFirst();

          assertThat(trader.transactions(booked.occurredAt())).contains(booked);
        });
  }

  private static void cash(Plan.Sheet sheet) {
    sheet.add(
        "03",
        CAPABILITY,
        "a deposit is a transaction",
        stage -> {
          var trader = stage.trader();
          trader.truth().deposit(new BigDecimal("12.34"));

          var deposits =
              trader.transactions(null).stream().filter(row -> is(row, "12.34")).toList();

          assertThat(deposits)
              .singleElement()
              .satisfies(row -> {
                assertThat(row.type()).isEqualTo(TransactionType.DEPOSIT);
                assertThat(row.quantity()).isNull();
              });
        });
    sheet.add(
        "04",
        CAPABILITY,
        "every page is read, each transaction once",
        stage -> {
          var trader = stage.trader();
          for (var i = 0; i < MANY; i++) {
            trader.truth().deposit(new BigDecimal("0.01"));
          }

          var cents = trader.transactions(null).stream().filter(row -> is(row, "0.01")).toList();

          assertThat(cents).hasSize(MANY);
          assertThat(cents.stream().map(Transaction::brokerId).filter(Objects::nonNull))
              .doesNotHaveDuplicates();
        });
    sheet.add(
        "05",
        CAPABILITY,
        "a second read tells the same",
        stage -> {
          var trader = stage.trader();
          trader.truth().deposit(BigDecimal.ONE);
          trader.truth().deposit(BigDecimal.ONE);

          var first = trader.transactions(null);
          var second = trader.transactions(null);

          assertThat(first).isNotEmpty();
          assertThat(second).isEqualTo(first);
        });
    sheet.add(
        "06",
        CAPABILITY,
        "a read since a moment has all that was booked from then on",
        stage -> {
          var trader = stage.trader();
          trader.truth().deposit(new BigDecimal("5.55"));
          var first = trader.transactions(null);
          var booked = first.stream().filter(row -> is(row, "5.55")).findFirst().orElseThrow();

          var since = trader.transactions(booked.occurredAt());

          assertThat(since).contains(booked);
        });
  }

  private static boolean is(Transaction row, String amount) {
    var money = row.amount();
    return money != null && money.amount().compareTo(new BigDecimal(amount)) == 0;
  }

  private static void trades(Plan.Sheet sheet, Plan plan) {
    sheet.add(
        "01",
        CAPABILITY,
        "a buy adds to the holding and takes cash",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          var placed = trader.bought(specimen, specimen.whole());

          var rows = of(trader, placed);

          assertThat(rows)
              .isNotEmpty()
              .allSatisfy(row -> {
                assertThat(row.type()).isEqualTo(TransactionType.BUY);
                assertThat(Objects.requireNonNull(row.instrument()).key())
                    .isEqualTo(specimen.instrument().key());
                assertThat(row.quantity()).isPositive();
                assertThat(Objects.requireNonNull(row.amount()).amount()).isNegative();
              });
          assertThat(sum(rows)).isEqualByComparingTo(specimen.whole());
          if (plan.capabilities().fillIdentity() == FillIdentity.EXECUTION_ID) {
            assertThat(rows).extracting(Transaction::brokerId).doesNotContainNull();
          } else {
            assertThat(rows).extracting(Transaction::cumulativeQuantity).doesNotContainNull();
          }
        });
    sheet.add(
        "02",
        CAPABILITY,
        "a sale takes from the holding and adds cash",
        stage -> {
          var trader = stage.trader();
          var specimen = stage.simulator().specimen(plan.usualClass());
          trader.bought(specimen, specimen.whole());
          var sale = trader.place(Orders.on(stage, trader).sale(specimen, specimen.whole()));
          trader.await(sale, OrderStatus.FILLED);

          var rows = of(trader, sale);

          assertThat(rows)
              .isNotEmpty()
              .allSatisfy(row -> {
                assertThat(row.type()).isEqualTo(TransactionType.SELL);
                assertThat(row.quantity()).isNegative();
                assertThat(Objects.requireNonNull(row.amount()).amount()).isPositive();
              });
          assertThat(sum(rows)).isEqualByComparingTo(specimen.whole().negate());
        });
  }

  /** The transactions of an order; a broker may book them a moment after the fill. */
  static List<Transaction> of(Trader trader, Placed placed) {
    return Patience.until(
        "the transactions of order " + placed.brokerOrderId(),
        () ->
            trader.transactions(null).stream()
                .filter(row -> placed.brokerOrderId().equals(row.brokerOrderId()))
                .toList(),
        rows -> !rows.isEmpty());
  }

  static BigDecimal sum(List<Transaction> rows) {
    return rows.stream()
        .map(Transaction::quantity)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
