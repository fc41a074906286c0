package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.engine.connections.Payload;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.Ids;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what neither fills nor transactions explain, and alarms what one more sync does not
 * explain either.
 */
final class CorrectionBook {
  private static final Logger log = LoggerFactory.getLogger(CorrectionBook.class);
  private static final int MAX_TRANSACTIONS = 10_000;

  private final TransactionStore transactions;
  private final CorrectionStore corrections = new CorrectionStore();
  private final Ids ids;

  CorrectionBook(TransactionStore transactions, Ids ids) {
    this.transactions = transactions;
    this.ids = ids;
  }

  CorrectionStore store() {
    return corrections;
  }

  /**
   * A read of one kind against the one before.
   *
   * @param kind of subjects: those of cash, or those of instruments
   */
  record Compared(Kind kind, ReadSpan before, ReadSpan now) {
    enum Kind {
      CASH,
      INSTRUMENTS
    }

    boolean covers(String subject) {
      return subject.startsWith("CASH:") == (kind == Kind.CASH);
    }
  }

  /** Decides what was open and opens what is new, for the subjects of one kind. */
  void settle(
      Tx tx,
      AccountRef account,
      Compared compared,
      Differences differences,
      List<BookedFill> booked,
      List<Transaction> added,
      Instant now)
      throws SQLException {
    var explained = new HashMap<String, BigDecimal>();
    book(tx, account, compared, differences, booked, added, explained);
    addLateFills(compared, booked, explained);
    var found = new HashMap<String, Differences.Difference>();
    differences.found().forEach(difference -> found.put(difference.subject(), difference));
    for (var open : corrections.open(tx, account.tenant(), account.account())) {
      if (compared.covers(open.subject()) && !differences.isUndecidable(open.subject())) {
        decide(tx, account, open, differences, found, explained, now);
      }
    }
    for (var difference : found.values()) {
      var amount = explained.getOrDefault(difference.subject(), BigDecimal.ZERO);
      if (!differences.isRounding(difference.subject(), difference.amount().subtract(amount))) {
        open(tx, account, difference, now);
      }
    }
  }

  /** Bookings between the snapshots move what is expected; trades and late ones may explain. */
  private void book(
      Tx tx,
      AccountRef account,
      Compared compared,
      Differences differences,
      List<BookedFill> booked,
      List<Transaction> added,
      Map<String, BigDecimal> explained)
      throws SQLException {
    var ours = ourOrders(booked);
    var between = new ArrayList<Transaction>();
    added.stream().filter(Transaction::dateOnly).forEach(between::add);
    transactions
        .between(
            tx,
            account.tenant(),
            account.account(),
            compared.before().from(),
            compared.now().from(),
            MAX_TRANSACTIONS)
        .stream()
        .filter(transaction -> !transaction.dateOnly())
        .forEach(between::add);
    for (var transaction : between) {
      if (isTrade(transaction)) {
        explain(compared, transaction, ours, explained);
      } else {
        Differences.moves(transaction).forEach(differences::booking);
      }
    }
    for (var transaction : added) {
      if (!transaction.dateOnly() && !transaction.occurredAt().isAfter(compared.before().from())) {
        explain(compared, transaction, ours, explained);
      }
    }
  }

  private static void explain(
      Compared compared,
      Transaction transaction,
      Set<String> ours,
      Map<String, BigDecimal> explained) {
    if (transaction.brokerOrderId() != null && ours.contains(transaction.brokerOrderId())) {
      return;
    }
    Differences.moves(transaction)
        .forEach((subject, amount) -> {
          if (compared.covers(subject)) {
            explained.merge(subject, amount, BigDecimal::add);
          }
        });
  }

  /** Fills that were in the old snapshot already but booked after it was stored. */
  private static void addLateFills(
      Compared compared, List<BookedFill> booked, Map<String, BigDecimal> explained) {
    for (var fill : booked) {
      if (fill.place(compared.before()) == ReadSpan.Placement.BEFORE) {
        var cash = Differences.cash(fill.instrument().currency());
        var subject = compared.kind() == Compared.Kind.CASH ? cash : fill.instrument().key();
        var amount = compared.kind() == Compared.Kind.CASH ? fill.cash() : fill.signedQuantity();
        explained.merge(subject, amount, BigDecimal::add);
      }
    }
  }

  private static Set<String> ourOrders(List<BookedFill> booked) {
    var orders = new HashSet<String>();
    booked.forEach(fill -> orders.add(fill.brokerOrderId()));
    return orders;
  }

  private static boolean isTrade(Transaction transaction) {
    return transaction.type() == TransactionType.BUY || transaction.type() == TransactionType.SELL;
  }

  private void decide(
      Tx tx,
      AccountRef account,
      CorrectionView open,
      Differences differences,
      Map<String, Differences.Difference> found,
      Map<String, BigDecimal> explained,
      Instant now)
      throws SQLException {
    var subject = open.subject();
    var late = explained.getOrDefault(subject, BigDecimal.ZERO);
    var back = found.get(subject);
    if (differences.isRounding(subject, open.difference().subtract(late))) {
      explained.remove(subject);
      corrections.decide(tx, account.tenant(), open, CorrectionView.State.EXPLAINED, now);
    } else if (back != null
        && differences.isRounding(subject, open.difference().add(back.amount()))) {
      // It went back by itself: a figure that the broker showed too early.
      found.remove(subject);
      corrections.decide(tx, account.tenant(), open, CorrectionView.State.EXPLAINED, now);
    } else {
      corrections.decide(tx, account.tenant(), open, CorrectionView.State.ALARMED, now);
      alarm(tx, account, open);
    }
  }

  private static void alarm(Tx tx, AccountRef account, CorrectionView open) {
    log.warn(
        "unexplained difference at the broker: account={} subject={} expected={} observed={}",
        account.account(),
        open.subject(),
        open.expected().toPlainString(),
        open.observed().toPlainString());
    tx.append(fact(account, open, "account.difference_alarmed"));
  }

  private void open(Tx tx, AccountRef account, Differences.Difference difference, Instant now)
      throws SQLException {
    var correction =
        new CorrectionView(
            ids.next(),
            account.account(),
            difference.subject(),
            difference.expected(),
            difference.observed(),
            difference.amount(),
            CorrectionView.State.OPEN,
            now);
    corrections.insert(tx, account.tenant(), correction);
    tx.append(fact(account, correction, "account.difference_found"));
  }

  private static Fact fact(AccountRef account, CorrectionView correction, String type) {
    return new Payload()
        .with("subject", correction.subject())
        .with("expected", correction.expected())
        .with("observed", correction.observed())
        .fact(account.owner(), account.account(), type, correction.id().toString(), "system");
  }
}
