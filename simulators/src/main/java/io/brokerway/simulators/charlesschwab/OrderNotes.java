package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OwnCount;
import io.brokerway.simulators.TruthLedger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * In what words each order was asked for, and the record of everything that was truly taken: both
 * live in the ledger. Rejected orders are not in it. Thread-safe.
 */
final class OrderNotes {
  private final TruthLedger ledger;
  private final Map<String, ObjectNode> forms = new ConcurrentHashMap<>();

  OrderNotes(TruthLedger ledger) {
    this.ledger = ledger;
    for (var entry : ledger.entries()) {
      if (entry.path("form") instanceof ObjectNode form) {
        forms.put(entry.path("venue_id").asString(), form);
      }
    }
  }

  /**
   * Records an order that the venue took.
   *
   * @param id of the order, or of the pair that stands for it
   * @param parent of the order that it hangs on; absent for one that stands alone or first
   * @param origin who sent it
   */
  void placed(VenueOrder order, long id, @Nullable Long parent, ObjectNode form, String origin) {
    forms.put(order.id(), form);
    ledger.append(
        terms(entry("place", order, id, order.submittedAt()), order)
            .put("parent", parent == null ? null : String.valueOf(parent))
            .put("origin", origin)
            .set("form", form));
  }

  /** Records an order that took another one's place. */
  void replaced(VenueOrder replacement, long before, ObjectNode form) {
    forms.put(replacement.id(), form);
    var id = OrderIds.of(replacement);
    ledger.append(
        terms(entry("replace", replacement, id, replacement.submittedAt()), replacement)
            .put("replaces", String.valueOf(before))
            .set("form", form));
  }

  /** Records a cancel that was done. */
  void canceled(VenueOrder order, long id, Instant at) {
    ledger.append(entry("cancel", order, id, at));
  }

  /** In which words an order was asked for; without any after a crash between venue and ledger. */
  ObjectNode form(VenueOrder order) {
    var form = forms.get(order.id());
    return form == null ? Json.object() : form;
  }

  boolean knows(VenueOrder order) {
    return forms.containsKey(order.id());
  }

  private static ObjectNode entry(String kind, VenueOrder order, long id, Instant at) {
    return Json.object()
        .put("kind", kind)
        .put("at", at.toString())
        .put("account", order.account().value())
        .put("order_id", String.valueOf(id))
        .put("venue_id", order.id());
  }

  /** In the venue's own words, which no mapping of Schwab's has touched. */
  private static ObjectNode terms(ObjectNode entry, VenueOrder order) {
    var terms = order.terms();
    var trail = terms.trail();
    var whole = order.orderClass() == OrderClass.MULTI_LEG && order.parentId() == null;
    return entry
        .put("symbol", whole ? null : order.listed().symbol())
        .put("order_class", order.orderClass().name())
        .put("side", order.side().name())
        .put("type", terms.type().name())
        .put("time_in_force", terms.timeInForce().name())
        .put("quantity", text(OwnCount.quantity(order)))
        .put("limit_price", text(terms.limitPrice()))
        .put("stop_price", text(terms.stopPrice()))
        .put("trail", trail == null ? null : text(trail.value()));
  }

  private static @Nullable String text(@Nullable BigDecimal value) {
    return value == null ? null : value.stripTrailingZeros().toPlainString();
  }
}
