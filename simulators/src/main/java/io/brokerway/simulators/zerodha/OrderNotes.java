package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.TruthLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Kite remembers of its orders, and the record of everything that was accepted: both live in
 * the ledger. Thread-safe.
 */
final class OrderNotes {
  private final TruthLedger ledger;
  private final Map<String, OrderNote> byId = new ConcurrentHashMap<>();

  /** Orders at the venue that another one is about to take the place of. */
  private final Set<String> leaving = ConcurrentHashMap.newKeySet();

  /** The order of Kite's by each order at the venue. */
  private final Map<String, String> idByLink = new ConcurrentHashMap<>();

  OrderNotes(TruthLedger ledger) {
    this.ledger = ledger;
    for (var entry : ledger.entries()) {
      if (entry.has("links")) {
        remember(OrderNote.read(entry));
      }
    }
  }

  /** Records an order that the venue took. */
  void placed(OrderNote note, VenueOrder order, Book book) {
    write("place", note, order, book, order.submittedAt());
  }

  /** Records a change that was made. */
  void replaced(OrderNote note, VenueOrder order, Book book) {
    write("replace", note, order, book, order.submittedAt());
  }

  /** From now on the end of an order at the venue is not the end of Kite's. */
  void leave(String link) {
    leaving.add(link);
  }

  boolean isLeft(String link) {
    return leaving.contains(link);
  }

  /** Records a cancel that was done. */
  void canceled(OrderNote note, Instant at) {
    ledger.append(
        Json.object()
            .put("kind", "cancel")
            .put("at", at.toString())
            .put("account", note.userId())
            .put("order_id", note.orderId())
            .put("tag", note.tag()));
  }

  private void write(String kind, OrderNote note, VenueOrder order, Book book, Instant at) {
    var entry = Json.object().put("kind", kind).put("at", at.toString());
    note.writeTo(entry);
    terms(entry, order, book);
    ledger.append(entry);
    remember(note);
  }

  private static void terms(ObjectNode entry, VenueOrder order, Book book) {
    entry
        .put("exchange", book.instrument().exchange())
        .put("tradingsymbol", book.instrument().tradingsymbol())
        .put("product", book.product())
        .put("transaction_type", order.side().isSell() ? "SELL" : "BUY")
        .put("quantity", order.quantity());
  }

  private synchronized void remember(OrderNote note) {
    byId.put(note.orderId(), note);
    note.links().forEach(link -> idByLink.put(link, note.orderId()));
    notifyAll();
  }

  Optional<OrderNote> find(String orderId) {
    return Optional.ofNullable(byId.get(orderId));
  }

  /** The note of the order that an order at the venue is, or was, a part of. */
  Optional<OrderNote> ofLink(String venueId) {
    return Optional.ofNullable(idByLink.get(venueId)).flatMap(this::find);
  }

  /**
   * The same for one who hears of an order from the venue, who may be faster than the desk that
   * writes the note: waits for it a moment.
   */
  synchronized Optional<OrderNote> awaited(String venueId) {
    var patience = Duration.ofSeconds(2).toMillis();
    var until = System.nanoTime() + Duration.ofMillis(patience).toNanos();
    while (ofLink(venueId).isEmpty() && System.nanoTime() < until) {
      try {
        wait(patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return ofLink(venueId);
  }
}
