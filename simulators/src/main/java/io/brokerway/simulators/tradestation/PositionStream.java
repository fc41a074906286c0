package io.brokerway.simulators.tradestation;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueListener;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.simulators.Json;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The positions, then those that changed: whole, or their changed fields alone where asked for, and
 * a mark on those that were closed.
 */
final class PositionStream extends JsonStream implements VenueListener {
  private final Venue venue;
  private final List<Holder> holders;
  private final boolean changes;
  private final PositionView view;
  private final Map<String, ObjectNode> told = new HashMap<>();
  private final AtomicBoolean news = new AtomicBoolean();
  private final Venue.Subscription subscription;

  PositionStream(Streams streams, Clock clock, Venue venue, List<Holder> holders, boolean changes) {
    super(streams, clock);
    this.venue = venue;
    this.holders = List.copyOf(holders);
    this.changes = changes;
    this.view = new PositionView(venue);
    this.subscription = venue.subscribe(this);
    tell();
    status("EndSnapshot");
  }

  @Override
  public void onOrder(OrderEvent event, VenueOrder order, @Nullable VenueExecution execution) {}

  @Override
  public void onTransaction(VenueTransaction transaction) {
    if (holders.stream().anyMatch(holder -> holder.key().equals(transaction.account()))) {
      news.set(true);
    }
  }

  @Override
  protected void look() {
    if (news.getAndSet(false)) {
      tell();
    }
  }

  private void tell() {
    var now = new HashMap<String, ObjectNode>();
    for (var holder : holders) {
      for (var position : venue.positions(holder.key())) {
        tell(holder, position, now);
      }
    }
    told.forEach((id, last) -> {
      if (!now.containsKey(id)) {
        say(closed(last));
      }
    });
    told.clear();
    told.putAll(now);
  }

  private void tell(Holder holder, VenuePosition position, Map<String, ObjectNode> now) {
    var json = view.json(holder, position);
    var id = PositionView.id(holder, position);
    now.put(id, json);
    var last = told.get(id);
    if (last == null || !changes) {
      say(json);
      return;
    }
    var changed = Json.object().put("AccountID", holder.id()).put("PositionID", id);
    json.properties().stream()
        .filter(field -> !field.getValue().equals(last.get(field.getKey())))
        .forEach(field -> changed.set(field.getKey(), field.getValue()));
    say(changed);
  }

  private ObjectNode closed(ObjectNode last) {
    if (!changes) {
      return last.deepCopy().put("Quantity", "0");
    }
    return Json.object()
        .put("AccountID", last.path("AccountID").asString())
        .put("PositionID", last.path("PositionID").asString())
        .put("Deleted", true);
  }

  @Override
  public void close() {
    super.close();
    subscription.close();
  }
}
