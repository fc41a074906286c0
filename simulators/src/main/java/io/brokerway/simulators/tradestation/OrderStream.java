package io.brokerway.simulators.tradestation;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueListener;
import io.brokerway.exchange.VenueOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Today's orders, then each change of one as the whole order. */
final class OrderStream extends JsonStream implements VenueListener {
  private final List<Holder> holders;
  private final Predicate<String> wanted;
  private final OrderIds ids;
  private final OrderView view;
  private final Map<String, VenueOrder> told = new HashMap<>();
  private final Venue.Subscription subscription;

  OrderStream(
      Streams streams,
      Clock clock,
      Venue venue,
      List<Holder> holders,
      Predicate<String> wanted,
      OrderIds ids,
      OrderView view,
      OrderLists lists) {
    super(streams, clock);
    this.holders = List.copyOf(holders);
    this.wanted = wanted;
    this.ids = ids;
    this.view = view;
    synchronized (this) {
      this.subscription = venue.subscribe(this);
      for (var holder : this.holders) {
        for (var order : lists.today(holder, wanted)) {
          told.put(ids.of(order), order);
          say(view.json(order));
        }
      }
      status("EndSnapshot");
    }
  }

  @Override
  protected void look() {}

  @Override
  public synchronized void onOrder(
      OrderEvent event, VenueOrder order, @Nullable VenueExecution execution) {
    if (event == OrderEvent.REPLACED
        || event == OrderEvent.TRAILED
        || OrderIds.isLeg(order)
        || holders.stream().noneMatch(holder -> holder.key().equals(order.account()))
        || !wanted.test(ids.of(order))
        || isTold(order)) {
      return;
    }
    if (event == OrderEvent.TRIGGERED) {
      say(view.stopHit(order));
    }
    say(view.json(order));
  }

  /** Whether the snapshot showed it already, or something later. */
  private boolean isTold(VenueOrder order) {
    var shown = told.get(ids.of(order));
    return shown != null && (order.updatedAt().isBefore(shown.updatedAt()) || shown.equals(order));
  }

  @Override
  public void onGap(Instant since) {
    drop();
  }

  @Override
  public void close() {
    super.close();
    subscription.close();
  }
}
