package io.brokerway.brokers.paper;

import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.Quote;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueListener;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueTransaction;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes of one paper account, and the quotes of its market. Thread-safe. */
final class PaperStream implements BrokerStream, VenueListener, PaperMarket.Listener {
  private static final String SOURCE = "stream";

  private final AccountKey account;
  private final Listener listener;
  private final PaperMarket.Listening quotes;
  private final Venue.Subscription subscription;
  private volatile boolean open = true;

  PaperStream(PaperVenue paper, AccountKey account, Listener listener) {
    this.account = account;
    this.listener = listener;
    this.quotes = paper.market().listen(this);
    this.subscription = paper.venue().subscribe(this);
  }

  @Override
  public boolean isUp() {
    return open;
  }

  @Override
  public void watchQuotes(Set<Instrument> instruments) {
    quotes.want(instruments);
  }

  @Override
  public void onQuote(Quote quote) {
    tell(() -> listener.onQuote(quote));
  }

  /** Whether there are prices shows in the account. */
  @Override
  public void onTrouble() {
    tell(() -> listener.onAccountChanged(account));
  }

  @Override
  public void onOrder(OrderEvent event, VenueOrder order, @Nullable VenueExecution execution) {
    if (!order.account().equals(account)) {
      return;
    }
    // The fill first: a final state is the last that is heard of an order.
    if (execution != null) {
      tell(() -> listener.onExecution(PaperMapping.execution(execution, order, SOURCE)));
    }
    tell(() -> listener.onOrder(PaperMapping.order(order, java.util.List.of())));
  }

  @Override
  public void onTransaction(VenueTransaction transaction) {
    // A fill's transaction is told by its execution.
    if (transaction.account().equals(account) && transaction.orderId() == null) {
      tell(() -> listener.onAccountChanged(account));
    }
  }

  @Override
  public void onGap(Instant since) {
    tell(() -> listener.onGap(since));
  }

  /** Two threads bring changes, the listener hears one at a time. */
  private synchronized void tell(Runnable change) {
    if (open) {
      change.run();
    }
  }

  @Override
  public void close() {
    open = false;
    subscription.close();
    quotes.close();
  }
}
