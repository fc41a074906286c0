package io.brokerway.simulators.alpaca;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueListener;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.ReplyStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One caller's events. The venue only wakes it: it reads the ledger on from where it stands, so
 * nothing is missed or told twice, however slowly it is read.
 */
final class ActivityEventStream implements ReplyStream, VenueListener {
  private static final int BATCH = 1_000;
  private static final byte[] NOTHING = new byte[0];

  private final Venue venue;
  private final Holder holder;
  private final ActivityEvents.Span span;
  private final Function<VenueTransaction, ObjectNode> shown;
  private final Deque<VenueTransaction> read = new ArrayDeque<>();
  private final Semaphore news = new Semaphore(0);
  private final Venue.Subscription subscription;
  private long sequence;

  ActivityEventStream(
      Venue venue,
      Holder holder,
      ActivityEvents.Span span,
      Function<VenueTransaction, ObjectNode> shown) {
    this.venue = venue;
    this.holder = holder;
    this.span = span;
    this.shown = shown;
    this.sequence = span.history() ? 0 : last();
    this.subscription = venue.subscribe(this);
  }

  @Override
  public byte @Nullable [] next(Duration patience) throws InterruptedException {
    news.drainPermits();
    var next = take();
    if (next == null && span.ends()) {
      return null;
    }
    if (next == null && news.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      next = take();
    }
    if (next == null) {
      return NOTHING;
    }
    if (span.isPast(next.at(), ActivityEvents.id(next))) {
      return null;
    }
    return "data: %s\n\n".formatted(Json.text(shown.apply(next))).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void onTransaction(VenueTransaction transaction) {
    if (transaction.account().equals(holder.key())) {
      news.release();
    }
  }

  @Override
  public void onOrder(OrderEvent event, VenueOrder order, @Nullable VenueExecution execution) {}

  @Override
  public void onGap(Instant since) {
    news.release();
  }

  @Override
  public void close() {
    subscription.close();
  }

  /** The next event that is wanted; absent if there is none yet. */
  private @Nullable VenueTransaction take() {
    while (true) {
      if (read.isEmpty()) {
        read.addAll(venue.transactions(holder.key(), sequence, BATCH));
      }
      var next = read.poll();
      if (next == null) {
        return null;
      }
      sequence = next.sequence();
      if (!WalletApi.isTransfer(next) && span.starts(next.at(), ActivityEvents.id(next))) {
        return next;
      }
    }
  }

  private long last() {
    var newest = 0L;
    var batch = venue.transactions(holder.key(), newest, BATCH);
    while (!batch.isEmpty()) {
      newest = batch.getLast().sequence();
      batch = venue.transactions(holder.key(), newest, BATCH);
    }
    return newest;
  }
}
