package io.brokerway.simulators.tradestation;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.Json;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Each quote whole once, then what changed of it. */
final class QuoteStream extends JsonStream {
  private final Venue venue;
  private final Map<String, Listed> wanted = new LinkedHashMap<>();
  private final Map<String, ObjectNode> told = new HashMap<>();

  QuoteStream(Streams streams, Clock clock, Venue venue, Symbols symbols, List<String> names) {
    super(streams, clock);
    this.venue = venue;
    for (var name : names) {
      symbols
          .find(name)
          .ifPresentOrElse(
              listed -> wanted.put(name, listed),
              () ->
                  say(Json.object().put("Symbol", name).put("Error", "FAILED, Symbol not found")));
    }
    look();
  }

  @Override
  protected void look() {
    var now = venue.now();
    wanted.forEach((name, listed) -> tell(QuoteView.json(name, venue.prices().quote(listed, now))));
  }

  private void tell(ObjectNode quote) {
    var name = quote.path("Symbol").asString();
    var last = told.put(name, quote);
    if (last == null) {
      say(quote);
      return;
    }
    var changed = Json.object().put("Symbol", name);
    quote.properties().stream()
        .filter(field -> !field.getValue().equals(last.get(field.getKey())))
        .forEach(field -> changed.set(field.getKey(), field.getValue()));
    // A quote whose time alone moved on is no news.
    if (changed.size() > 2 || (changed.size() == 2 && !changed.has("TradeTime"))) {
      say(changed);
    }
  }
}
