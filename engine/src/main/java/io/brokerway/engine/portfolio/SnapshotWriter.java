package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.order.Execution;
import io.brokerway.engine.connections.Payload;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a sync read of one account, in one transaction: what changed, an event per change and
 * one row for the run. What was not read well leaves the last good figure as it is.
 */
final class SnapshotWriter {
  private static final String FLAT =
      "the broker shows no position where some were held; waiting for a second look";

  private final Database database;
  private final AccountStore accounts;
  private final FigureStore figures = new FigureStore();
  private final FillStore fills = new FillStore();
  private final RunStore runs = new RunStore();
  private final TransactionStore transactions;
  private final CorrectionBook corrections;
  private final List<PortfolioListener> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<UUID>> afterwards = new CopyOnWriteArrayList<>();

  SnapshotWriter(Database database, AccountStore accounts, TransactionStore transactions) {
    this.database = database;
    this.accounts = accounts;
    this.transactions = transactions;
    this.corrections = new CorrectionBook(transactions, database.ids());
  }

  void addListener(PortfolioListener listener) {
    listeners.add(listener);
  }

  /** Adds who hears of each account that was written, once that is committed. */
  void afterwards(Consumer<UUID> hears) {
    afterwards.add(hears);
  }

  /** What storing one reading came to. */
  record Written(SyncRunView run, boolean isDoubtful) {}

  /** Empty if the account was removed meanwhile. */
  Optional<Written> write(AccountRef account, AccountReading reading) {
    var written =
        database.inSystem(tx ->
            accounts.lock(tx, account.tenant(), account.account())
                ? Optional.of(new Writing(tx, account, reading).write())
                : Optional.<Written>empty());
    afterwards.forEach(hears -> hears.accept(account.account()));
    if (written.isPresent() && reading.balance() instanceof Part.Got<Balance> got) {
      listeners.forEach(
          listener -> listener.balanceStored(account, got.value(), got.span().from()));
    }
    return written;
  }

  /** One transaction; not thread-safe. */
  private final class Writing {
    private final Tx tx;
    private final AccountRef account;
    private final AccountReading reading;
    private final Instant now;
    private final FigureStore.BalanceRow before;
    private final List<Position> positionsBefore;
    private final List<BookedFill> booked;
    private final Part<List<Position>> positions;
    private int positionsChanged;
    private List<Transaction> added = List.of();
    private int changes;

    Writing(Tx tx, AccountRef account, AccountReading reading) throws SQLException {
      this.tx = tx;
      this.account = account;
      this.reading = reading;
      this.now = database.clock().instant();
      this.booked = fills.of(tx, account.tenant(), account.account());
      this.before = figures.balance(tx, account.tenant(), account.account());
      this.positionsBefore = figures.positions(tx, account.tenant(), account.account()).positions();
      this.positions = believable(reading.positions());
    }

    Written write() throws SQLException {
      // Transactions first: they explain what the figures show.
      var transactionsPart = writeTransactions();
      if (reading.balance() instanceof Part.Got<Balance> got) {
        writeBalance(got);
      }
      if (positions instanceof Part.Got<List<Position>> got) {
        writePositions(got);
      }
      var last =
          new LastRun(
              problem(transactionsPart),
              now,
              before.run().balance().after(reading.balance()),
              before.run().positions().after(positions),
              before.run().transactions().after(transactionsPart));
      dropOldFills(last);
      var run = run(last);
      runs.insert(tx, account, run, last);
      tell(run);
      return new Written(run, isDoubtful(last));
    }

    /** An account that suddenly holds nothing is believed when it is seen twice. */
    private Part<List<Position>> believable(Part<List<Position>> part) {
      if (!(part instanceof Part.Got<List<Position>> got)) {
        return part;
      }
      var held = AccountReader.held(got.value());
      var span = before.run().positions().span();
      if (!held.isEmpty() || span == null || before.run().positions().problem().equals(FLAT)) {
        return new Part.Got<>(held, got.span(), got.readAt());
      }
      var expected = PositionFold.apply(positionsBefore, Effect.of(booked, span));
      return expected.isEmpty()
          ? new Part.Got<>(held, got.span(), got.readAt())
          : new Part.Failed<>(FLAT);
    }

