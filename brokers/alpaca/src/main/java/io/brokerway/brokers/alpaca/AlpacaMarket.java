package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.instrument.ListingPage;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.instrument.OptionChainQuery;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.market.TradingCalendar;
import io.brokerway.broker.market.TradingDay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** Prices, instruments and hours, as one key pair may see them. Thread-safe. */
final class AlpacaMarket {
  private static final int MOST_BAR_PAGES = 50;
  private static final int SYMBOLS_PER_CALL = 100;
  private static final TradingCalendar CALENDAR = TradingCalendar.of(Mic.XNYS);

  private final Supplier<AlpacaClient> anyClient;
  private final AlpacaConfig config;
  private final Assets assets;
  private final Clock clock;

  AlpacaMarket(Supplier<AlpacaClient> anyClient, AlpacaConfig config, Assets assets, Clock clock) {
    this.anyClient = anyClient;
    this.config = config;
    this.assets = assets;
    this.clock = clock;
  }

  /** Prices, assets and hours are the same for every account of a login. */
  private AlpacaClient client() {
    return anyClient.get();
  }

  List<Quote> fetchQuotes(List<Instrument> instruments) {
    var bySource = new EnumMap<AssetClass, List<Instrument>>(AssetClass.class);
    for (var instrument : instruments) {
      bySource.computeIfAbsent(instrument.assetClass(), _ -> new ArrayList<>()).add(instrument);
    }
    var quotes = new ArrayList<Quote>();
    bySource.forEach((assetClass, group) -> quotes.addAll(quotes(assetClass, group)));
    return quotes;
  }

  private List<Quote> quotes(AssetClass assetClass, List<Instrument> instruments) {
    return switch (assetClass) {
      case EQUITY ->
          quotes(
              instruments,
              client()::getStockSnapshots,
              config.feed() == AlpacaConfig.Feed.DELAYED_SIP,
              "alpaca:" + AlpacaConfig.spelled(config.feed()));
      case CRYPTO -> quotes(instruments, client()::getCryptoSnapshots, false, "alpaca:crypto");
      case OPTION ->
          quotes(
              instruments,
              client()::getOptionSnapshots,
              config.optionsFeed() == AlpacaConfig.OptionsFeed.INDICATIVE,
              "alpaca:" + AlpacaConfig.spelled(config.optionsFeed()));
      // Alpaca does not know them.
      case ETF, FUTURE, FOREX, BOND, FUND, CASH, UNKNOWN -> List.of();
    };
  }

  private static List<Quote> quotes(
      List<Instrument> instruments,
      Function<List<String>, Optional<Map<String, AlpacaWire.Snapshot>>> source,
      boolean delayed,
      String name) {
    var quotes = new ArrayList<Quote>();
    for (var from = 0; from < instruments.size(); from += SYMBOLS_PER_CALL) {
      var to = Math.min(from + SYMBOLS_PER_CALL, instruments.size());
      var batch = instruments.subList(from, to);
      var snapshots = snapshots(batch.stream().map(AlpacaSymbols::symbol).toList(), source);
      for (var instrument : batch) {
        var snapshot = snapshots.get(AlpacaSymbols.symbol(instrument));
        var quote =
            snapshot == null ? null : AlpacaMapping.quote(instrument, snapshot, delayed, name);
        if (quote != null) {
          quotes.add(quote);
        }
      }
    }
    return quotes;
  }

  /** One malformed symbol spoils a whole call: then each half is asked for alone. */
  private static Map<String, AlpacaWire.Snapshot> snapshots(
      List<String> symbols,
      Function<List<String>, Optional<Map<String, AlpacaWire.Snapshot>>> source) {
    var reply = source.apply(symbols);
    if (reply.isPresent() || symbols.size() == 1) {
      return reply.orElse(Map.of());
    }
    var half = symbols.size() / 2;
    var both = new HashMap<>(snapshots(symbols.subList(0, half), source));
    both.putAll(snapshots(symbols.subList(half, symbols.size()), source));
    return both;
  }

  List<Bar> fetchBars(BarQuery query) {
    var path =
        switch (query.instrument().assetClass()) {
          case EQUITY -> "/v2/stocks/bars";
          case CRYPTO -> "/v1beta3/crypto/us/bars";
          case OPTION -> "/v1beta1/options/bars";
          case ETF, FUTURE, FOREX, BOND, FUND, CASH, UNKNOWN ->
              throw new Unsupported("Alpaca has no bars of " + query.instrument().key());
        };
    var symbol = AlpacaSymbols.symbol(query.instrument());
    var span = new AlpacaClient.Span(query.from(), query.to(), query.limit());
    var bars = new ArrayList<Bar>();
    String token = null;
    for (var page = 0; page < MOST_BAR_PAGES; page++) {
      var reply =
          client().getBars(path, symbol, AlpacaMapping.timeframe(query.size()), span, token);
      addBars(bars, reply.body(), symbol, query);
      token = reply.body().nextPageToken();
      if (token == null || bars.size() >= query.limit()) {
        return List.copyOf(bars);
      }
    }
    return List.copyOf(bars);
  }

