package io.brokerway.brokers.tradestation;

import static io.brokerway.brokers.tradestation.TradeStationMapping.FIGURES;

import io.brokerway.broker.BrokerException.NotPermitted;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.market.TradingCalendar;
import io.brokerway.kit.http.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prices and instruments. Hours are by the calendar, as TradeStation does not tell them. */
final class TradeStationMarket {
  private static final TradingCalendar CALENDAR = TradingCalendar.of(Mic.XNYS);

  private final TradeStationClient client;
  private final Clock clock;

  TradeStationMarket(TradeStationClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  List<Quote> fetchQuotes(List<Instrument> instruments) {
    var quotes = new ArrayList<Quote>();
    var known = instruments.stream().filter(TradeStationMarket::isPriced).toList();
    for (var from = 0; from < known.size(); from += TradeStationClient.SYMBOLS_PER_CALL) {
      var to = Math.min(from + TradeStationClient.SYMBOLS_PER_CALL, known.size());
      quotes.addAll(batch(known.subList(from, to)));
    }
    return quotes;
  }

  private List<Quote> batch(List<Instrument> instruments) {
    var symbols = instruments.stream().map(TradeStationSymbols::symbol).toList();
    var reply = client.getQuotes(symbols);
    var bySymbol = new HashMap<String, TradeStationWire.Quote>();
    for (var wire : TradeStationClient.list("Quotes", reply.body().quotes())) {
      if (wire.error() == null) {
        bySymbol.put(FIGURES.given("quote.Symbol", wire.symbol()), wire);
      }
    }
    return instruments.stream()
        .flatMap(instrument -> quote(instrument, bySymbol, reply.startedAt()).stream())
        .toList();
  }

  private static Optional<Quote> quote(
      Instrument instrument, Map<String, TradeStationWire.Quote> bySymbol, Instant asOf) {
    return Optional.ofNullable(bySymbol.get(TradeStationSymbols.symbol(instrument)))
        .map(wire -> TradeStationMapping.quote(instrument, wire, asOf));
  }

  private static boolean isPriced(Instrument instrument) {
    return instrument instanceof Instrument.Equity || instrument instanceof Instrument.Option;
  }

  List<Bar> fetchBars(BarQuery wanted) {
    var symbol = TradeStationSymbols.symbol(wanted.instrument());
    var query =
        new Query()
            .add("interval", interval(wanted.size()))
            .add("unit", unit(wanted.size()))
            .add("firstdate", wanted.from())
            .add("lastdate", wanted.to());
    var reply = client.getBars(symbol, query).body();
    if (reply.error() != null) {
      // Seen as a body where bars were expected: the data is not in the user's plan.
      throw new NotPermitted("TradeStation gives no bars of " + symbol, reply.error());
    }
    return TradeStationClient.list("Bars", reply.bars()).stream()
        .map(wire -> TradeStationMapping.bar(wire, wanted.size()))
        .filter(bar -> !bar.start().isBefore(wanted.from()) && bar.start().isBefore(wanted.to()))
        .limit(wanted.limit())
        .toList();
  }

  private static int interval(BarSize size) {
    return switch (size) {
      case MINUTE_1, DAY_1, WEEK_1 -> 1;
      case MINUTE_5 -> 5;
      case MINUTE_15 -> 15;
      case MINUTE_30 -> 30;
      case HOUR_1 -> 60;
    };
  }

  private static String unit(BarSize size) {
    return switch (size) {
      case MINUTE_1, MINUTE_5, MINUTE_15, MINUTE_30, HOUR_1 -> "Minute";
      case DAY_1 -> "Daily";
      case WEEK_1 -> "Weekly";
    };
  }

  Optional<Listing> findListing(Instrument instrument) {
    if (!isPriced(instrument)) {
      return Optional.empty();
    }
    var reply = client.getSymbol(TradeStationSymbols.symbol(instrument)).body();
    return reply.stream()
        .flatMap(found ->
            found.symbols() == null ? java.util.stream.Stream.of() : found.symbols().stream())
        .map(TradeStationMapping::listing)
        .filter(listing -> listing.instrument().key().equals(instrument.key()))
        .findFirst();
  }

  MarketHours fetchMarketHours(Instrument instrument) {
    if (!isPriced(instrument)) {
      throw new Unsupported("TradeStation trades shares and options here");
    }
    return CALENDAR.hoursAt(clock.instant());
  }
}
