package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.TruthLedger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The orders that were taken and rejected at once, which no venue ever sees. Thread-safe. */
final class RejectedOrders implements AutoCloseable {

  /** One of them. */
  record Entry(long id, String account, ObjectNode form, String description, Instant at) {}

  private final TruthLedger kept;

  private RejectedOrders(TruthLedger kept) {
    this.kept = kept;
  }

  static RejectedOrders open(@Nullable Path file) {
    return new RejectedOrders(file == null ? TruthLedger.inMemory() : TruthLedger.in(file));
  }

  synchronized Entry add(Holder holder, ObjectNode form, String description, Instant at) {
    var id = OrderIds.ofRejected(kept.entries().size() + 1);
    var entry = new Entry(id, holder.number(), form, description, at);
    kept.append(
        Json.object()
            .put("id", id)
            .put("account", holder.number())
            .put("description", description)
            .put("at", at.toString())
            .set("form", form));
    return entry;
  }

  List<Entry> of(Holder holder) {
    return kept.entries().stream()
        .filter(node -> node.path("account").asString().equals(holder.number()))
        .map(RejectedOrders::entry)
        .toList();
  }

  private static Entry entry(JsonNode node) {
    return new Entry(
        node.path("id").longValue(),
        node.path("account").asString(),
        (ObjectNode) node.path("form"),
        node.path("description").asString(),
        Instant.parse(node.path("at").asString()));
  }

  @Override
  public void close() {
    kept.close();
  }
}
