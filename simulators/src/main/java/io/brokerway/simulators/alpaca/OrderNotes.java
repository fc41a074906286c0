package io.brokerway.simulators.alpaca;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OwnCount;
import io.brokerway.simulators.TruthLedger;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Alpaca remembers of an order besides what the venue does, and the record of everything that
 * was accepted: both live in the ledger. Thread-safe.
 */
final class OrderNotes {
  private final TruthLedger ledger;
  private final Map<String, String> intents = new ConcurrentHashMap<>();
  private final Set<String> placed = ConcurrentHashMap.newKeySet();

  OrderNotes(TruthLedger ledger) {
    this.ledger = ledger;
    for (var entry : ledger.entries()) {
      var id = entry.path("order_id").asString();
      if (!entry.path("kind").asString().equals("cancel")) {
        placed.add(id);
      }
      if (entry.path("position_intent").isString()) {
        intents.put(id, entry.path("position_intent").asString());
      }
    }
  }

  /** Records an order that the venue took. */
  void placed(VenueOrder order, Holder holder, String origin, @Nullable String intent) {
    if (!placed.add(order.id())) {
      return;
    }
    var known = intent == null ? derivedIntent(order) : intent;
    intents.put(order.id(), known);
    ledger.append(
        terms(entry("place", order, holder, order.submittedAt()), order)
            .put("position_intent", known)
            .put("origin", origin));
  }

  /** Records an order that took another one's place. */
  void replaced(VenueOrder replacement, Holder holder) {
    placed.add(replacement.id());
    var before = replacement.replaces();
    var intent = before == null ? null : intents.get(before);
    var known = intent == null ? derivedIntent(replacement) : intent;
    intents.put(replacement.id(), known);
    ledger.append(
        terms(entry("replace", replacement, holder, replacement.submittedAt()), replacement)
            .put("replaces", before)
            .put("position_intent", known));
  }

  /** Records a cancel that was done. */
  void canceled(VenueOrder order, Holder holder, Instant at) {
    ledger.append(entry("cancel", order, holder, at));
  }

  boolean knows(VenueOrder order) {
    return placed.contains(order.id());
  }

  String intent(VenueOrder order) {
    return intents.getOrDefault(order.id(), derivedIntent(order));
  }

  private static String derivedIntent(VenueOrder order) {
    var exit =
        order.parentId() != null
            || (order.orderClass() == OrderClass.OCO && !order.legIds().isEmpty());
    return switch (order.side()) {
      case BUY -> exit ? "buy_to_close" : "buy_to_open";
      case SELL -> "sell_to_close";
      case SELL_SHORT -> "sell_to_open";
    };
  }

  private static ObjectNode entry(String kind, VenueOrder order, Holder holder, Instant at) {
    return Json.object()
        .put("kind", kind)
        .put("at", Amounts.time(at))
        .put("account", holder.id())
        .put("environment", holder.environment().name())
        .put("order_id", order.id())
        .put("client_order_id", order.clientOrderId());
  }

  private static ObjectNode terms(ObjectNode entry, VenueOrder order) {
    var terms = order.terms();
    var trail = terms.trail();
    return entry
        .put("symbol", Assets.symbol(order.listed()))
        .put("side", OrderView.side(order.side()))
        .put("type", OrderView.type(terms.type()))
        .put("time_in_force", OrderView.timeInForce(terms.timeInForce()))
        .put("qty", Amounts.text(OwnCount.quantity(order)))
        .put("notional", Amounts.text(order.notional()))
        .put("limit_price", Amounts.text(terms.limitPrice()))
        .put("stop_price", Amounts.text(terms.stopPrice()))
        .put("trail", trail == null ? null : Amounts.plain(trail.value()))
        .put("order_class", OrderView.orderClass(order.orderClass()))
        .put("parent", order.parentId());
  }
}
