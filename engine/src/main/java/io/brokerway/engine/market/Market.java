package io.brokerway.engine.market;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.engine.connections.BrokerFeed;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.storage.Database;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prices and listings, asked of the broker of a connection and kept for a short time. All methods
 * throw the broker's {@link BrokerException}. Thread-safe.
 */
public final class Market {
  private static final Duration QUOTE_GOOD_FOR = Duration.ofSeconds(1);
  private static final Duration HOURS_GOOD_FOR_AT_MOST = Duration.ofMinutes(10);
  private static final Duration HOURS_UNTOLD_GOOD_FOR = Duration.ofMinutes(1);
  private static final int MAX_QUOTES = 100_000;
  private static final int MAX_HOURS = 100_000;
  private static final int MAX_SEARCH = 100;
  private static final int PRICE_DECIMALS = 10;

  private final Connections connections;
  private final Clock clock;
  private final Cache<Key, Optional<Quote>> quotes;
  private final Listings listings;
  private final Cache<Key, MarketHours> hours;

  /** Whose answer, and on what: the connection's own, or the broker's if it may be shared. */
  private record Key(Object source, String instrument) {}

  /**
   * Wires it.
   *
   * @param nanoTime a monotonic clock
   */
  public Market(Database database, Connections connections, LongSupplier nanoTime) {
    this.connections = connections;
    this.clock = database.clock();
    this.quotes = new Cache<>(MAX_QUOTES, nanoTime);
    this.listings = new Listings(database, connections, nanoTime);
    this.hours = new Cache<>(MAX_HOURS, nanoTime);
    connections.addFeed(new Listener());
  }

  private Key key(ConnectionRef connection, Instrument instrument) {
    var isShareable = connections.capabilities(connection).marketData().shareable();
    return new Key(isShareable ? connection.broker() : connection.connection(), instrument.key());
  }

  /** At most a second old; an instrument that the broker does not know is left out. */
  public List<Quote> quotes(ConnectionRef connection, List<Instrument> instruments) {
    if (instruments.size() == 1) {
      return quote(connection, instruments.getFirst()).stream().toList();
    }
    var fetched = new HashMap<String, Quote>();
    for (var quote : connections.broker(connection.connection()).fetchQuotes(instruments)) {
      fetched.put(quote.instrument().key(), quote);
      quotes.put(key(connection, quote.instrument()), Optional.of(quote), QUOTE_GOOD_FOR);
    }
    var found = new ArrayList<Quote>();
    for (var instrument : instruments) {
      var quote = fetched.get(instrument.key());
      if (quote != null) {
        found.add(quote);
      }
    }
    return found;
  }

  /** At most a second old; empty if the broker does not know the instrument. */
  public Optional<Quote> quote(ConnectionRef connection, Instrument instrument) {
    return quotes.get(
        key(connection, instrument),
        () ->
            connections.broker(connection.connection()).fetchQuotes(List.of(instrument)).stream()
                .findFirst(),
        _ -> QUOTE_GOOD_FOR);
  }

  /** Bars of one instrument, the oldest first; not kept. */
  public List<Bar> bars(ConnectionRef connection, BarQuery query) {
    return connections.broker(connection.connection()).fetchBars(query);
  }

  /**
   * An instrument as the broker offers it, kept for hours; empty if it does not. Its word of the
   * last days is used while it does not answer.
   */
  public Optional<Listing> listing(ConnectionRef connection, Instrument instrument) {
    return listings.find(connection, instrument);
  }

  /**
   * Instruments whose symbol or name contains a text, the best match first.
   *
   * @param limit 1 to 100
   */
  public List<Listing> search(ConnectionRef connection, String text, int limit) {
    if (limit < 1 || limit > MAX_SEARCH) {
      throw new IllegalArgumentException(
          "limit must be 1 to %d, not %d".formatted(MAX_SEARCH, limit));
    }
    return connections.broker(connection.connection()).searchListings(text, limit);
  }

  /**
   * Whether the market of an instrument trades. Kept until it next opens or closes, ten minutes at
   * most (a halt, an early close), a minute where the venue does not say.
   */
  public MarketHours hours(ConnectionRef connection, Instrument instrument) {
    return hours.get(
        key(connection, instrument),
        () -> connections.broker(connection.connection()).fetchMarketHours(instrument),
        this::untilNextChange);
  }

  private Duration untilNextChange(MarketHours told) {
    var next =
        Stream.of(Optional.ofNullable(told.nextOpen()), Optional.ofNullable(told.nextClose()))
            .flatMap(Optional::stream)
            .filter(change -> change.isAfter(told.asOf()))
            .min(Instant::compareTo);
    if (next.isEmpty()) {
      return HOURS_UNTOLD_GOOD_FOR;
    }
    // Sessions around the regular one change without being told: never trusted for long.
    var left = Duration.between(told.asOf(), next.get());
    return left.compareTo(HOURS_GOOD_FOR_AT_MOST) < 0 ? left : HOURS_GOOD_FOR_AT_MOST;
  }

  /**
   * The price to judge an order by: the last trade, else the middle of bid and ask, else the close
   * before; empty if the broker gives none or does not answer.
   */
  public Optional<ReferencePrice> reference(ConnectionRef connection, Instrument instrument) {
    try {
      return quote(connection, instrument).flatMap(this::reference);
    } catch (BrokerException | ConnectionException e) {
      return Optional.empty();
    }
  }

  private Optional<ReferencePrice> reference(Quote quote) {
    var price = price(quote);
    return price == null || price.signum() <= 0
        ? Optional.empty()
        : Optional.of(
            new ReferencePrice(
                price,
                quote.asOf(),
                Duration.between(quote.asOf(), clock.instant()),
                quote.source()));
  }

  private static @Nullable BigDecimal price(Quote quote) {
    if (quote.last() != null) {
      return quote.last();
    }
    var bid = quote.bid();
    var ask = quote.ask();
    if (bid != null && ask != null) {
      return bid.add(ask)
          .divide(BigDecimal.TWO, PRICE_DECIMALS, RoundingMode.HALF_UP)
          .stripTrailingZeros();
    }
    return quote.previousClose();
  }

  /** A streamed quote is the newest there is. */
  private final class Listener implements BrokerFeed {

    @Override
    public void onQuote(ConnectionRef connection, Quote quote) {
      quotes.put(key(connection, quote.instrument()), Optional.of(quote), QUOTE_GOOD_FOR);
    }
  }
}
