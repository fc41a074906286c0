package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Five prices on each side, the best first; all but the best are modelled. */
record Depth(List<Level> buy, List<Level> sell) {
  static final int LEVELS = 5;

  private static final int UNITS_PER_ORDER = 50;

  record Level(BigDecimal price, long quantity) {
    int orders() {
      return (int) (quantity / UNITS_PER_ORDER + 1);
    }
  }

  static Depth of(MarketQuote quote) {
    return new Depth(
        levels(quote.bid(), quote.bidSize(), -1), levels(quote.ask(), quote.askSize(), 1));
  }

  private static List<Level> levels(BigDecimal best, BigDecimal size, int direction) {
    var levels = new ArrayList<Level>();
    for (var i = 0; i < LEVELS; i++) {
      var away = KiteInstrument.TICK.multiply(BigDecimal.valueOf((long) direction * i));
      levels.add(
          new Level(
              best.add(away).max(KiteInstrument.TICK),
              Math.min(size.longValue(), 1_000_000) * (i + 1)));
    }
    return List.copyOf(levels);
  }

  static long total(List<Level> levels) {
    return levels.stream().mapToLong(Level::quantity).sum();
  }

  ObjectNode json() {
    var json = Json.object();
    fill(json.putArray("buy"), buy);
    fill(json.putArray("sell"), sell);
    return json;
  }

  private static void fill(ArrayNode array, List<Level> levels) {
    for (var level : levels) {
      array
          .addObject()
          .put("price", level.price())
          .put("quantity", level.quantity())
          .put("orders", level.orders());
    }
  }
}
