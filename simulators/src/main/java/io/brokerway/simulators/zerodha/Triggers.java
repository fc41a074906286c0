package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.Venue;
import io.brokerway.simulators.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Watches the prices for orders that wait for one, and places them. They live as long as the
 * process does. Thread-safe.
 */
final class Triggers {
  private final Venue venue;
  private final Directory directory;
  private final OrderDesk desk;
  private final Map<Long, GoodTillTriggered> byId = new LinkedHashMap<>();
  private long lastId = 900_000;
  private Instant seenUntil;

  Triggers(Venue venue, Directory directory, OrderDesk desk) {
    this.venue = venue;
    this.directory = directory;
    this.desk = desk;
    this.seenUntil = venue.now();
  }

  synchronized long nextId() {
    lastId++;
    return lastId;
  }

  synchronized void put(GoodTillTriggered trigger) {
    byId.put(trigger.id(), trigger);
  }

  synchronized List<GoodTillTriggered> of(String userId) {
    return byId.values().stream().filter(one -> one.userId().equals(userId)).toList();
  }

  synchronized Optional<GoodTillTriggered> find(String userId, long id) {
    return Optional.ofNullable(byId.get(id)).filter(one -> one.userId().equals(userId));
  }

  /** Places what the prices since the last look set off. */
  synchronized void look() {
    var now = venue.now();
    if (!now.isAfter(seenUntil)) {
      return;
    }
    for (var one : List.copyOf(byId.values())) {
      if (one.isActive()) {
        byId.put(one.id(), looked(one, now));
      }
    }
    seenUntil = now;
  }

  private GoodTillTriggered looked(GoodTillTriggered one, Instant now) {
    if (!now.isBefore(one.expiresAt())) {
      return one.with("expired", one.results(), now);
    }
    var listed = one.instrument().listed();
    if (!venue.prices().hours(listed, now).isRegular()) {
      return one;
    }
    var from = one.updatedAt().isAfter(seenUntil) ? one.updatedAt() : seenUntil;
    var range = venue.prices().range(listed, from, now);
    var fired = one.firedBy(range.low(), range.high());
    if (fired < 0) {
      return one;
    }
    var results = new ArrayList<>(one.results());
    results.set(fired, placed(one, one.orders().get(fired), now));
    return one.with("triggered", results, now);
  }

  private ObjectNode placed(GoodTillTriggered one, OrderRequest order, Instant now) {
    var result =
        Json.object()
            .put("account_id", one.userId())
            .put("exchange", one.instrument().exchange())
            .put("tradingsymbol", one.instrument().tradingsymbol())
            .put("validity", "DAY")
            .put("product", order.book().product())
            .put("order_type", order.orderType())
            .put("transaction_type", order.transactionType())
            .put("quantity", order.quantity())
            .put("price", order.price())
            .put("meta", "{\"app_id\":0,\"gtt\":%d}".formatted(one.id()))
            .put("timestamp", Ist.text(now))
            .put("triggered_at", one.triggers().getFirst());
    var outcome = result.putObject("order_result");
    try {
      var user = directory.user(one.userId()).orElseThrow();
      outcome
          .put("status", "success")
          .put("order_id", desk.place(user, order, one.apiKey()))
          .put("rejection_reason", "");
    } catch (Refusal refusal) {
      outcome.put("status", "failed").put("order_id", "").put("rejection_reason", refusal.text());
    }
    return result;
  }
}
