package io.brokerway.simulators.tradestation;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.TruthLedger;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes every command that was truly taken into the ledger, once. Thread-safe. */
final class OrderTruth {
  private final Venue venue;
  private final TruthLedger ledger;
  private final OrderIds ids;
  private final OrderView view;
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  OrderTruth(Venue venue, TruthLedger ledger, OrderIds ids, OrderView view) {
    this.venue = venue;
    this.ledger = ledger;
    this.ids = ids;
    this.view = view;
    ledger.entries().forEach(entry -> written.add(entry.path("venue_id").asString("")));
  }

  /** Writes what a crash kept from being written. */
  void catchUp() {
    for (var account : venue.accounts()) {
      catchUp(account);
    }
  }

  private void catchUp(AccountKey account) {
    for (var order : venue.orders(account)) {
      if (order.replaces() != null) {
        replaced(order);
      } else if (order.parentId() == null) {
        placed(order, "api");
      }
    }
  }

  /** An order and its exits. */
  void placed(VenueOrder order, String origin) {
    write("place", order, null, origin);
    for (var exit : view.exits(order)) {
      write("place", exit, ids.of(order), origin);
    }
  }

  void replaced(VenueOrder replacement) {
    write("replace", replacement, parent(replacement), "api");
  }

  void canceled(VenueOrder order, Instant at) {
    ledger.append(entry("cancel", order, at));
  }

  private @Nullable String parent(VenueOrder order) {
    var parent = ids.root(order).parentId();
    return parent == null ? null : venue.order(order.account(), parent).map(ids::of).orElse(null);
  }

  private void write(String kind, VenueOrder order, @Nullable String parent, String origin) {
    if (!written.add(order.id())) {
      return;
    }
    var note = view.note(order);
    var terms = order.terms();
    var trail = terms.trail();
    var entry =
        entry(kind, order, order.submittedAt())
            .put("venue_id", order.id())
            .put("order_confirm_id", note.confirmId())
            .put("order_class", order.orderClass().name())
            .put("parent", parent)
            .put("symbol", OrderWords.symbol(order))
            .put("trade_action", note.action().name())
            .put("order_type", terms.type().name())
            .put("duration", note.duration())
            .put("quantity", Amounts.text(order.quantity()))
            .put("limit_price", Amounts.text(terms.limitPrice()))
            .put("stop_price", Amounts.text(terms.stopPrice()))
            .put("trail", trail == null ? null : Amounts.plain(trail.value()))
            .put("origin", origin);
    ledger.append(entry);
  }

  private ObjectNode entry(String kind, VenueOrder order, Instant at) {
    return Json.object()
        .put("kind", kind)
        .put("at", at.toString())
        .put("account", order.account().value())
        .put("order_id", ids.of(order));
  }
}
