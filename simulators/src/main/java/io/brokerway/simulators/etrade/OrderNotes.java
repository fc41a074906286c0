package io.brokerway.simulators.etrade;

import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.TruthLedger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The record of everything that was accepted, in E*TRADE's words, which are also how orders are
 * shown: the venue does not know all of them. Both live in the ledger. Thread-safe.
 */
final class OrderNotes {
  private final TruthLedger ledger;
  private final Map<String, JsonNode> entries = new ConcurrentHashMap<>();

  OrderNotes(TruthLedger ledger) {
    this.ledger = ledger;
    for (var entry : ledger.entries()) {
      if (!entry.path("kind").asString().equals("cancel")) {
        entries.put(entry.path("venue_id").asString(), entry);
      }
    }
  }

  /** What E*TRADE calls an order: a number. */
  static long number(VenueOrder order) {
    return order.sequence();
  }

  void placed(VenueOrder order, OrderRequest request, String origin) {
    put(order, terms(entry("place", order, order.submittedAt()), request).put("origin", origin));
  }

  /** Records an order that took another one's place. */
  void replaced(VenueOrder replacement, VenueOrder before, OrderRequest request) {
    put(
        replacement,
        terms(entry("replace", replacement, replacement.submittedAt()), request)
            .put("replaces", String.valueOf(number(before))));
  }

  /** Records an order whose words were lost with the process that took them. */
  void recovered(VenueOrder order, Iterable<VenueOrder> legs) {
    var kind = order.replaces() == null ? "place" : "replace";
    var entry =
        entry(kind, order, order.submittedAt())
            .put("order_type", order.listed().isOption() ? "OPTN" : "EQ")
            .put("price_type", PriceTypes.word(order.terms(), !order.legIds().isEmpty()))
            .put("order_term", PriceTypes.term(order.terms().timeInForce()))
            .put("market_session", order.terms().session().name())
            .put("all_or_none", order.allOrNone())
            .put("limit_price", text(order.terms().limitPrice()))
            .put("stop_price", text(order.terms().stopPrice()))
            .put("origin", "recovered");
    var items = entry.putArray("instruments");
    legs.forEach(leg -> item(items.addObject(), leg));
    put(order, entry);
  }

  void canceled(VenueOrder order, Instant at) {
    ledger.append(entry("cancel", order, at));
  }

  boolean knows(VenueOrder order) {
    return entries.containsKey(order.id());
  }

  /** What was taken, in E*TRADE's words. */
  JsonNode of(VenueOrder order) {
    return entries.getOrDefault(order.id(), Json.object());
  }

  private void put(VenueOrder order, ObjectNode entry) {
    entries.put(order.id(), entry);
    ledger.append(entry);
  }

  private static ObjectNode entry(String kind, VenueOrder order, Instant at) {
    return Json.object()
        .put("kind", kind)
        .put("at", at.toString())
        .put("account", order.account().value())
        .put("order_id", String.valueOf(number(order)))
        .put("client_order_id", order.clientOrderId())
        .put("venue_id", order.id());
  }

  private static ObjectNode terms(ObjectNode entry, OrderRequest request) {
    entry
        .put("order_type", request.orderType())
        .put("price_type", request.priceType())
        .put("order_term", request.orderTerm())
        .put("market_session", request.marketSession())
        .put("all_or_none", request.allOrNone())
        .put("limit_price", text(request.limitPrice()))
        .put("stop_price", text(request.stopPrice()))
        .put("routing", request.routing());
    var items = entry.putArray("instruments");
    for (var item : request.items()) {
      items
          .addObject()
          .put("symbol", item.listed().symbol())
          .put("security_type", Products.type(item.listed()))
          .put("action", item.action())
          .put("quantity", text(item.quantity()))
          .put("reserve", text(item.reserve()));
    }
    return entry;
  }

  private static void item(ObjectNode item, VenueOrder leg) {
    item.put("symbol", leg.listed().symbol())
        .put("security_type", Products.type(leg.listed()))
        .put("action", action(leg))
        .put("quantity", text(leg.quantity()));
  }

  private static String action(VenueOrder order) {
    if (!order.listed().isOption()) {
      return order.side().name();
    }
    return switch (order.side()) {
      case BUY -> "BUY_OPEN";
      case SELL -> "SELL_CLOSE";
      case SELL_SHORT -> "SELL_OPEN";
    };
  }

  private static @Nullable String text(@Nullable BigDecimal value) {
    return value == null ? null : value.toPlainString();
  }
}
