package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.JsonFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Orders that Kite took and the exchange refused: no venue ever sees them. Kept in a file if there
 * is one, for the day. Thread-safe.
 */
final class RejectedOrders {
  private static final int MILLIS_PER_DAY = 86_400_000;

  private final @Nullable Path file;
  private final List<ObjectNode> rows = new ArrayList<>();
  private long lastNumber;

  private RejectedOrders(@Nullable Path file) {
    this.file = file;
  }

  static RejectedOrders open(@Nullable Path file) {
    var opened = new RejectedOrders(file);
    JsonFile.read(file).ifPresent(json -> json.forEach(row -> opened.rows.add((ObjectNode) row)));
    return opened;
  }

  /** An id that no order of the venue gets: the number of those never begins with 9. */
  synchronized String newId(Instant now) {
    lastNumber = Math.max(lastNumber + 1, now.toEpochMilli() % MILLIS_PER_DAY);
    return OrderIds.of(now, 900_000_000 + lastNumber);
  }

  synchronized void add(ObjectNode row, Instant now) {
    var since = Ist.text(Ist.lastFlush(now));
    rows.removeIf(old -> old.path("order_timestamp").asString().compareTo(since) < 0);
    rows.add(row);
    var all = Json.array();
    rows.forEach(all::add);
    JsonFile.write(file, all);
  }

  /** Those of a user since the last flush, oldest first. */
  synchronized List<ObjectNode> of(String userId, Instant now) {
    var since = Ist.text(Ist.lastFlush(now));
    return rows.stream()
        .filter(row -> row.path("account_id").asString().equals(userId))
        .filter(row -> row.path("order_timestamp").asString().compareTo(since) >= 0)
        .map(ObjectNode::deepCopy)
        .toList();
  }

  Optional<ObjectNode> find(String userId, String orderId, Instant now) {
    return of(userId, now).stream()
        .filter(row -> row.path("order_id").asString().equals(orderId))
        .findFirst();
  }
}
