package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code /quotes} and {@code /{symbol}/quotes}. */
final class QuoteApi {
  private static final Set<String> FIELDS =
      Set.of("quote", "fundamental", "extended", "reference", "regular");

  private final Symbols symbols;
  private final QuoteView view;
  private final Clock clock;

  QuoteApi(Symbols symbols, QuoteView view, Clock clock) {
    this.symbols = symbols;
    this.view = view;
    this.clock = clock;
  }

  HttpReply many(HttpCall call) {
    var names =
        call.parameter("symbols")
            .map(list -> List.of(list.split(",", -1)))
            .orElseThrow(() -> MarketHost.parameter("symbols", "is required"));
    var fields = fields(call);
    var answer = Json.object();
    var unknown = new ArrayList<String>();
    for (var name : names) {
      symbols
          .find(name.strip())
          .ifPresentOrElse(
              listed -> answer.set(name.strip(), view.json(listed, fields, clock.instant())),
              () -> unknown.add(name.strip()));
    }
    if (!unknown.isEmpty()) {
      var invalid = answer.putObject("errors").putArray("invalidSymbols");
      unknown.forEach(invalid::add);
    }
    return HttpReply.json(200, answer);
  }

  HttpReply one(String name, HttpCall call) {
    var listed =
        symbols
            .find(name)
            .orElseThrow(() -> Refusal.gateway(404, "Not Found", "No entry found for " + name));
    var quote = view.json(listed, fields(call), clock.instant());
    return HttpReply.json(200, Json.object().set(name, quote));
  }

  private static Set<String> fields(HttpCall call) {
    var fields = new HashSet<>(List.of(call.parameter("fields").orElse("all").split(",", -1)));
    if (fields.remove("all")) {
      fields.addAll(FIELDS);
    }
    if (!FIELDS.containsAll(fields)) {
      throw MarketHost.parameter("fields", "has a value that is not known");
    }
    return fields;
  }
}
