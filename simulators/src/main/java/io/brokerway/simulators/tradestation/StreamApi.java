package io.brokerway.simulators.tradestation;

import io.brokerway.exchange.Venue;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The streams of both families, each with its content type. */
final class StreamApi {
  private static final String BROKERAGE = "application/vnd.tradestation.streams.v3+json";
  private static final String MARKET_DATA = "application/vnd.tradestation.streams.v2+json";

  private final Clock clock;
  private final Venue venue;
  private final Symbols symbols;
  private final Streams streams;
  private final OrderIds ids;
  private final OrderView view;
  private final OrderLists lists;
  private final BarsApi bars;

  StreamApi(
      Clock clock,
      Venue venue,
      Symbols symbols,
      Streams streams,
      OrderIds ids,
      OrderView view,
      OrderLists lists,
      BarsApi bars) {
    this.clock = clock;
    this.venue = venue;
    this.symbols = symbols;
    this.streams = streams;
    this.ids = ids;
    this.view = view;
    this.lists = lists;
    this.bars = bars;
  }

  HttpReply orders(Visitor visitor, String accounts) {
    return orders(visitor, accounts, "orders", _ -> true);
  }

  HttpReply orders(Visitor visitor, String accounts, String orderIds) {
    var wanted = Set.of(orderIds.split(",", -1));
    return orders(visitor, accounts, "orders by id", wanted::contains);
  }

  private HttpReply orders(
      Visitor visitor, String accounts, String kind, Predicate<String> wanted) {
    var holders = holders(visitor, accounts);
    var stream = new OrderStream(streams, clock, venue, holders, wanted, ids, view, lists);
    return open(stream, kind, visitor, BROKERAGE);
  }

  HttpReply positions(Visitor visitor, String accounts, HttpCall call) {
    var holders = holders(visitor, accounts);
    var changes = call.parameter("changes").map(Boolean::parseBoolean).orElse(false);
    var stream = new PositionStream(streams, clock, venue, holders, changes);
    return open(stream, "positions", visitor, BROKERAGE);
  }

  HttpReply quotes(Visitor visitor, String list) {
    var names = MarketApi.wanted(list);
    var stream = new QuoteStream(streams, clock, venue, symbols, names);
    return open(stream, "quotes", visitor, MARKET_DATA);
  }

  HttpReply bars(Visitor visitor, String symbol, HttpCall call) {
    var listed = symbols.find(symbol).orElseThrow(() -> Refusal.notFound("Symbol not found"));
    return open(new BarStream(streams, clock, bars, listed, call), "bars", visitor, MARKET_DATA);
  }

  private HttpReply open(JsonStream stream, String kind, Visitor visitor, String type) {
    streams.add(stream, kind, visitor.caller());
    return HttpReply.streaming(type, stream);
  }

  private static List<Holder> holders(Visitor visitor, String accounts) {
    var errors = Json.array();
    var holders = AccountsApi.holders(visitor, accounts, errors);
    if (!errors.isEmpty()) {
      throw Refusal.forbidden("Invalid Account ID.");
    }
    return holders;
  }
}
