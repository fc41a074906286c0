package io.brokerway.brokers.paper;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.Listed;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The shipped history, replayed: always there, the same for everybody. Thread-safe. */
final class ReplayMarket implements PaperMarket {
  private static final Duration QUOTE_STEP = Duration.ofSeconds(1);

  private final Venue venue;

  ReplayMarket(Venue venue) {
    this.venue = venue;
  }

  @Override
  public Capabilities capabilities() {
    return PaperCapabilities.REPLAY;
  }

  @Override
  public List<Quote> quotes(Collection<Instrument> instruments) {
    var at = venue.now();
    return instruments.stream()
        .flatMap(instrument -> listed(instrument).stream())
        .map(listed -> PaperMapping.quote(venue.prices().quote(listed, at)))
        .toList();
  }

  @Override
  public List<Bar> bars(BarQuery query) {
    var listed = required(query.instrument());
    return venue
        .prices()
        .bars(listed, query.size(), query.from(), query.to(), query.limit(), venue.now());
  }

  @Override
  public Optional<Listing> listing(Instrument instrument) {
    return listed(instrument).map(PaperMapping::listing);
  }

  @Override
  public List<Listing> search(String text, int limit) {
    var wanted = text.toUpperCase(Locale.ROOT);
    return venue.prices().listings().stream()
        .filter(listed -> rank(listed, wanted) < Integer.MAX_VALUE)
        .sorted(Comparator.comparingInt(listed -> rank(listed, wanted)))
        .limit(limit)
        .map(PaperMapping::listing)
        .toList();
  }

  /** The symbol itself first, then its beginning, then any other place in symbol or name. */
  private static int rank(Listed listed, String wanted) {
    if (listed.symbol().equals(wanted)) {
      return 0;
    }
    if (listed.symbol().startsWith(wanted)) {
      return 1;
    }
    var anywhere =
        Stream.of(listed.symbol(), listed.name().toUpperCase(Locale.ROOT))
            .anyMatch(text -> text.contains(wanted));
    return anywhere ? 2 : Integer.MAX_VALUE;
  }

  @Override
  public MarketHours hours(Instrument instrument) {
    return venue.prices().hours(required(instrument), venue.now());
  }

  private Optional<Listed> listed(Instrument instrument) {
    return venue.prices().find(instrument.symbol());
  }

  private Listed required(Instrument instrument) {
    return listed(instrument)
        .orElseThrow(() ->
            new BrokerException.NotFound("the paper broker does not trade " + instrument.symbol()));
  }

  @Override
  public void prepare(Instrument instrument) {
    // The tape knows all there is from the start.
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public Listening listen(Listener listener) {
    return new EachSecond(listener);
  }

  @Override
  public void close() {
    // Nothing of its own.
  }

  private final class EachSecond implements Listening {
    private final Listener listener;
    private final ScheduledExecutorService quotes;
    private volatile Set<Instrument> wanted = Set.of();

    private EachSecond(Listener listener) {
      this.listener = listener;
      this.quotes =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofVirtual().name("paper-quotes").factory());
      var step = QUOTE_STEP.toMillis();
      var unused = quotes.scheduleAtFixedRate(this::send, step, step, TimeUnit.MILLISECONDS);
    }

    @Override
    public void want(Set<Instrument> instruments) {
      wanted = Set.copyOf(instruments);
      quotes.execute(this::send);
    }

    private void send() {
      if (!wanted.isEmpty()) {
        quotes(wanted).forEach(listener::onQuote);
      }
    }

    @Override
    public void close() {
      quotes.shutdown();
    }
  }
}
