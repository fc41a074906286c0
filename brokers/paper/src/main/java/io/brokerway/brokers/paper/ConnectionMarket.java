package io.brokerway.brokers.paper;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.QuoteSource;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.Listed;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market of a connected broker: its quotes are asked for at a steady pace while something needs
 * them, and heard where it streams them. Thread-safe.
 */
final class ConnectionMarket implements PaperMarket {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionMarket.class);
  private static final int MAX_INSTRUMENTS = 1_000;

  private final QuoteSource source;
  private final QuotedPrices prices;
  private final Venue venue;
  private final Clock clock;
  private final QuoteSource.Watch watch;
  private final ScheduledExecutorService poller;
  private final List<Hearing> hearings = new CopyOnWriteArrayList<>();
  private Optional<String> told = Optional.empty();

  ConnectionMarket(
      QuoteSource source, QuotedPrices prices, Venue venue, Clock clock, Duration poll) {
    this.source = source;
    this.prices = prices;
    this.venue = venue;
    this.clock = clock;
    this.watch = source.watch(this::hear);
    this.poller =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("paper-quotes-" + source.connection()).factory());
    var pause = poll.toMillis();
    var unused = poller.scheduleWithFixedDelay(this::poll, 0, pause, TimeUnit.MILLISECONDS);
  }

  private void hear(Quote quote) {
    prices.accept(quote, clock.instant());
    hearings.forEach(hearing -> hearing.hear(quote));
  }

  private void poll() {
    try {
      tellTrouble();
      var needed = needed();
      watch.instruments(Set.copyOf(needed));
      if (!needed.isEmpty() && source.trouble().isEmpty()) {
        refresh(needed);
      }
    } catch (BrokerException e) {
      LOG.info(
          "no quotes for paper accounts now: connection={} why={}",
          source.connection(),
          e.getMessage());
    } catch (RuntimeException e) {
      // The next round tries again; until then quotes grow stale and nothing fills.
      LOG.warn("quotes for paper accounts failed: connection={}", source.connection(), e);
    }
  }

  /** What the venue needs comes first, what streams want after it. */
  private List<Instrument> needed() {
    var needed = new LinkedHashMap<String, Instrument>();
    venue.active().forEach(listed -> needed.put(listed.symbol(), listed.instrument()));
    for (var hearing : hearings) {
      hearing.wanted.forEach(instrument -> needed.putIfAbsent(instrument.symbol(), instrument));
    }
    return needed.values().stream().limit(MAX_INSTRUMENTS).toList();
  }

  private void refresh(List<Instrument> needed) {
    quotes(needed).forEach(quote -> hearings.forEach(hearing -> hearing.hear(quote)));
    for (var instrument : needed) {
      venue.find(instrument.symbol()).ifPresent(this::refreshHours);
    }
  }

  private void refreshHours(Listed listed) {
    if (prices.needsHours(listed, clock.instant())) {
      prices.accept(listed, source.fetchMarketHours(listed.instrument()), clock.instant());
    }
  }

  private void tellTrouble() {
    var now = source.trouble();
    if (!Objects.equals(now, told)) {
      told = now;
      LOG.info(
          "prices of paper accounts: connection={} trouble={}",
          source.connection(),
          now.orElse("none"));
      hearings.forEach(hearing -> hearing.listener.onTrouble());
    }
  }

  @Override
  public Capabilities capabilities() {
    return PaperCapabilities.QUOTED;
  }

  @Override
  public List<Quote> quotes(Collection<Instrument> instruments) {
    var quotes = source.fetchQuotes(List.copyOf(instruments));
    var at = clock.instant();
    quotes.forEach(quote -> prices.accept(quote, at));
    return quotes;
  }

  @Override
  public List<Bar> bars(BarQuery query) {
    return source.fetchBars(query);
  }

  @Override
  public Optional<Listing> listing(Instrument instrument) {
    return source
        .findListing(instrument)
        .filter(listing -> QuotedPrices.listed(listing).isPresent());
  }

  @Override
  public List<Listing> search(String text, int limit) {
    return source.searchListings(text, limit).stream()
        .filter(listing -> QuotedPrices.listed(listing).isPresent())
        .toList();
  }

  @Override
  public MarketHours hours(Instrument instrument) {
    return source.fetchMarketHours(instrument);
  }

  /**
   * Reads listing, quote and hours before an order that may need them.
   *
   * @throws BrokerException.Unavailable if the instrument is not known yet and cannot be looked up
   */
  @Override
  public void prepare(Instrument instrument) {
    var known = venue.find(instrument.symbol());
    if (known.isEmpty()) {
      known = source.findListing(instrument).flatMap(QuotedPrices::listed);
      known.ifPresent(venue::list);
    }
    known.ifPresent(this::refreshIfStale);
  }

  private void refreshIfStale(Listed listed) {
    try {
      if (prices.freshQuote(listed, clock.instant()).isEmpty()) {
        var unused = quotes(List.of(listed.instrument()));
      }
      refreshHours(listed);
    } catch (BrokerException e) {
      // The venue says what it cannot take without a price, and takes what can wait for one.
      LOG.debug("no fresh quote: connection={}", source.connection(), e);
    }
  }

  @Override
  public Optional<String> trouble() {
    return source.trouble();
  }

  @Override
  public Listening listen(Listener listener) {
    var hearing = new Hearing(listener);
    hearings.add(hearing);
    return hearing;
  }

  @Override
  public void close() {
    poller.shutdownNow();
    watch.close();
  }

  private final class Hearing implements Listening {
    private final Listener listener;
    private volatile Set<Instrument> wanted = Set.of();

    private Hearing(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void want(Set<Instrument> instruments) {
      wanted = new HashSet<>(instruments);
      poller.execute(ConnectionMarket.this::poll);
    }

    private void hear(Quote quote) {
      if (wanted.contains(quote.instrument())) {
        listener.onQuote(quote);
      }
    }

    @Override
    public void close() {
      hearings.remove(this);
    }
  }
}