    private Part<AccountReading.Transactions> writeTransactions() throws SQLException {
      if (!(reading.transactions() instanceof Part.Got<AccountReading.Transactions> got)) {
        return reading.transactions();
      }
      var row = accounts.find(tx, account.account()).orElseThrow();
      var keyed = TransactionKeys.of(got.value().list());
      var stored = transactions.save(tx, account.tenant(), account.account(), keyed, now);
      added = stored.added();
      changes += added.size() + stored.changed().size();
      if (row.transactionsCursor() == null) {
        // The history before the first sync is no news: one event tells of all of it.
        if (!added.isEmpty()) {
          append("account.history_read", new Payload().with("transactions", added.size()));
        }
      } else {
        added.forEach(one -> appendTransaction("account.transaction_added", one));
        stored.changed().forEach(one -> appendTransaction("account.transaction_changed", one));
      }
      if (!got.value().complete()) {
        return new Part.Failed<>("the broker gave only a part of the transactions");
      }
      moveCursor(row.transactionsCursor(), got);
      return got;
    }

    private void moveCursor(@Nullable Instant cursor, Part.Got<AccountReading.Transactions> got)
        throws SQLException {
      var newest = got.value().list().stream().map(Transaction::occurredAt).max(Instant::compareTo);
      // An empty history is known too: from now on, what comes is news.
      var next = newest.orElse(cursor == null ? got.span().from() : cursor);
      if (cursor == null || next.isAfter(cursor)) {
        accounts.saveCursor(tx, account.tenant(), account.account(), next);
      }
    }

    private void writeBalance(Part.Got<Balance> got) throws SQLException {
      var old = before.balance();
      if (old == null || !BalanceColumns.same(old, got.value())) {
        figures.save(tx, account.tenant(), account.account(), got.value(), now);
        changes++;
        var balance = got.value();
        append(
            "account.balance_changed",
            new Payload()
                .with("currency", balance.currency())
                .with("cash", balance.cash())
                .with("totalValue", balance.totalValue())
                .with("buyingPower", balance.buyingPower()));
      }
      var span = before.run().balance().span();
      if (old != null && span != null) {
        compareCash(old, got, span);
      }
    }

    private void compareCash(Balance old, Part.Got<Balance> got, ReadSpan span)
        throws SQLException {
      var cashBefore = old.cash();
      var cashNow = got.value().cash();
      if (cashBefore == null || cashNow == null || !old.currency().equals(got.value().currency())) {
        return;
      }
      var differences = new Differences();
      differences.cash(old.currency(), cashBefore, cashNow);
      differences.cashFills(booked, span, got.span(), old.currency());
      settle(CorrectionBook.Compared.Kind.CASH, span, got.span(), differences);
    }

    private void writePositions(Part.Got<List<Position>> got) throws SQLException {
      var old = new HashMap<String, Position>();
      positionsBefore.forEach(position -> old.put(key(position), position));
      for (var position : got.value()) {
        var held = old.remove(key(position));
        if (held == null || !isSame(held, position)) {
          figures.save(tx, account.tenant(), account.account(), position, now);
          changes++;
          if (held == null || isHoldingMoved(held, position)) {
            positionsChanged++;
            appendPosition(position, position.quantity());
          }
        }
      }
      for (var gone : old.values()) {
        figures.delete(tx, account.tenant(), account.account(), gone);
        changes++;
        positionsChanged++;
        appendPosition(gone, BigDecimal.ZERO);
      }
      var span = before.run().positions().span();
      if (span != null) {
        var differences = new Differences();
        differences.positions(positionsBefore, got.value());
        differences.positionFills(booked, span, got.span());
        settle(CorrectionBook.Compared.Kind.INSTRUMENTS, span, got.span(), differences);
      }
      for (var listener : listeners) {
        listener.onPositionsStored(tx, account, got.span().from());
      }
    }

    private void settle(
        CorrectionBook.Compared.Kind kind, ReadSpan span, ReadSpan newSpan, Differences differences)
        throws SQLException {
      corrections.settle(
          tx,
          account,
          new CorrectionBook.Compared(kind, span, newSpan),
          differences,
          booked,
          added,
          now);
    }

    /** Fills that both snapshots hold have done their work. */
    private void dropOldFills(LastRun last) throws SQLException {
      var balanceSpan = last.balance().span();
      var positionsSpan = last.positions().span();
      if (balanceSpan == null || positionsSpan == null) {
        return;
      }
      var old = new ArrayList<UUID>();
      for (var fill : booked) {
        if (isIn(fill, balanceSpan) && isIn(fill, positionsSpan)) {
          old.add(fill.id());
        }
      }
      if (!old.isEmpty()) {
        fills.delete(tx, account.tenant(), account.account(), old);
      }
    }

