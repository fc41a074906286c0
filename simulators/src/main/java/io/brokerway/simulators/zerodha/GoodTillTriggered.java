package io.brokerway.simulators.zerodha;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Orders that wait for a price for up to a year.
 *
 * @param triggers one price, or two in ascending order
 * @param lastPrice what the user saw when he made it: the side that it waits on
 * @param orders one for each price, as asked for
 * @param results one for each order; empty objects for those that were not placed
 */
record GoodTillTriggered(
    long id,
    String userId,
    String apiKey,
    KiteInstrument instrument,
    List<BigDecimal> triggers,
    BigDecimal lastPrice,
    List<OrderRequest> orders,
    List<ObjectNode> results,
    String status,
    Instant createdAt,
    Instant updatedAt,
    Instant expiresAt) {

  GoodTillTriggered {
    triggers = List.copyOf(triggers);
    orders = List.copyOf(orders);
    results = List.copyOf(results);
  }

  boolean isActive() {
    return status.equals("active");
  }

  GoodTillTriggered with(String newStatus, List<ObjectNode> newResults, Instant at) {
    return new GoodTillTriggered(
        id,
        userId,
        apiKey,
        instrument,
        triggers,
        lastPrice,
        orders,
        newResults,
        newStatus,
        createdAt,
        at,
        expiresAt);
  }

  /** Which of its orders a span of prices sets off; -1 if none. */
  int firedBy(BigDecimal low, BigDecimal high) {
    for (var i = 0; i < triggers.size(); i++) {
      var trigger = triggers.get(i);
      var waitsBelow = trigger.compareTo(lastPrice) < 0;
      if (waitsBelow ? low.compareTo(trigger) <= 0 : high.compareTo(trigger) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
