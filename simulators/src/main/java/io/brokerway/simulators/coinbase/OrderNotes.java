package io.brokerway.simulators.coinbase;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.TruthLedger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Coinbase remembers of an order besides what the venue does, and the record of everything
 * that was accepted: both live in the ledger. Thread-safe.
 */
final class OrderNotes {
  private static final String CONFIGURATION = "order_configuration";

  private final TruthLedger ledger;
  private final Map<String, ObjectNode> configurations = new ConcurrentHashMap<>();
  private final Map<String, List<JsonNode>> edits = new ConcurrentHashMap<>();

  OrderNotes(TruthLedger ledger) {
    this.ledger = ledger;
    ledger.entries().forEach(this::remember);
  }

  void placed(TradedOrder order, Portfolio portfolio, ObjectNode configuration, String origin) {
    var entry =
        entry("place", order, portfolio, order.first().submittedAt())
            .put("origin", origin)
            .put("parent", order.isAttached() ? order.first().parentId() : null);
    write(terms(entry, order).set(CONFIGURATION, configuration));
  }

  void edited(TradedOrder order, Portfolio portfolio, @Nullable BigDecimal price, BigDecimal size) {
    var entry = entry("replace", order, portfolio, order.newest().submittedAt());
    write(
        terms(entry, order)
            .put("edited_price", price == null ? null : Texts.plain(price))
            .put("edited_size", Texts.plain(size)));
  }

  void canceled(TradedOrder order, Portfolio portfolio, Instant at) {
    write(entry("cancel", order, portfolio, at));
  }

  boolean knows(TradedOrder order) {
    return configurations.containsKey(order.id());
  }

  /** How the order was asked for; empty if the process died before it could be noted. */
  ObjectNode configuration(TradedOrder order) {
    return configurations.getOrDefault(order.id(), Json.object());
  }

  /** The edits of an order, oldest first, each with price, size and time. */
  List<JsonNode> edits(TradedOrder order) {
    return edits.getOrDefault(order.id(), List.of());
  }

  private void write(ObjectNode entry) {
    ledger.append(entry);
    remember(entry);
  }

  private void remember(JsonNode entry) {
    var id = entry.path("order_id").asString();
    if (entry.path(CONFIGURATION) instanceof ObjectNode configuration) {
      configurations.put(id, configuration);
    }
    if (entry.path("kind").asString().equals("replace")) {
      edits.computeIfAbsent(id, _ -> new CopyOnWriteArrayList<>()).add(entry);
    }
  }

  private static ObjectNode entry(String kind, TradedOrder order, Portfolio portfolio, Instant at) {
    return Json.object()
        .put("kind", kind)
        .put("at", Texts.time(at))
        .put("account", portfolio.id())
        .put("environment", "LIVE")
        .put("order_id", order.id())
        .put("client_order_id", order.first().clientOrderId());
  }

  private static ObjectNode terms(ObjectNode entry, TradedOrder order) {
    var terms = order.newest().terms();
    var other = order.otherExit();
    var stop = other == null ? terms.stopPrice() : other.terms().stopPrice();
    return entry
        .put("symbol", order.first().listed().symbol())
        .put("side", order.buys() ? "buy" : "sell")
        .put("type", lower(terms.type()))
        .put("time_in_force", lower(terms.timeInForce()))
        .put("qty", text(order.quantity()))
        .put("notional", text(order.first().notional()))
        .put("limit_price", text(terms.limitPrice()))
        .put("stop_price", text(stop))
        .put("order_class", orderClass(order));
  }

  /** An attached bracket is two exits for a holding, like any other bracket. */
  private static String orderClass(TradedOrder order) {
    var known = order.isAttached() ? OrderClass.OCO : order.first().orderClass();
    return known == OrderClass.SIMPLE ? "" : lower(known);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(@Nullable BigDecimal value) {
    return value == null ? null : Texts.plain(value);
  }
}
