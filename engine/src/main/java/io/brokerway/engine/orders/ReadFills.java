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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads fills from the broker's list of transactions, where the stream did not tell them. */
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
    fills.sort(java.util.Comparator.comparing(Execution::executedAt));
    return fills;
  }

  /** The fill that a transaction shows, if it says enough to be known again from other sources. */
  static Optional<Execution> execution(AccountRef account, Transaction transaction) {
    var id = transaction.brokerId();
    var order = transaction.brokerOrderId();
    var instrument = transaction.instrument();
    var quantity = transaction.quantity();
    var price = transaction.price();
    var cumulative = transaction.cumulativeQuantity();
    var isFill =
        (transaction.type() == TransactionType.BUY || transaction.type() == TransactionType.SELL)
            && transaction.status() == Transaction.Status.EXECUTED
            && !transaction.dateOnly();
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
