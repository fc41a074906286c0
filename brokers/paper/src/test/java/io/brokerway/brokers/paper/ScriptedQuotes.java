package io.brokerway.brokers.paper;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.QuoteSource;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection whose quotes a test sets. */
final class ScriptedQuotes implements QuoteSource {
  final AtomicInteger asked = new AtomicInteger();
  volatile MarketHours.Session session = MarketHours.Session.REGULAR;
  volatile Set<Instrument> watched = Set.of();
  private final String connection;
  private final Clock clock;
  private final Map<Instrument, Quote> quotes = new ConcurrentHashMap<>();
  private final List<Consumer<Quote>> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable String trouble;

  ScriptedQuotes(String connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Shows a market of 1,000 units on each side as of now. */
  Quote show(Instrument instrument, String bid, String ask) {
    return show(instrument, bid, ask, clock.instant());
  }

  Quote show(Instrument instrument, String bid, String ask, Instant asOf) {
    var size = new BigDecimal(1000);
    var quote =
        new Quote(
            instrument,
            new BigDecimal(bid),
            size,
            new BigDecimal(ask),
            size,
            new BigDecimal(ask),
            BigDecimal.TEN,
            new BigDecimal("99"),
            asOf,
            false,
            "scripted");
    quotes.put(instrument, quote);
    return quote;
  }

  void hide(Instrument instrument) {
    quotes.remove(instrument);
  }

  void stream(Quote quote) {
    listeners.forEach(listener -> listener.accept(quote));
  }

  void breakDown(String why) {
    trouble = why;
  }

  void heal() {
    trouble = null;
  }

  private void requireGood() {
    var why = trouble;
    if (why != null) {
      throw new BrokerException.Unavailable(why);
    }
  }

  @Override
  public String connection() {
    return connection;
  }

  @Override
  public BrokerId broker() {
    return new BrokerId("scripted");
  }

  @Override
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  @Override
  public List<Quote> fetchQuotes(List<Instrument> instruments) {
    requireGood();
    asked.incrementAndGet();
    return instruments.stream()
        .flatMap(instrument -> Optional.ofNullable(quotes.get(instrument)).stream())
        .toList();
  }

  @Override
  public List<Bar> fetchBars(BarQuery query) {
    requireGood();
    return List.of();
  }

  @Override
  public Optional<Listing> findListing(Instrument instrument) {
    requireGood();
    return instrument.symbol().equals("NONE")
        ? Optional.empty()
        : Optional.of(
            new Listing(
                instrument,
                "Scripted " + instrument.symbol(),
                true,
                true,
                true,
                null,
                null,
                null,
                List.of()));
  }

  @Override
  public List<Listing> searchListings(String text, int limit) {
    requireGood();
    return List.of();
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    requireGood();
    var now = clock.instant();
    return new MarketHours(session, now, null, null);
  }

  @Override
  public Watch watch(Consumer<Quote> listener) {
    listeners.add(listener);
    return new Watch() {
      @Override
      public void instruments(Set<Instrument> wanted) {
        watched = wanted;
      }

      @Override
      public void close() {
        listeners.remove(listener);
      }
    };
  }
}
