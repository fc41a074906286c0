package io.brokerway.simulators.alpaca;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OptionChain;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v2/options/contracts}: the options that trade. */
final class OptionApi {
  private static final int USUAL_LIMIT = 100;
  private static final int MAX_LIMIT = 10_000;

  private final Venue venue;
  private final Assets assets;

  OptionApi(Venue venue, Assets assets) {
    this.venue = venue;
    this.assets = assets;
  }

  HttpReply list(HttpCall call) {
    var now = venue.now();
    var limit = limit(call);
    var first = offset(call);
    var deliverables = flag(call, "show_deliverables", false);
    var found = find(call, now);
    var answer = Json.object();
    var page = answer.putArray("option_contracts");
    found.stream()
        .skip(first)
        .limit(limit)
        .forEach(listed -> page.add(json(assets.shown(listed), now, deliverables)));
    var end = first + limit;
    return HttpReply.json(
        200, answer.put("next_page_token", end < found.size() ? token(end) : null));
  }

  HttpReply one(String symbolOrId) {
    return assets
        .find(symbolOrId)
        .filter(Listed::isOption)
        .map(listed -> HttpReply.json(200, json(listed, venue.now(), true)))
        .orElseThrow(() -> Refusal.notFound("option contract not found for " + symbolOrId));
  }

  /** By default the active contracts that end before the next weekend does. */
  private List<Listed> find(HttpCall call, Instant now) {
    oneOf(call, "style", Set.of("american", "european"));
    var active = !oneOf(call, "status", Set.of("active", "inactive")).equals("inactive");
    var american = !call.parameter("style").orElse("").equals("european");
    var penny = flag(call, "ppind", true);
    var today = LocalDate.ofInstant(now, Amounts.NEW_YORK);
    var weekend = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    var filter = ContractFilter.read(call).until(weekend);
    if (!active || !american || !penny) {
      return List.of();
    }
    var found = new ArrayList<Listed>();
    for (var share : shares(call)) {
      var price = venue.prices().quote(share, now).last();
      OptionChain.contracts(share, price, now).stream().filter(filter::fits).forEach(found::add);
    }
    return found;
  }

  private List<Listed> shares(HttpCall call) {
    var names = call.parameter("underlying_symbols");
    var wanted =
        names.isEmpty()
            ? assets.all().stream()
            : Stream.of(names.get().split(",", -1)).flatMap(name -> assets.find(name).stream());
    return wanted.filter(OptionChain::hasOptions).toList();
  }

  private ObjectNode json(Listed listed, Instant now, boolean deliverables) {
    var option = (Instrument.Option) listed.instrument();
    var osi = option.osi();
    var share = assets.find(option.underlying()).orElseThrow();
    var active = now.isBefore(venue.prices().expiry(listed));
    var json =
        Json.object()
            .put("id", Assets.id(listed))
            .put("symbol", Assets.symbol(listed))
            .put("name", listed.name())
            .put("status", active ? "active" : "inactive")
            .put("tradable", active)
            .put("expiration_date", osi.expiry().toString())
            .put("root_symbol", osi.root())
            .put("underlying_symbol", option.underlying())
            .put("underlying_asset_id", Assets.id(share))
            .put("type", osi.right() == OptionRight.CALL ? "call" : "put")
            .put("style", "american")
            .put("strike_price", Amounts.plain(osi.strike()))
            .put("multiplier", Amounts.plain(option.multiplier()))
            .put("size", Amounts.plain(option.multiplier()))
            .putNull("open_interest")
            .putNull("open_interest_date")
            .put("close_price", Amounts.plain(venue.prices().previousClose(listed, now)))
            .put("close_price_date", MarketCalendar.dayBefore(now).toString())
            .put("ppind", true);
    if (deliverables) {
      json.putArray("deliverables")
          .addObject()
          .put("type", "equity")
          .put("symbol", option.underlying())
          .put("asset_id", Assets.id(share))
          .put("amount", Amounts.plain(option.multiplier()))
          .put("allocation_percentage", "100")
          .put("settlement_type", "T+1")
          .put("settlement_method", "CCC")
          .put("delayed_settlement", false);
    }
    return json;
  }

  private static int limit(HttpCall call) {
    var text = call.parameter("limit").orElse(String.valueOf(USUAL_LIMIT));
    try {
      var limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw Refusal.invalid("invalid limit: " + text);
    }
    throw Refusal.invalid("limit must be between 1 and " + MAX_LIMIT);
  }

  /** A token is where its page begins, in Base64, as Alpaca's are. */
  private static int offset(HttpCall call) {
    var token = call.parameter("page_token");
    if (token.isEmpty()) {
      return 0;
    }
    try {
      var text = new String(Base64.getDecoder().decode(token.get()), StandardCharsets.US_ASCII);
      return Math.max(0, Integer.parseInt(text));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("invalid page_token");
    }
  }

  private static String token(int offset) {
    var text = String.valueOf(offset).getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(text);
  }

  private static boolean flag(HttpCall call, String name, boolean usual) {
    var word = oneOf(call, name, Set.of("true", "false"));
    return word.isEmpty() ? usual : Boolean.parseBoolean(word);
  }

  private static String oneOf(HttpCall call, String name, Set<String> allowed) {
    var word = call.parameter(name).orElse("");
    if (!word.isEmpty() && !allowed.contains(word)) {
      throw Refusal.invalid("invalid %s: %s".formatted(name, word));
    }
    return word;
  }
}
