package io.brokerway.simulators.tradestation;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is left of long lists. A token is good for the very next page, within an hour, and for the
 * caller to whom it was given. Thread-safe.
 */
final class NextPages {
  private static final Duration LIFE = Duration.ofHours(1);

  private record Rest(String token, List<ObjectNode> orders, Instant validUntil) {}

  private final Supplier<Instant> now;
  private final Map<String, Rest> rests = new HashMap<>();

  NextPages(Supplier<Instant> now) {
    this.now = now;
  }

  HttpReply first(String caller, List<ObjectNode> orders, ArrayNode errors, int size) {
    return page(caller, orders, errors, size);
  }

  HttpReply next(String caller, String token, int size) {
    Rest rest;
    synchronized (this) {
      rest = rests.remove(caller);
    }
    if (rest == null || !rest.token().equals(token) || !now.get().isBefore(rest.validUntil())) {
      throw Refusal.badRequest("nextToken is not valid");
    }
    return page(caller, rest.orders(), Json.array(), size);
  }

  private HttpReply page(String caller, List<ObjectNode> orders, ArrayNode errors, int size) {
    var json = Json.object();
    var all = json.putArray("Orders");
    orders.stream().limit(size).forEach(all::add);
    json.set("Errors", errors);
    if (orders.size() > size) {
      var token = UUID.randomUUID().toString();
      var rest = List.copyOf(orders.subList(size, orders.size()));
      synchronized (this) {
        rests.put(caller, new Rest(token, rest, now.get().plus(LIFE)));
      }
      json.put("NextToken", token);
    }
    return HttpReply.json(200, json);
  }
}
