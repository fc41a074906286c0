package io.brokerway.simulators.alpaca;

import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.broker.market.BarSize;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OptionChain;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1beta1/options/} of the market data host; greeks are not given. */
final class OptionMarketApi {
  static final String PATH = "/v1beta1/options/";

  private static final String CHAIN = "snapshots/";
  private static final int MAX_SYMBOLS = 100;
  private static final int USUAL_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final Assets assets;
  private final MarketView view;
  private final History history;
  private final Clock clock;

  OptionMarketApi(Assets assets, MarketView view, History history, Clock clock) {
    this.assets = assets;
    this.view = view;
    this.history = history;
    this.clock = clock;
  }

  HttpReply answer(HttpCall call) {
    var what = call.path().substring(PATH.length());
    requireFeed(call);
    if (what.startsWith(CHAIN)) {
      return snapshots(call, chain(call, what.substring(CHAIN.length())));
    }
    var found = symbols(call);
    return switch (what) {
      case "quotes/latest" -> each("quotes", found, view::optionQuote);
      case "trades/latest" -> each("trades", found, view::optionTrade);
      case "snapshots" -> snapshots(call, found);
      case "bars" -> bars(call, found);
      default -> throw Refusal.plain(404, "endpoint not found.");
    };
  }

  private HttpReply each(
      String name, SortedMap<String, Listed> found, BiFunction<Listed, Instant, ObjectNode> show) {
    var now = clock.instant();
    var all = Json.object();
    found.forEach((symbol, listed) -> all.set(symbol, show.apply(listed, now)));
    return HttpReply.json(200, Json.object().set(name, all));
  }

  private HttpReply snapshots(HttpCall call, SortedMap<String, Listed> found) {
    var limit = limit(call);
    var after = call.parameter("page_token").orElse("");
    var answer = Json.object();
    var page = answer.putObject("snapshots");
    @Nullable String next = null;
    for (var entry : found.tailMap(after).entrySet()) {
      if (entry.getKey().equals(after)) {
        continue;
      }
      if (page.size() == limit) {
        next = page.propertyNames().stream().reduce((first, last) -> last).orElseThrow();
        break;
      }
      page.set(entry.getKey(), snapshot(entry.getValue()));
    }
    return HttpReply.json(200, answer.put("next_page_token", next));
  }

  private ObjectNode snapshot(Listed listed) {
    var now = clock.instant();
    var json = Json.object();
    json.set("latestQuote", view.optionQuote(listed, now));
    json.set("latestTrade", view.optionTrade(listed, now));
    var minute = view.latestBar(listed, BarSize.MINUTE_1, now);
    if (minute != null) {
      json.set("minuteBar", view.bar(listed, minute));
    }
    var day = view.latestBar(listed, BarSize.DAY_1, now);
    if (day != null) {
      json.set("dailyBar", view.bar(listed, day));
    }
    return json;
  }

  private HttpReply bars(HttpCall call, SortedMap<String, Listed> found) {
    var frame =
        Timeframe.parse(
            call.parameter("timeframe")
                .orElseThrow(() -> Refusal.plain(400, "timeframe is required")));
    var query = HistoryQuery.read(call, false, clock.instant());
    var page = history.page(found, query, history.bars(frame));
    var answer = Json.object();
    var bars = answer.putObject("bars");
    page.points().forEach(bars::set);
    return HttpReply.json(200, answer.put("next_page_token", page.nextToken()));
  }

  /** The options of a share that a query means. */
  private SortedMap<String, Listed> chain(HttpCall call, String underlying) {
    var share = assets.find(underlying).filter(OptionChain::hasOptions);
    var found = new TreeMap<String, Listed>();
    if (share.isEmpty()) {
      return found;
    }
    var now = clock.instant();
    var filter = ContractFilter.read(call);
    var price = view.prices().quote(share.get(), now).last();
    OptionChain.contracts(share.get(), price, now).stream()
        .filter(filter::fits)
        .forEach(listed -> found.put(Assets.symbol(listed), listed));
    return found;
  }

  /** Those that trade here; unknown ones of the right form are just absent. */
  private SortedMap<String, Listed> symbols(HttpCall call) {
    var names =
        call.parameter("symbols")
            .orElseThrow(() -> Refusal.plain(400, "symbols is required"))
            .split(",", -1);
    if (names.length > MAX_SYMBOLS) {
      throw Refusal.plain(400, "too many symbols: at most " + MAX_SYMBOLS);
    }
    var found = new TreeMap<String, Listed>();
    for (var name : names) {
      if (!OsiSymbol.matches(name) || name.indexOf(' ') >= 0) {
        throw Refusal.plain(400, "Invalid symbol(s): " + name);
      }
      assets.find(name).ifPresent(listed -> found.put(name, listed));
    }
    return found;
  }

  private static void requireFeed(HttpCall call) {
    var feed = call.parameter("feed").orElse("indicative");
    if (!Set.of("indicative", "opra").contains(feed)) {
      throw Refusal.plain(400, "Invalid value for parameter feed: " + feed);
    }
    if (feed.equals("opra")) {
      throw Refusal.plain(403, "OPRA agreement is not signed");
    }
  }

  private static int limit(HttpCall call) {
    var text = call.parameter("limit").orElse(String.valueOf(USUAL_LIMIT));
    try {
      var limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw badLimit(text);
    }
    throw badLimit(text);
  }

  private static Refusal badLimit(String text) {
    return Refusal.plain(400, "Invalid value for parameter limit: " + text);
  }
}
