package io.brokerway.brokers.zerodha;

import static io.brokerway.brokers.zerodha.ZerodhaFigures.present;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.price;

import io.brokerway.broker.BrokerException.NotFound;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.instrument.Identifier;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.market.TradingCalendar;
import io.brokerway.broker.market.TradingDay;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prices, instruments and hours. Thread-safe. */
final class ZerodhaMarket {
  private static final String SOURCE = "zerodha";

  /** Kite tells no hours: those of India's exchanges, which are the same, are shipped. */
  private static final TradingCalendar CALENDAR = TradingCalendar.of(Mic.XNSE);

  private final ZerodhaClient client;
  private final ZerodhaShares shares;
  private final Clock clock;

  ZerodhaMarket(ZerodhaClient client, ZerodhaShares shares, Clock clock) {
    this.client = client;
    this.shares = shares;
    this.clock = clock;
  }

  // ---- quotes ----

  List<Quote> fetchQuotes(List<Instrument> instruments) {
    var wanted = new LinkedHashMap<String, Instrument>();
    for (var instrument : instruments) {
      ZerodhaSymbols.find(instrument).ifPresent(name -> wanted.put(name.text(), instrument));
    }
    var names = List.copyOf(wanted.keySet());
    var quotes = new ArrayList<Quote>();
    for (var from = 0; from < names.size(); from += ZerodhaClient.MOST_QUOTES) {
      var part = names.subList(from, Math.min(names.size(), from + ZerodhaClient.MOST_QUOTES));
      var reply = client.getQuotes(part);
      for (var name : part) {
        var wire = reply.body().get(name);
        var instrument = wanted.get(name);
        if (wire != null && instrument != null) {
          quotes.add(quote(instrument, wire, reply.startedAt()));
        }
      }
    }
    return quotes;
  }

  private static Quote quote(Instrument instrument, ZerodhaWire.Quote wire, Instant askedAt) {
    var depth = wire.depth();
    var bid = depth == null ? null : best(depth.buy());
    var ask = depth == null ? null : best(depth.sell());
    var at = ZerodhaFigures.time("quote.timestamp", wire.timestamp());
    return new Quote(
        instrument,
        bid == null ? null : bid.price(),
        bid == null ? null : bid.quantity(),
        ask == null ? null : ask.price(),
        ask == null ? null : ask.quantity(),
        price("quote.last_price", wire.lastPrice()),
        price("quote.last_quantity", wire.lastQuantity()),
        wire.ohlc() == null ? null : price("quote.ohlc.close", wire.ohlc().close()),
        at == null ? askedAt : at,
        false,
        SOURCE);
  }

  /** A level without a price is none. */
  private static ZerodhaWire.@Nullable Level best(@Nullable List<ZerodhaWire.Level> levels) {
    if (levels == null || levels.isEmpty()) {
      return null;
    }
    var best = levels.getFirst();
    return best == null || price("depth.price", best.price()) == null ? null : best;
  }

  // ---- bars ----

  List<Bar> fetchBars(BarQuery query) {
    var row =
        listed(query.instrument())
            .orElseThrow(
                () -> new NotFound("Zerodha does not list " + query.instrument().symbol()));
    var candles = ZerodhaCandles.of(query.size());
    var bars = new ArrayList<Bar>();
    for (var span : candles.spans(query.from(), query.to())) {
      var reply = client.getHistorical(row.token(), candles.interval(), span.from(), span.to());
      for (var candle : present("candles", reply.body().candles())) {
        candles.add(bars, ZerodhaCandles.bar(candle));
      }
      if (bars.size() > query.limit()) {
        break;
      }
    }
    return bars.stream()
        .filter(bar -> !bar.start().isBefore(query.from()) && bar.start().isBefore(query.to()))
        .limit(query.limit())
        .toList();
  }

  // ---- instruments ----

  Optional<Listing> findListing(Instrument instrument) {
    return listed(instrument).map(ZerodhaMarket::listing);
  }

  /** An exact symbol comes first, then those that begin so, then whatever contains the text. */
  List<Listing> searchListings(String text, int limit) {
    var wanted = text.strip().toUpperCase(Locale.ROOT);
    return Stream.of(ZerodhaSymbols.NSE, ZerodhaSymbols.BSE)
        .flatMap(exchange -> shares.of(exchange, client::getInstruments).values().stream())
        .filter(row -> rank(row, wanted) >= 0)
        .sorted(java.util.Comparator.comparingInt(row -> rank(row, wanted)))
        .limit(limit)
        .map(ZerodhaMarket::listing)
        .toList();
  }

  private static int rank(ZerodhaInstruments.Row row, String wanted) {
    if (row.symbol().equals(wanted)) {
      return 0;
    }
    if (row.symbol().startsWith(wanted)) {
      return 1;
    }
    var named = row.name().toUpperCase(Locale.ROOT).contains(wanted);
    return named || row.symbol().contains(wanted) ? 2 : -1;
  }

  /** What Kite lists under the name of an instrument. */
  Optional<ZerodhaInstruments.Row> listed(Instrument instrument) {
    return ZerodhaSymbols.find(instrument)
        .map(name -> shares.of(name.exchange(), client::getInstruments).get(name.symbol()));
  }

  private static Listing listing(ZerodhaInstruments.Row row) {
    if (row.tickSize().signum() <= 0) {
      throw new UnexpectedReply("Zerodha lists a share without a step of its prices");
    }
    return new Listing(
        ZerodhaSymbols.instrument(row.exchange(), row.symbol()),
        row.name(),
        true,
        false,
        null,
        BigDecimal.ONE,
        null,
        row.tickSize(),
        List.<Identifier>of());
  }

  // ---- hours ----

  MarketHours fetchMarketHours(Instrument instrument) {
    ZerodhaSymbols.require(instrument);
    return CALENDAR.hoursAt(clock.instant());
  }

  List<TradingDay> fetchTradingDays(Instrument instrument, LocalDate from, LocalDate to) {
    ZerodhaSymbols.require(instrument);
    return CALENDAR.tradingDays(from, to).stream()
        .map(date ->
            new TradingDay(
                date,
                CALENDAR.open(date).orElseThrow(),
                CALENDAR.close(date).orElseThrow(),
                null,
                null,
                null))
        .toList();
  }
}
