package io.brokerway.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.engine.scripted.Rig;
import io.brokerway.engine.scripted.ScriptedAccount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SyncTest {
  private final Rig rig = Rig.open();
  private ScriptedAccount script;
  private UUID connection;
  private AccountRef account;

  @BeforeEach
  void connect() {
    script = rig.broker.account("A1", "1000.00");
    script.positions = List.of(Fills.position("AAPL", "10", "150"));
    connection = rig.connect("key-one").id();
    account = rig.account(connection);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private SyncRunView sync() {
    rig.clock.advance(Duration.ofMinutes(5));
    return rig.process().sync().sync(connection).runs().getFirst();
  }

  private static Transaction transaction(
      @Nullable String id, TransactionType type, String amount, Instant at) {
    return new Transaction(
        id,
        type,
        "",
        type == TransactionType.BUY ? Instrument.Equity.us("AAPL") : null,
        type == TransactionType.BUY ? BigDecimal.ONE : null,
        null,
        Money.usd(amount),
        null,
        null,
        null,
        at,
        false,
        null,
        "",
        Transaction.Status.EXECUTED,
        null);
  }

  private long transactions() {
    return rig.count("transaction");
  }

  @Test
  void theFirstSyncBringsEverything() {
    for (var i = 0; i < 8; i++) {
      script.transactions.add(
          transaction("t" + i, TransactionType.DIVIDEND, "1", rig.clock.instant()));
    }

    var run = sync();

    assertThat(run.outcome()).isEqualTo(SyncRunView.Outcome.OK);
    assertThat(run.positionCount()).isEqualTo(1);
    assertThat(run.transactionsAdded()).isEqualTo(8);
    assertThat(rig.cash(account)).isEqualByComparingTo("1000");
    var position = rig.portfolio().positions(account).getFirst();
    assertThat(position.position().quantity()).isEqualByComparingTo("10");
    assertThat(position.position().marketValue()).isEqualByComparingTo("1500");
    assertThat(position.freshness().status()).isEqualTo(FigureStatus.FRESH);
    assertThat(rig.facts())
        .contains("account.balance_changed", "account.position_changed", "sync.finished");
  }

  @Test
  void aSyncWithoutChangesWritesOneRowAndNothingElse() {
    script.transactions.add(transaction("t", TransactionType.DIVIDEND, "1", rig.clock.instant()));
    sync();
    var facts = rig.facts().size();
    var versions = rowVersions();

    sync();

    assertThat(rig.facts()).hasSize(facts);
    assertThat(rowVersions()).isEqualTo(versions);
    assertThat(rig.count("sync_run")).isEqualTo(2);
  }

  /** The transaction that wrote each row last. */
  private List<String> rowVersions() {
    return rig.database()
        .readSystem(tx ->
            tx.query(
                """
                SELECT 'account' || xmin::TEXT AS v FROM account
                UNION ALL SELECT 'balance' || xmin::TEXT FROM balance
                UNION ALL SELECT 'position' || xmin::TEXT FROM position
                UNION ALL SELECT 'transaction' || xmin::TEXT FROM transaction
                UNION ALL SELECT 'connection' || xmin::TEXT FROM connection
                ORDER BY v
                """,
                row -> row.getString("v")));
  }

  @Test
  void twoEqualTradesAreBothKeptAndASecondSyncAddsNothing() {
    var at = rig.clock.instant();
    script.transactions.add(transaction(null, TransactionType.BUY, "-10", at));
    script.transactions.add(transaction(null, TransactionType.BUY, "-10", at));

    assertThat(sync().transactionsAdded()).isEqualTo(2);
    assertThat(sync().transactionsAdded()).isZero();
    script.transactions.add(transaction(null, TransactionType.BUY, "-10", at));
    assertThat(sync().transactionsAdded()).isEqualTo(1);

    assertThat(transactions()).isEqualTo(3);
  }

  @Test
  void whatTheBrokerBooksLateIsFoundWithinItsOverlap() {
    script.transactions.add(transaction("t1", TransactionType.FEE, "-1", rig.clock.instant()));
    sync();

    script.transactions.addFirst(
        transaction(
            "t0", TransactionType.FEE, "-2", rig.clock.instant().minus(Duration.ofHours(20))));

    assertThat(sync().transactionsAdded()).isEqualTo(1);
  }

  @Test
  void aTransactionThatTheBrokerChangesIsChangedInItsPlace() {
    script.transactions.add(transaction("t1", TransactionType.FEE, "-1", rig.clock.instant()));
    sync();
    script.transactions.set(0, transaction("t1", TransactionType.FEE, "-3", rig.clock.instant()));

    sync();

    var listed = rig.portfolio().transactions(account, TransactionFilter.ALL, null, 10).items();
    assertThat(listed).hasSize(1);
    assertThat(rig.facts()).contains("account.transaction_changed");
  }

  @Test
  void aFailedReadLeavesTheLastGoodFigureAndTellsItsAge() {
    sync();
    var good = rig.clock.instant();
    script.cash("5");
    script.balanceFailure = new BrokerException.UnexpectedReply("truncated JSON");
    script.positionsFailure = new IllegalStateException("adapter bug");

    var run = sync();

    assertThat(run.outcome()).isEqualTo(SyncRunView.Outcome.PARTIAL);
    assertThat(run.problem()).contains("truncated JSON");
    assertThat(rig.cash(account)).isEqualByComparingTo("1000");
    var balance = rig.portfolio().balance(account).freshness();
    assertThat(balance.status()).isEqualTo(FigureStatus.STALE);
    assertThat(balance.asOf()).isEqualTo(good);
    assertThat(rig.portfolio().positions(account)).hasSize(1);
    script.balanceFailure = null;
    script.positionsFailure = null;
    assertThat(sync().outcome()).isEqualTo(SyncRunView.Outcome.OK);
    assertThat(rig.cash(account)).isEqualByComparingTo("5");
  }

  @Test
  void aLateFailureInTheTransactionsLeavesNoHalfWrittenTransactions() {
    for (var i = 0; i < 5; i++) {
      script.transactions.add(transaction("t" + i, TransactionType.FEE, "-1", rig.clock.instant()));
    }
    script.transactionsFailure = new BrokerException.Unavailable("reset on page 2");

    assertThat(sync().outcome()).isEqualTo(SyncRunView.Outcome.PARTIAL);
    assertThat(transactions()).isZero();
    script.transactionsFailure = null;
    assertThat(sync().transactionsAdded()).isEqualTo(5);
  }

  @Test
  void anIncompleteReadingNeitherDeletesNorOverwrites() {
    sync();
    script.positions = List.of(Fills.position("TSLA", "1", "200"));
    script.positionsComplete = false;

    sync();

    assertThat(symbols()).containsExactly("AAPL");
    script.positionsComplete = true;
    sync();
    assertThat(symbols()).containsExactly("TSLA");
  }

  @Test
  void anAccountThatIsSuddenlyFlatIsBelievedAtTheSecondLook() {
    sync();
    script.positions = List.of();

    var first = sync();

    assertThat(first.problem()).contains("second look");
    assertThat(symbols()).containsExactly("AAPL");
    assertThat(rig.portfolio().positions(account).getFirst().freshness().status())
        .isEqualTo(FigureStatus.STALE);
    sync();
    assertThat(symbols()).isEmpty();
  }

  @Test
  void anAccountThatTheBrokerDoesNotShowKeepsItsFigures() {
    sync();
    rig.broker.account("B1", "7");
    rig.broker.hide("A1");

    var runs = rig.process().sync().sync(connection).runs();

    assertThat(runs)
        .extracting(SyncRunView::outcome)
        .containsExactlyInAnyOrder(SyncRunView.Outcome.FAILED, SyncRunView.Outcome.OK);
    assertThat(rig.cash(account)).isEqualByComparingTo("1000");
    assertThat(rig.portfolio().balance(account).freshness().problem())
        .contains("does not show this account");
  }

  @Test
  void aBalanceWithoutAnyFigureOrAPositionTwiceIsOdd() {
    sync();
    script.balance = Balance.basic(CurrencyCode.USD, null, null, null);
    script.positions = List.of(Fills.position("AAPL", "1", "1"), Fills.position("AAPL", "2", "1"));

    var run = sync();

    assertThat(run.problem()).contains("names no figure").contains("twice");
    assertThat(rig.cash(account)).isEqualByComparingTo("1000");
  }

  @Test
  void figuresGrowStaleWhenNothingIsRead() {
    sync();

    rig.clock.advance(Rig.INTERVAL.multipliedBy(2).plusSeconds(1));

    var freshness = rig.portfolio().balance(account).freshness();
    assertThat(freshness.status()).isEqualTo(FigureStatus.STALE);
    assertThat(freshness.problem()).contains("ago");
  }

  @Test
  void figuresSurviveARestart() {
    sync();

    rig.restart();

    assertThat(rig.cash(account)).isEqualByComparingTo("1000");
    assertThat(rig.portfolio().balance(account).freshness().status()).isEqualTo(FigureStatus.FRESH);
    assertThat(sync().outcome()).isEqualTo(SyncRunView.Outcome.OK);
  }

  @Test
  void transactionsComeInPagesAndByFilter() {
    var start = rig.clock.instant().minus(Duration.ofDays(20));
    for (var i = 0; i < 7; i++) {
      var type = i % 2 == 0 ? TransactionType.FEE : TransactionType.DIVIDEND;
      script.transactions.add(transaction("t" + i, type, "1", start.plus(Duration.ofDays(i))));
    }
    sync();
    var seen = new ArrayList<@Nullable String>();
    String token = null;
    do {
      var page = rig.portfolio().transactions(account, TransactionFilter.ALL, token, 3);
      page.items().forEach(item -> seen.add(item.transaction().brokerId()));
      token = page.nextPageToken();
    } while (token != null);

    assertThat(seen).containsExactly("t6", "t5", "t4", "t3", "t2", "t1", "t0");
    var fees =
        new TransactionFilter(
            start.plus(Duration.ofDays(1)),
            start.plus(Duration.ofDays(5)),
            Set.of(TransactionType.FEE),
            null);
    assertThat(rig.portfolio().transactions(account, fees, null, 10).items())
        .extracting(item -> item.transaction().brokerId())
        .containsExactly("t4", "t2");
  }

  @Test
  void aDifferenceThatNothingExplainsIsAlarmedAfterOneMoreSync() {
    sync();
    script.positions = List.of(Fills.position("AAPL", "12", "150"));

    sync();

    var found = rig.portfolio().corrections(account, 10).getFirst();
    assertThat(found.subject()).isEqualTo("EQUITY:AAPL");
    assertThat(found.difference()).isEqualByComparingTo("2");
    assertThat(found.state()).isEqualTo(CorrectionView.State.OPEN);
    sync();
    assertThat(rig.portfolio().corrections(account, 10).getFirst().state())
        .isEqualTo(CorrectionView.State.ALARMED);
    assertThat(rig.facts()).containsOnlyOnce("account.difference_alarmed");
  }

  @Test
  void aDividendExplainsNewCashAndALateTradeExplainsAPosition() {
    sync();
    script.cash("1010.00");
    script.transactions.add(
        transaction("d1", TransactionType.DIVIDEND, "10", rig.clock.instant().plusSeconds(60)));
    sync();
    assertThat(rig.portfolio().corrections(account, 10)).isEmpty();

    var tradedAt = rig.clock.instant().plusSeconds(60);
    script.positions = List.of(Fills.position("AAPL", "11", "150"));
    script.cash("860.00");
    sync();
    assertThat(rig.portfolio().corrections(account, 10)).hasSize(2);
    script.transactions.add(transaction("b1", TransactionType.BUY, "-150", tradedAt));
    sync();

    assertThat(rig.portfolio().corrections(account, 10))
        .extracting(CorrectionView::state)
        .containsOnly(CorrectionView.State.EXPLAINED);
    assertThat(rig.facts()).doesNotContain("account.difference_alarmed");
  }

  @Test
  void settingTheCashOfAPaperAccountIsACommandToItsVenue() {
    sync();

    var balance = rig.portfolio().setCash(account, Money.usd("50000"));

    assertThat(rig.portfolio().canSetCash(account)).isTrue();
    assertThat(balance.freshness().status()).isEqualTo(FigureStatus.FRESH);
    assertThat(rig.cash(account)).isEqualByComparingTo("50000");
    assertThat(rig.facts()).contains("account.cash_set");
  }

  private List<String> symbols() {
    return rig.portfolio().positions(account).stream()
        .map(view -> view.position().instrument().symbol())
        .toList();
  }
}
