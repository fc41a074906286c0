package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of {@code LEVELONE_EQUITIES} by their numbers; those that no tape knows are absent.
 */
final class LevelOne {
  static final String EQUITIES = "LEVELONE_EQUITIES";

  private final Symbols symbols;
  private final QuoteView view;

  LevelOne(Symbols symbols, QuoteView view) {
    this.symbols = symbols;
    this.view = view;
  }

  /** The share of a key; empty if there is none. */
  Optional<Listed> find(String key) {
    return symbols.find(key).filter(listed -> !listed.isOption());
  }

  /** All wanted fields as they are now. */
  ObjectNode fields(Listed listed, Set<String> wanted, Instant at) {
    var quote = view.prices().quote(listed, at);
    var all =
        Json.object()
            .put("1", quote.bid())
            .put("2", quote.ask())
            .put("3", quote.last())
            .put("4", QuoteView.lots(quote.bidSize(), listed))
            .put("5", QuoteView.lots(quote.askSize(), listed))
            .put("6", "P")
            .put("7", "Q")
            .put("8", quote.dayVolume().longValue())
            .put("9", quote.lastSize().longValue())
            .put("10", quote.dayHigh())
            .put("11", quote.dayLow())
            .put("12", quote.previousClose())
            .put("13", "Q")
            .put("14", true)
            .put("15", listed.name())
            .put("16", "D")
            .put("17", quote.dayOpen())
            .put("18", QuoteView.change(quote))
            .put("25", "NASDAQ")
            .put("29", quote.last())
            .put("30", quote.lastSize().longValue())
            .put("31", QuoteView.change(quote))
            .put("32", view.status(listed, at))
            .put("33", quote.last())
            .put("34", at.toEpochMilli())
            .put("35", view.prices().latestTrade(listed, at).at().toEpochMilli())
            .put("37", at.toEpochMilli())
            .put("38", at.toEpochMilli())
            .put("42", QuoteView.percent(quote));
    var chosen = Json.object();
    all.properties().stream()
        .filter(field -> wanted.contains(field.getKey()))
        .forEach(field -> chosen.set(field.getKey(), field.getValue()));
    return chosen;
  }

  static ObjectNode head(Listed listed, String key) {
    return Json.object()
        .put("key", key)
        .put("delayed", false)
        .put("assetMainType", "EQUITY")
        .put("assetSubType", Symbols.isFund(listed) ? "ETF" : "COE")
        .put("cusip", Symbols.cusip(listed));
  }
}