  private static void addBars(
      List<Bar> bars, AlpacaWire.Bars reply, String symbol, BarQuery query) {
    var wires = reply.bars() == null ? null : reply.bars().get(symbol);
    if (wires == null) {
      return;
    }
    for (var wire : wires) {
      var bar = AlpacaMapping.bar(wire);
      // Alpaca's end is inclusive, ours is not.
      if (bar.start().isBefore(query.to()) && bars.size() < query.limit()) {
        bars.add(bar);
      }
    }
  }

  Optional<Listing> findListing(Instrument instrument) {
    return switch (instrument) {
      case Instrument.Equity equity ->
          client()
              .getAsset(AlpacaSymbols.symbol(equity))
              .body()
              .map(AlpacaSymbols::listing)
              .filter(listing -> listing.instrument().key().equals(equity.key()));
      case Instrument.Option option ->
          client()
              .getOptionContract(AlpacaSymbols.symbol(option))
              .body()
              .map(AlpacaSymbols::listing);
      case Instrument.CryptoPair pair ->
          assets.of("crypto", client()).stream()
              .filter(listing -> listing.instrument().equals(pair))
              .findFirst();
      case Instrument.Etf _,
          Instrument.Future _,
          Instrument.Forex _,
          Instrument.Bond _,
          Instrument.Fund _,
          Instrument.Cash _,
          Instrument.Unrecognised _ ->
          Optional.empty();
    };
  }

  List<Listing> searchListings(String text, int limit) {
    var wanted = text.strip().toUpperCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return List.of();
    }
    var matches = new ArrayList<Listing>();
    for (var assetClass : List.of("us_equity", "crypto")) {
      assets.of(assetClass, client()).stream()
          .filter(listing -> rank(listing, wanted) < NO_MATCH)
          .forEach(matches::add);
    }
    matches.sort(
        Comparator.<Listing>comparingInt(listing -> rank(listing, wanted))
            .thenComparing(listing -> listing.instrument().symbol()));
    return matches.stream().limit(limit).toList();
  }

  private static final int NO_MATCH = 4;

  /** The symbol itself, its beginning, a part of it, a part of the name. */
  private static int rank(Listing listing, String wanted) {
    var symbol = listing.instrument().symbol();
    if (symbol.equals(wanted)) {
      return 0;
    }
    if (symbol.startsWith(wanted)) {
      return 1;
    }
    if (symbol.contains(wanted)) {
      return 2;
    }
    return listing.name().toUpperCase(Locale.ROOT).contains(wanted) ? 3 : NO_MATCH;
  }

  ListingPage fetchOptionChain(OptionChainQuery query) {
    var page = client().getOptionContracts(query).body();
    var contracts = page.optionContracts();
    return new ListingPage(
        contracts == null ? List.of() : contracts.stream().map(AlpacaSymbols::listing).toList(),
        page.nextPageToken());
  }

  List<TradingDay> fetchTradingDays(Instrument instrument, LocalDate from, LocalDate to) {
    if (instrument.assetClass() == AssetClass.CRYPTO) {
      throw new Unsupported("crypto trades every day");
    }
    return client().getCalendar(from, to).body().stream()
        .map(AlpacaRecords::tradingDay)
        .filter(day -> !day.date().isBefore(from) && !day.date().isAfter(to))
        .toList();
  }

  MarketHours fetchMarketHours(Instrument instrument) {
    if (instrument.assetClass() == AssetClass.CRYPTO) {
      return MarketHours.always(clock.instant());
    }
    return AlpacaMapping.marketHours(client().getClock().body(), CALENDAR);
  }

  /**
   * The lists of assets, which are the same for every login: read once and kept for a while. One
   * thread reads while others wait. Thread-safe.
   */
  static final class Assets {
    private record Kept(List<Listing> listings, Instant since) {}

    private final Duration maxAge;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<String, Kept> byClass = new HashMap<>();

    Assets(Duration maxAge, Clock clock) {
      this.maxAge = maxAge;
      this.clock = clock;
    }

    Collection<Listing> of(String assetClass, AlpacaClient client) {
      reading.lock();
      try {
        var kept = byClass.get(assetClass);
        if (kept == null || kept.since().plus(maxAge).isBefore(clock.instant())) {
          var listings =
              client.getAssets(assetClass).body().stream().map(AlpacaSymbols::listing).toList();
          kept = new Kept(listings, clock.instant());
          byClass.put(assetClass, kept);
        }
        return kept.listings();
      } finally {
        reading.unlock();
      }
    }
  }
}
