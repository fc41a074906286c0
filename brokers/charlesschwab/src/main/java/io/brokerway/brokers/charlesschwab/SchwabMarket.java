package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Identifier;
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
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Prices, instruments and hours, as one login may see them. Thread-safe. */
final class SchwabMarket {
  private static final int SYMBOLS_PER_CALL = 200;
  private static final TradingCalendar CALENDAR = TradingCalendar.of(Mic.XNYS);

  private static final int MOST_KNOWN = 20_000;

  private final SchwabClient client;
  private final Clock clock;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  SchwabMarket(SchwabClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  List<Quote> fetchQuotes(List<Instrument> instruments) {
    var known = instruments.stream().filter(SchwabMarket::isTraded).toList();
    var quotes = new ArrayList<Quote>();
    for (var from = 0; from < known.size(); from += SYMBOLS_PER_CALL) {
      var batch = known.subList(from, Math.min(from + SYMBOLS_PER_CALL, known.size()));
      var reply = client.getQuotes(batch.stream().map(SchwabSymbols::symbol).toList());
      for (var instrument : batch) {
        find(reply, instrument).flatMap(wire -> quote(instrument, wire)).ifPresent(quotes::add);
      }
    }
    return quotes;
  }

  private static boolean isTraded(Instrument instrument) {
    return instrument.assetClass() == AssetClass.EQUITY
        || instrument.assetClass() == AssetClass.OPTION;
  }

  private static Optional<SchwabWire.QuoteReply> find(JsonNode reply, Instrument instrument) {
    var node = reply.get(SchwabSymbols.symbol(instrument));
    return node == null || !node.isObject()
        ? Optional.empty()
        : Optional.of(Json.read(Json.write(node), SchwabWire.QuoteReply.class));
  }

  private static Optional<Quote> quote(Instrument instrument, SchwabWire.QuoteReply wire) {
    var quote = wire.quote();
    var at = quote == null ? null : latest(quote);
    return quote == null || at == null
        ? Optional.empty()
        : Optional.of(
            new Quote(
                instrument,
                quote.bidPrice(),
                quote.bidSize(),
                quote.askPrice(),
                quote.askSize(),
                quote.lastPrice(),
                quote.lastSize(),
                quote.closePrice(),
                Instant.ofEpochMilli(at),
                !Boolean.TRUE.equals(wire.realtime()),
                "charles_schwab"));
  }

  private static @Nullable Long latest(SchwabWire.QuotePart quote) {
    var quoted = quote.quoteTime();
    var traded = quote.tradeTime();
    return quoted == null
        ? traded
        : traded == null ? quoted : Long.valueOf(Math.max(quoted, traded));
  }

  /**
   * Whether Schwab says that there is no such instrument: an order for one is answered as if Schwab
   * were out of order. A symbol is asked for once.
   */
  boolean isUnknown(Instrument instrument) {
    if (!isTraded(instrument) || known.contains(instrument.key())) {
      return false;
    }
    var symbol = SchwabSymbols.symbol(instrument);
    var reply = client.getQuotes(List.of(symbol));
    for (var invalid : reply.path("errors").path("invalidSymbols")) {
      if (invalid.asString("").strip().equals(symbol.strip())) {
        return true;
      }
    }
    if (reply.has(symbol) && known.size() < MOST_KNOWN) {
      known.add(instrument.key());
    }
    return false;
  }

  /** An instrument that Schwab quotes is one that it lists. */
  Optional<Listing> findListing(Instrument instrument) {
    if (!isTraded(instrument)) {
      return Optional.empty();
    }
    return find(client.getQuotes(List.of(SchwabSymbols.symbol(instrument))), instrument)
        .map(wire -> listing(instrument, wire));
  }

  private static Listing listing(Instrument instrument, SchwabWire.QuoteReply wire) {
    var reference = wire.reference();
    var status = wire.quote() == null ? null : wire.quote().securityStatus();
    return new Listing(
        instrument,
        reference == null || reference.description() == null
            ? instrument.symbol()
            : reference.description(),
        !"Halted".equals(status),
        false,
        reference == null ? null : reference.isShortable(),
        BigDecimal.ONE,
        BigDecimal.ONE,
        null,
        cusip(reference == null ? null : reference.cusip()));
  }

  private static List<Identifier> cusip(@Nullable String cusip) {
    return cusip == null || cusip.isBlank()
        ? List.of()
        : List.of(new Identifier(Identifier.Scheme.CUSIP, cusip));
  }

  /** Shares and funds whose symbol begins with a text, then those whose name has it. */
  List<Listing> searchListings(String text, int limit) {
    var wanted = text.strip().toUpperCase(Locale.ROOT);
    if (!wanted.matches("[A-Z0-9 .&/-]{1,40}")) {
      return List.of();
    }
    var found = new ArrayList<Listing>();
    add(found, client.getInstruments(wanted.replace('.', '/') + ".*", "symbol-regex"));
    if (found.size() < limit) {
      add(found, client.getInstruments(".*" + wanted + ".*", "desc-regex"));
    }
    return found.stream().limit(limit).toList();
  }

  private static void add(List<Listing> found, SchwabWire.Instruments reply) {
    var instruments = reply.instruments();
    if (instruments == null) {
      return;
    }
    for (var wire : instruments) {
      var instrument = SchwabSymbols.instrument(asTraded(wire));
      var known = found.stream().anyMatch(one -> one.instrument().key().equals(instrument.key()));
      if (instrument.assetClass() == AssetClass.EQUITY && !known) {
        found.add(
            new Listing(
                instrument,
                wire.description() == null ? instrument.symbol() : wire.description(),
                true,
                false,
                null,
                BigDecimal.ONE,
                BigDecimal.ONE,
                null,
                cusip(wire.cusip())));
      }
    }
  }

  /** The list of instruments calls a fund on an exchange an ETF. */
  private static SchwabWire.Instrument asTraded(SchwabWire.Instrument wire) {
    return "ETF".equals(wire.assetType())
        ? new SchwabWire.Instrument(
            "EQUITY", wire.symbol(), wire.cusip(), wire.description(), null, null, null)
        : wire;
  }

  List<Bar> fetchBars(BarQuery query) {
    if (!isTraded(query.instrument())) {
      throw new Unsupported("Schwab has no bars of " + query.instrument().key());
    }
    var size = size(query.size());
    var asked =
        new Query()
            .add("symbol", SchwabSymbols.symbol(query.instrument()))
            .add("periodType", size.periodType())
            .add("frequencyType", size.frequencyType())
            .add("frequency", size.frequency())
            .add("startDate", query.from().toEpochMilli())
            .add("endDate", query.to().toEpochMilli())
            .add("needExtendedHoursData", false);
    var candles = client.getPriceHistory(asked).candles();
    if (candles == null) {
      throw new UnexpectedReply("Schwab sent no candles");
    }
    return candles.stream()
        .map(SchwabMarket::bar)
        .filter(bar -> !bar.start().isBefore(query.from()) && bar.start().isBefore(query.to()))
        .limit(query.limit())
        .toList();
  }

  private record Size(String periodType, String frequencyType, int frequency) {}

  private static Size size(BarSize size) {
    return switch (size) {
      case MINUTE_1 -> new Size("day", "minute", 1);
      case MINUTE_5 -> new Size("day", "minute", 5);
      case MINUTE_15 -> new Size("day", "minute", 15);
      case MINUTE_30 -> new Size("day", "minute", 30);
      case DAY_1 -> new Size("year", "daily", 1);
      case WEEK_1 -> new Size("year", "weekly", 1);
      case HOUR_1 -> throw new Unsupported("Schwab has no bars of an hour");
    };
  }

  private static Bar bar(SchwabWire.Candle candle) {
    return new Bar(
        Instant.ofEpochMilli(SchwabFigures.given("candle.datetime", candle.datetime())),
        SchwabFigures.given("candle.open", candle.open()),
        SchwabFigures.given("candle.high", candle.high()),
        SchwabFigures.given("candle.low", candle.low()),
        SchwabFigures.given("candle.close", candle.close()),
        SchwabFigures.given("candle.volume", candle.volume()));
  }

  /** The session as Schwab tells it for today; what opens and closes next, by the calendar. */
  MarketHours fetchMarketHours(Instrument instrument) {
    if (!isTraded(instrument)) {
      throw new Unsupported("Schwab does not trade " + instrument.key());
    }
    var market = instrument.assetClass() == AssetClass.OPTION ? "option" : "equity";
    var now = clock.instant();
    var calendar = CALENDAR.hoursAt(now);
    return new MarketHours(
        session(client.getMarkets(market).path(market), now),
        now,
        calendar.nextOpen(),
        calendar.nextClose());
  }

  private static MarketHours.Session session(JsonNode markets, Instant now) {
    if (!markets.isObject() || markets.isEmpty()) {
      throw new UnexpectedReply("Schwab sent no market hours");
    }
    for (var product : markets) {
      var hours = product.path("sessionHours");
      if (isWithin(hours.path("regularMarket"), now)) {
        return MarketHours.Session.REGULAR;
      }
      if (isWithin(hours.path("preMarket"), now)) {
        return MarketHours.Session.PRE_MARKET;
      }
      if (isWithin(hours.path("postMarket"), now)) {
        return MarketHours.Session.POST_MARKET;
      }
    }
    return MarketHours.Session.CLOSED;
  }

  private static boolean isWithin(JsonNode spans, Instant now) {
    for (var span : spans) {
      var start = moment(span.path("start").asString(""));
      var end = moment(span.path("end").asString(""));
      if (!now.isBefore(start) && now.isBefore(end)) {
        return true;
      }
    }
    return false;
  }

  private static Instant moment(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new UnexpectedReply("Schwab sent no time of a session", e);
    }
  }
}