    private boolean isIn(BookedFill fill, ReadSpan span) {
      var placement = fill.kind() == Execution.Kind.FILL ? fill.place(span) : fill.placeNews(span);
      return placement == ReadSpan.Placement.BEFORE;
    }

    private boolean isDoubtful(LastRun last) {
      return Stream.of(last.balance().span(), last.positions().span())
          .filter(Objects::nonNull)
          .anyMatch(span -> Effect.of(booked, span).stream().anyMatch(Effect::isDoubtful));
    }

    private String problem(Part<AccountReading.Transactions> transactionsPart) {
      return Stream.of(reading.balance(), positions, transactionsPart)
          .map(Part::problem)
          .filter(text -> !text.isEmpty())
          .distinct()
          .reduce((one, other) -> one + "; " + other)
          .orElse("");
    }

    private SyncRunView run(LastRun last) {
      var failed =
          Stream.of(last.balance(), last.positions(), last.transactions())
              .filter(read -> !read.problem().isEmpty())
              .count();
      var outcome =
          failed == 0
              ? SyncRunView.Outcome.OK
              : failed == 3 ? SyncRunView.Outcome.FAILED : SyncRunView.Outcome.PARTIAL;
      var count =
          positions instanceof Part.Got<List<Position>> got
              ? got.value().size()
              : positionsBefore.size();
      return new SyncRunView(
          database.ids().next(),
          account.account(),
          account.connection(),
          outcome,
          last.problem(),
          reading.startedAt(),
          now,
          count,
          positionsChanged,
          added.size());
    }

    /** A sync that found nothing new writes no event; a failure is told once. */
    private void tell(SyncRunView run) {
      var isNewProblem = !run.problem().isEmpty() && !run.problem().equals(before.run().problem());
      if (isNewProblem) {
        append(
            "sync.failed",
            new Payload().with("outcome", run.outcome()).with("problem", run.problem()));
      } else if (changes > 0) {
        append(
            "sync.finished",
            new Payload()
                .with("outcome", run.outcome())
                .with("positionsChanged", run.positionsChanged())
                .with("transactionsAdded", run.transactionsAdded()));
      }
    }

    private void appendPosition(Position position, BigDecimal quantity) {
      append(
          "account.position_changed",
          new Payload()
              .with("instrument", position.instrument().key())
              .with("symbol", position.instrument().symbol())
              .with("lot", position.lot().isEmpty() ? null : position.lot())
              .with("quantity", quantity)
              .with("averagePrice", position.averagePrice()));
    }

    private void appendTransaction(String type, Transaction transaction) {
      var instrument = transaction.instrument();
      var amount = transaction.amount();
      append(
          type,
          new Payload()
              .with("type", transaction.type())
              .with("brokerId", transaction.brokerId())
              .with("symbol", instrument == null ? null : instrument.symbol())
              .with("quantity", transaction.quantity())
              .with("price", transaction.price())
              .with("amount", amount == null ? null : amount.amount())
              .with("currency", amount == null ? null : amount.currency())
              .with("occurredAt", transaction.occurredAt()));
    }

    private void append(String type, Payload payload) {
      tx.append(
          payload.fact(
              account.owner(), account.account(), type, account.account().toString(), "system"));
    }
  }

  private static String key(Position position) {
    return position.instrument().key() + "|" + position.lot();
  }

  private static boolean isSame(Position one, Position other) {
    return one.instrument().equals(other.instrument())
        && !isHoldingMoved(one, other)
        && isSame(one.available(), other.available())
        && isSame(one.currentPrice(), other.currentPrice())
        && isSame(one.marketValue(), other.marketValue())
        && isSame(one.unrealizedProfit(), other.unrealizedProfit())
        && isSame(one.previousClose(), other.previousClose());
  }

  private static boolean isHoldingMoved(Position one, Position other) {
    return !isSame(one.quantity(), other.quantity())
        || !isSame(one.averagePrice(), other.averagePrice())
        || !isSame(one.costBasis(), other.costBasis());
  }

  private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.compareTo(other) == 0;
  }

  FigureStore figures() {
    return figures;
  }

  FillStore fills() {
    return fills;
  }

  RunStore runs() {
    return runs;
  }

  TransactionStore transactions() {
    return transactions;
  }

  CorrectionStore corrections() {
    return corrections.store();
  }
}
