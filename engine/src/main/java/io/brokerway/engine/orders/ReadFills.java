package io.brokerway.engine.orders;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.broker.order.Side;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.portfolio.AccountRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads fills, and what corrects or takes back fills, from the broker's list of transactions, where
 * the stream did not tell them.
 */
final class ReadFills {
  private static final Logger LOG = LoggerFactory.getLogger(ReadFills.class);
  private static final int MOST_PAGES = 100;
  private static final String SOURCE = "transactions";

  private final Venues venues;

  ReadFills(Venues venues) {
    this.venues = venues;
  }

  /** The fills since a moment, oldest first; empty if the broker does not tell them. */
  List<Execution> since(AccountRef account, Instant since) {
    var fills = new ArrayList<Execution>();
    try {
      var broker = venues.broker(account.connection());
      var query = new TransactionQuery(since, null);
      for (var i = 0; i < MOST_PAGES; i++) {
        var page = broker.fetchTransactions(account.brokerKey(), query).value();
        page.transactions().stream()
            .flatMap(each -> execution(account, each).stream())
            .forEach(fills::add);
        var next = page.nextPageToken();
        if (next == null) {
          break;
        }
        query = query.next(next);
      }
    } catch (BrokerException | ConnectionException e) {
      LOG.info(
          "fills were not read: account={} why={}",
          account.account(),
          String.valueOf(e.getMessage()));
    }
    // Of one moment, the fill comes before what amends it.
    fills.sort(
        java.util.Comparator.comparing(Execution::executedAt).thenComparing(Execution::kind));
    return fills;
  }

  /** What a transaction shows of a fill, if it says enough to be known again from other sources. */
  static Optional<Execution> execution(AccountRef account, Transaction transaction) {
    return switch (transaction.status()) {
      case EXECUTED -> fill(account, transaction);
      case CORRECTED -> amendment(account, transaction, Execution.Kind.CORRECTION);
      case REVERSED -> amendment(account, transaction, Execution.Kind.BUST);
      case PENDING -> Optional.empty();
    };
  }

  private static boolean isTrade(Transaction transaction) {
    return transaction.type() == TransactionType.BUY || transaction.type() == TransactionType.SELL;
  }

  /** A correction says what stands now, a bust that nothing does; both name the fill they amend. */
  private static Optional<Execution> amendment(
      AccountRef account, Transaction transaction, Execution.Kind kind) {
    var order = transaction.brokerOrderId();
    var amended = transaction.amends();
    var instrument = transaction.instrument();
    var quantity = transaction.quantity();
    var price = transaction.price();
    if (!isTrade(transaction)
        || transaction.dateOnly()
        || order == null
        || amended == null
        || instrument == null
        || quantity == null
        || price == null
        || (kind == Execution.Kind.CORRECTION && quantity.signum() == 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new Execution(
            kind,
            account.brokerKey(),
            order,
            transaction.brokerId(),
            amended,
            instrument,
            transaction.type() == TransactionType.BUY ? Side.BUY : Side.SELL,
            kind == Execution.Kind.BUST ? BigDecimal.ZERO : quantity.abs(),
            price,
            transaction.cumulativeQuantity(),
            transaction.fee(),
            transaction.occurredAt(),
            SOURCE,
            false));
  }

  private static Optional<Execution> fill(AccountRef account, Transaction transaction) {
    var id = transaction.brokerId();
    var order = transaction.brokerOrderId();
    var instrument = transaction.instrument();
    var quantity = transaction.quantity();
    var price = transaction.price();
    var cumulative = transaction.cumulativeQuantity();
    var isFill = isTrade(transaction) && !transaction.dateOnly();
    var byId = account.capabilities().get().fillIdentity() == FillIdentity.EXECUTION_ID;
    if (!isFill
        || order == null
        || instrument == null
        || quantity == null
        || quantity.signum() == 0
        || price == null
        || (byId ? id == null : cumulative == null)) {
      return Optional.empty();
    }
    return Optional.of(
        new Execution(
            Execution.Kind.FILL,
            account.brokerKey(),
            order,
            byId ? id : null,
            null,
            instrument,
            quantity.signum() > 0 ? Side.BUY : Side.SELL,
            quantity.abs(),
            price,
            cumulative,
            transaction.fee(),
            transaction.occurredAt(),
            SOURCE,
            false));
  }
}
