package io.brokerway.brokers.paper;

import io.brokerway.broker.market.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The recent quotes of one symbol by the moment they were known here: of each second the last, of
 * the newest few all. Bounded by the age that a quote may have. Thread-safe.
 */
final class QuoteTrack {
  private static final int NEWEST = 3;

  private final Duration maxAge;
  private final TreeMap<Instant, Quote> known = new TreeMap<>();

  QuoteTrack(Duration maxAge) {
    this.maxAge = maxAge;
  }

  /**
   * Takes a quote in; one that is older than what is known already says nothing new, unless that is
   * too old itself: then the broker's clock was set back.
   */
  synchronized void add(Quote quote, Instant at) {
    var newest = known.lastEntry();
    if (newest != null
        && (at.isBefore(newest.getKey())
            || (isYoung(newest.getKey(), at) && quote.asOf().isBefore(newest.getValue().asOf())))) {
      return;
    }
    known.put(at, quote);
    thin();
    known.headMap(at.minus(maxAge.multipliedBy(2))).clear();
  }

  /** Leaves out the newest but few that another one of the same second follows. */
  private void thin() {
    var at = known.lastKey();
    for (var i = 0; i < NEWEST && at != null; i++) {
      at = known.lowerKey(at);
    }
    var next = at == null ? null : known.higherKey(at);
    if (at != null && next != null && at.getEpochSecond() == next.getEpochSecond()) {
      known.remove(at);
    }
  }

  synchronized Optional<Quote> latest() {
    return Optional.ofNullable(known.lastEntry()).map(java.util.Map.Entry::getValue);
  }

  /** The quote that was known and fresh at a moment. */
  synchronized Optional<Quote> freshAt(Instant at) {
    var entry = known.floorEntry(at);
    return entry != null && isYoung(entry.getKey(), at) && isYoung(entry.getValue().asOf(), at)
        ? Optional.of(entry.getValue())
        : Optional.empty();
  }

  /** A clock that runs before ours is no more in doubt than one that runs behind. */
  private boolean isYoung(Instant moment, Instant at) {
    return Duration.between(moment, at).abs().compareTo(maxAge) <= 0;
  }

  synchronized boolean mayBeFresh(Instant from, Instant to) {
    return !within(from, to).isEmpty();
  }

  /** The quotes that may be fresh at some moment of a span. */
  synchronized List<Quote> freshWithin(Instant from, Instant to) {
    return List.copyOf(within(from, to));
  }

  private java.util.Collection<Quote> within(Instant from, Instant to) {
    return known.subMap(from.minus(maxAge), true, to, true).values();
  }
}
