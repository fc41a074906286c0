package io.brokerway.simulators.zerodha;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The orders of the present day, as Kite counts them. Thread-safe. */
final class DayOrders {
  /** No market is closed for so long. */
  private static final Duration LONGEST_CLOSE = Duration.ofDays(10);

  private final Venue venue;
  private final Books books;
  private final OrderNotes notes;

  DayOrders(Venue venue, Books books, OrderNotes notes) {
    this.venue = venue;
    this.books = books;
    this.notes = notes;
  }

  /**
   * All orders since the last flush, oldest first, and those from before that were for the next
   * opening.
   */
  List<KiteOrder> of(AccountKey account) {
    var today = venue.orders(account, Ist.lastFlush(venue.now()).minus(LONGEST_CLOSE));
    var found = new LinkedHashMap<String, OrderNote>();
    for (var order : today) {
      notes.ofLink(order.id()).ifPresent(note -> found.put(note.orderId(), note));
    }
    return found.values().stream()
        .map(note -> order(account, note))
        .filter(order -> !order.isHeld() && isOfToday(order))
        .toList();
  }

  private boolean isOfToday(KiteOrder order) {
    var since = Ist.lastFlush(venue.now());
    var later = order.note().variety().equals("amo");
    return !order.placedAt().isBefore(since)
        || (later && (order.isOpen() || !order.head().updatedAt().isBefore(since)));
  }

  Optional<KiteOrder> find(AccountKey account, String orderId) {
    return notes
        .find(orderId)
        .filter(note -> note.userId().equals(account.value()))
        .map(note -> order(account, note))
        .filter(this::isOfToday);
  }

  KiteOrder order(AccountKey account, OrderNote note) {
    var links = new ArrayList<VenueOrder>();
    var fills = new ArrayList<VenueExecution>();
    for (var link : note.links()) {
      links.add(venue.order(account, link).orElseThrow());
      fills.addAll(venue.executions(account, link));
    }
    return new KiteOrder(note, books.of(links.getLast().listed()), links, fills);
  }
}
