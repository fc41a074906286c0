package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.Quote;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prices and products. Thread-safe. */
final class CoinbaseMarket {
  private static final int PRODUCTS_PER_CALL = 50;
  private static final int MOST_CANDLE_CALLS = 100;
  private static final Duration PRODUCTS_GOOD_FOR = Duration.ofHours(12);

  private record Kept(List<Listing> listings, Instant since) {}

  private final CoinbaseClient client;
  private final Clock clock;
  private volatile @Nullable Kept kept;

  CoinbaseMarket(CoinbaseClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  List<Quote> quotes(List<Instrument> instruments) {
    var byProduct = new HashMap<String, Instrument>();
    for (var instrument : instruments) {
      if (instrument instanceof Instrument.CryptoPair) {
        byProduct.put(CoinbaseSymbols.product(instrument), instrument);
      }
    }
    var products = byProduct.keySet().stream().sorted().toList();
    var quotes = new ArrayList<Quote>();
    for (var from = 0; from < products.size(); from += PRODUCTS_PER_CALL) {
      var to = Math.min(from + PRODUCTS_PER_CALL, products.size());
      books(products.subList(from, to)).forEach(book -> add(quotes, byProduct, book));
    }
    return quotes;
  }

  private static void add(
      List<Quote> quotes, Map<String, Instrument> wanted, CoinbaseWire.PriceBook book) {
    var instrument = wanted.get(String.valueOf(book.productId()));
    if (instrument != null) {
      quotes.add(CoinbaseMapping.quote(instrument, book));
    }
  }

  /** One unknown product spoils a whole call: then each half is asked for alone. */
  private List<CoinbaseWire.PriceBook> books(List<String> products) {
    var reply = client.getBestBidAsk(products);
    if (reply.isPresent()) {
      var books = reply.get().pricebooks();
      if (books == null) {
        throw CoinbaseFigures.missing("pricebooks");
      }
      return books;
    }
    if (products.size() == 1) {
      return List.of();
    }
    var half = products.size() / 2;
    var both = new ArrayList<>(books(products.subList(0, half)));
    both.addAll(books(products.subList(half, products.size())));
    return both;
  }

  List<Bar> bars(BarQuery query) {
    if (!(query.instrument() instanceof Instrument.CryptoPair)) {
      throw new Unsupported("Coinbase has no bars of " + query.instrument().key());
    }
    var product = CoinbaseSymbols.product(query.instrument());
    var granularity = CoinbaseMapping.granularity(query.size());
    var span = query.size().span();
    var bars = new TreeMap<Instant, Bar>();
    var start = query.from();
    for (var call = 0; call < MOST_CANDLE_CALLS; call++) {
      if (!start.isBefore(query.to()) || bars.size() >= query.limit()) {
        break;
      }
      // Both ends count.
      var last = start.plus(span.multipliedBy(CoinbaseClient.CANDLES_PER_CALL - 1L));
      var end = last.isBefore(query.to()) ? last : query.to();
      var candles = client.getCandles(product, start, end, granularity).candles();
      if (candles == null) {
        throw CoinbaseFigures.missing("candles");
      }
      candles.stream().map(CoinbaseMapping::bar).forEach(bar -> bars.put(bar.start(), bar));
      start = end.plus(span);
    }
    return bars.values().stream()
        .filter(bar -> !bar.start().isBefore(query.from()) && bar.start().isBefore(query.to()))
        .limit(query.limit())
        .toList();
  }

  Optional<Listing> listing(Instrument instrument) {
    return instrument instanceof Instrument.CryptoPair pair
        ? client
            .getProduct(pair.symbol())
            .map(CoinbaseSymbols::listing)
            .filter(listing -> listing.instrument().equals(pair))
        : Optional.empty();
  }

  List<Listing> search(String text, int limit) {
    var wanted = text.strip().toUpperCase(Locale.ROOT);
    return wanted.isEmpty()
        ? List.of()
        : listings().stream()
            .filter(listing -> rank(listing, wanted) < Rank.NONE.ordinal())
            .sorted(
                Comparator.<Listing>comparingInt(listing -> rank(listing, wanted))
                    .thenComparing(listing -> listing.instrument().symbol()))
            .limit(limit)
            .toList();
  }

  /** How well a listing fits, the best first. */
  private enum Rank {
    SYMBOL,
    BEGINNING,
    PART,
    NAME,
    NONE
  }

  private static int rank(Listing listing, String wanted) {
    var symbol = listing.instrument().symbol();
    var rank =
        symbol.equals(wanted)
            ? Rank.SYMBOL
            : symbol.startsWith(wanted)
                ? Rank.BEGINNING
                : symbol.contains(wanted)
                    ? Rank.PART
                    : listing.name().toUpperCase(Locale.ROOT).contains(wanted)
                        ? Rank.NAME
                        : Rank.NONE;
    return rank.ordinal();
  }

  private List<Listing> listings() {
    var present = kept;
    var now = clock.instant();
    if (present != null
        && Duration.between(present.since(), now).compareTo(PRODUCTS_GOOD_FOR) < 0) {
      return present.listings();
    }
    var products = client.getProducts().products();
    if (products == null) {
      throw CoinbaseFigures.missing("products");
    }
    var listings =
        products.stream()
            .map(CoinbaseSymbols::listing)
            .filter(listing -> listing.instrument() instanceof Instrument.CryptoPair)
            .toList();
    kept = new Kept(listings, now);
    return listings;
  }
}
