package io.brokerway.simulators.alpaca;

import io.brokerway.broker.market.BarSize;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.RateLimit;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The market data host: stocks and crypto, latest and historical. */
final class DataHost {
  private static final String STOCKS = "/v2/stocks/";
  private static final String CRYPTO = "/v1beta3/crypto/us/";
  private static final Pattern STOCK_SYMBOL = Pattern.compile("[A-Z][A-Z0-9]*(\\.[A-Z]+)?");
  private static final Pattern CRYPTO_SYMBOL = Pattern.compile("[A-Z]+/[A-Z]+");
  private static final Set<String> LATEST_FEEDS =
      Set.of("sip", "iex", "delayed_sip", "otc", "boats", "overnight");

  private final Clients clients;
  private final RateLimit limit;
  private final Assets assets;
  private final MarketView view;
  private final History history;
  private final OptionMarketApi options;
  private final Clock clock;

  DataHost(Clients clients, RateLimit limit, Assets assets, PriceSource prices, Clock clock) {
    this.clients = clients;
    this.limit = limit;
    this.assets = assets;
    this.view = new MarketView(prices);
    this.history = new History(view, clock);
    this.options = new OptionMarketApi(assets, view, history, clock);
    this.clock = clock;
  }

  HttpReply answer(HttpCall call) {
    try {
      var state = limit.count("data:" + caller(call));
      if (!state.allowed()) {
        return HttpReply.json(429, Json.object().put("message", "too many requests."))
            .with(state.headers());
      }
      return routeSafely(call).with(state.headers());
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  /** Crypto is open to everybody: the official SDK sends no login there. */
  private String caller(HttpCall call) {
    return call.path().startsWith(CRYPTO) && !Clients.isNamed(call)
        ? "anonymous"
        : clients.ofData(call).holder().id();
  }

  private HttpReply routeSafely(HttpCall call) {
    try {
      return route(call);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private HttpReply route(HttpCall call) {
    if (!call.method().equals("GET")) {
      throw Refusal.plain(405, "method not allowed.");
    }
    if (call.path().startsWith(STOCKS)) {
      return stocks(call, List.of(call.path().substring(STOCKS.length()).split("/", -1)));
    }
    if (call.path().startsWith(CRYPTO)) {
      return crypto(call, call.path().substring(CRYPTO.length()));
    }
    if (call.path().startsWith(OptionMarketApi.PATH)) {
      return options.answer(call);
    }
    throw unknown();
  }

  private HttpReply stocks(HttpCall call, List<String> path) {
    var many = Set.of("quotes", "trades", "bars", "snapshots").contains(path.getFirst());
    var single = many ? null : path.getFirst();
    var what = String.join("/", many ? path : path.subList(1, path.size()));
    var names = single == null ? symbols(call, true) : List.of(single);
    var found = find(names, true);
    return switch (what) {
      case "quotes/latest" -> latest(call, "quotes", "quote", single, found, view::quote);
      case "trades/latest" -> latest(call, "trades", "trade", single, found, view::trade);
      case "bars/latest" -> latest(call, "bars", "bar", single, found, this::minuteBar);
      case "snapshots" -> many ? snapshots(call, found) : unknownReply();
      case "snapshot" -> single == null ? unknownReply() : snapshot(call, single, found);
      case "bars" -> past(call, "bars", single, found, bars(call, true), true);
      case "quotes" -> past(call, "quotes", single, found, history.quotes(), true);
      case "trades" -> past(call, "trades", single, found, history.trades(), true);
      default -> throw unknown();
    };
  }

  private HttpReply crypto(HttpCall call, String what) {
    var found = find(symbols(call, false), false);
    return switch (what) {
      case "latest/quotes" -> wrapped("quotes", each(found, view::quote));
      case "latest/trades" -> wrapped("trades", each(found, view::trade));
      case "latest/bars" -> wrapped("bars", each(found, this::minuteBar));
      case "snapshots" -> wrapped("snapshots", each(found, view::snapshot));
      case "bars" -> past(call, "bars", null, found, bars(call, false), false);
      case "quotes" -> past(call, "quotes", null, found, history.quotes(), false);
      case "trades" -> past(call, "trades", null, found, history.trades(), false);
      default -> throw unknown();
    };
  }

  private HttpReply latest(
      HttpCall call,
      String many,
      String one,
      @Nullable String single,
      SortedMap<String, Listed> found,
      BiFunction<Listed, Instant, @Nullable ObjectNode> show) {
    requireLatestFeed(call);
    var all = each(found, show);
    if (single == null) {
      return wrapped(many, all);
    }
    if (!all.has(single)) {
      throw Refusal.plain(404, "no %s found for %s".formatted(one, single));
    }
    return HttpReply.json(200, Json.object().put("symbol", single).set(one, all.path(single)));
  }

  private HttpReply snapshots(HttpCall call, SortedMap<String, Listed> found) {
    requireLatestFeed(call);
    return HttpReply.json(200, each(found, view::snapshot));
  }

  private HttpReply snapshot(HttpCall call, String symbol, SortedMap<String, Listed> found) {
    requireLatestFeed(call);
    var listed = found.get(symbol);
    if (listed == null) {
      throw Refusal.plain(404, "no snapshot found for " + symbol);
    }
    return HttpReply.json(200, view.snapshot(listed, clock.instant()).put("symbol", symbol));
  }

  private HttpReply past(
      HttpCall call,
      String name,
      @Nullable String single,
      SortedMap<String, Listed> found,
      History.Points points,
      boolean stocks) {
    var query = HistoryQuery.read(call, stocks, clock.instant());
    var page = history.page(found, query, points);
    var answer = Json.object();
    if (single == null) {
      var bySymbol = answer.putObject(name);
      page.points().forEach(bySymbol::set);
    } else {
      answer.set(name, page.points().getOrDefault(single, Json.array()));
      answer.put("symbol", single);
    }
    return HttpReply.json(200, answer.put("next_page_token", page.nextToken()));
  }

  private History.Points bars(HttpCall call, boolean stocks) {
    var adjustment = call.parameter("adjustment").orElse("raw");
    if (stocks
        && !Set.of("raw", "split", "dividend", "spin-off", "all")
            .containsAll(Arrays.asList(adjustment.split(",", -1)))) {
      throw Refusal.plain(400, "Invalid value for parameter adjustment: " + adjustment);
    }
    return history.bars(
        Timeframe.parse(
            call.parameter("timeframe")
                .orElseThrow(() -> Refusal.plain(400, "timeframe is required"))));
  }

  private @Nullable ObjectNode minuteBar(Listed listed, Instant at) {
    var bar = view.latestBar(listed, BarSize.MINUTE_1, at);
    return bar == null ? null : view.bar(listed, bar);
  }

  private ObjectNode each(
      SortedMap<String, Listed> found, BiFunction<Listed, Instant, @Nullable ObjectNode> show) {
    var now = clock.instant();
    var all = Json.object();
    found.forEach((symbol, listed) -> {
      var shown = show.apply(listed, now);
      if (shown != null) {
        all.set(symbol, shown);
      }
    });
    return all;
  }

  /** Those of the names that trade here; others are just absent from the answer. */
  private SortedMap<String, Listed> find(List<String> names, boolean stocks) {
    var found = new TreeMap<String, Listed>();
    for (var name : names) {
      assets
          .find(name)
          .filter(listed -> !listed.isOption() && listed.isCrypto() != stocks)
          .ifPresent(listed -> found.put(name, listed));
    }
    return found;
  }

  private static List<String> symbols(HttpCall call, boolean stocks) {
    var names =
        Arrays.stream(call.parameter("symbols").orElse("").split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    if (names.isEmpty()) {
      throw Refusal.plain(400, "symbols is required");
    }
    var form = stocks ? STOCK_SYMBOL : CRYPTO_SYMBOL;
    for (var name : names) {
      if (!form.matcher(name).matches()) {
        throw Refusal.plain(
            400, "Invalid symbol(s): %s does not match ^%s$".formatted(name, form.pattern()));
      }
    }
    return names;
  }

  private static void requireLatestFeed(HttpCall call) {
    var feed = call.parameter("feed").orElse("iex");
    if (!LATEST_FEEDS.contains(feed)) {
      throw Refusal.plain(400, "Invalid value for parameter feed: " + feed);
    }
    if (feed.equals("sip")) {
      throw Refusal.plain(403, "subscription does not permit querying recent SIP data");
    }
  }

  private static HttpReply wrapped(String name, ObjectNode all) {
    return HttpReply.json(200, Json.object().set(name, all));
  }

  private static HttpReply unknownReply() {
    return unknown().reply();
  }

  private static Refusal unknown() {
    return Refusal.plain(404, "endpoint not found.");
  }
}
