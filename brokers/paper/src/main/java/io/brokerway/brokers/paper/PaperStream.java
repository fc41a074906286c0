package io.brokerway.brokers.paper;

import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueListener;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The changes of one paper account, and quotes each second. Thread-safe. */
final class PaperStream implements BrokerStream, VenueListener {
  private static final String SOURCE = "stream";
  private static final Duration QUOTE_STEP = Duration.ofSeconds(1);

  private final Venue venue;
  private final AccountKey account;
  private final Listener listener;
  private final ScheduledExecutorService quotes;
  private final Venue.Subscription subscription;
  private volatile Set<Instrument> watched = Set.of();
  private volatile boolean open = true;

  PaperStream(Venue venue, AccountKey account, Listener listener) {
    this.venue = venue;
    this.account = account;
    this.listener = listener;
    this.quotes =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("paper-quotes").factory());
    this.subscription = venue.subscribe(this);
    var step = QUOTE_STEP.toMillis();
    var unused = quotes.scheduleAtFixedRate(this::sendQuotes, step, step, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean isUp() {
    return open;
  }

  @Override
  public void watchQuotes(Set<Instrument> instruments) {
    watched = Set.copyOf(instruments);
    quotes.execute(this::sendQuotes);
  }

  private void sendQuotes() {
    if (watched.isEmpty() || !open) {
      return;
    }
    var at = venue.now();
    for (var instrument : watched) {
      venue
          .prices()
          .find(instrument.symbol())
          .map(listed -> PaperMapping.quote(venue.prices().quote(listed, at)))
          .ifPresent(quote -> tell(() -> listener.onQuote(quote)));
    }
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
    quotes.shutdown();
  }
}
