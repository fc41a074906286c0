package io.brokerway.exchange;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.exchange.tape.CorporateAction;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.exchange.tape.MarketTrade;
import io.brokerway.exchange.tape.PriceRange;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A market that does what a test says: one stock ACME and one coin. Never closes. */
final class ScriptedPrices implements PriceSource {
  static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  static final Listed ACME = new Listed(Instrument.Equity.us("ACME"), "Acme Corp.", null, 2, 9);
  static final Listed COIN =
      new Listed(
          new Instrument.CryptoPair(new CurrencyCode("BTC"), CurrencyCode.USD), "Coin", null, 2, 9);

  private record Step(BigDecimal bid, BigDecimal ask, BigDecimal size) {}

  private final Map<String, TreeMap<Instant, Step>> steps = new TreeMap<>();

  ScriptedPrices() {
    at(0, "100.00", "100.02", 1000);
    steps
        .computeIfAbsent(COIN.symbol(), symbol -> new TreeMap<>())
        .put(
            Instant.EPOCH,
            new Step(new BigDecimal("9999.00"), new BigDecimal("10000.00"), BigDecimal.TEN));
  }

  /** From a second after the start on ACME is quoted so. */
  ScriptedPrices at(int second, String bid, String ask, int size) {
    steps
        .computeIfAbsent(ACME.symbol(), symbol -> new TreeMap<>())
        .put(
            second == 0 ? Instant.EPOCH : START.plusSeconds(second),
            new Step(new BigDecimal(bid), new BigDecimal(ask), BigDecimal.valueOf(size)));
    return this;
  }

  @Override
  public List<Listed> listings() {
    return List.of(ACME, COIN);
  }

  @Override
  public Optional<Listed> find(String symbol) {
    return listings().stream().filter(listed -> listed.symbol().equals(symbol)).findFirst();
  }

  @Override
  public MarketQuote quote(Listed listed, Instant at) {
    var step =
        java.util.Objects.requireNonNull(steps.get(listed.symbol())).floorEntry(at).getValue();
    return new MarketQuote(
        listed,
        step.bid,
        step.size,
        step.ask,
        step.size,
        step.bid,
        BigDecimal.ONE,
        step.bid,
        step.bid,
        step.bid,
        BigDecimal.ZERO,
        step.bid,
        at,
        at.getEpochSecond() / 60,
        true);
  }

  @Override
  public MarketTrade latestTrade(Listed listed, Instant at) {
    return new MarketTrade(listed, 1, quote(listed, at).last(), BigDecimal.ONE, at);
  }

  @Override
  public PriceRange range(Listed listed, Instant from, Instant to) {
    var prices =
        from.getEpochSecond() == to.getEpochSecond()
            ? List.of(quote(listed, to).last())
            : java.util.stream.LongStream.rangeClosed(from.getEpochSecond(), to.getEpochSecond())
                .mapToObj(second -> quote(listed, Instant.ofEpochSecond(second)).last())
                .toList();
    return new PriceRange(
        prices.stream().max(BigDecimal::compareTo).orElseThrow(),
        prices.stream().min(BigDecimal::compareTo).orElseThrow());
  }

  @Override
  public List<Bar> bars(
      Listed listed, BarSize size, Instant from, Instant to, int limit, Instant now) {
    return List.of();
  }

  @Override
  public BigDecimal previousClose(Listed listed, Instant at) {
    return new BigDecimal("99.00");
  }

  @Override
  public MarketHours hours(Listed listed, Instant at) {
    return MarketHours.always(at);
  }

  @Override
  public Instant dayEnd(Listed listed, Instant at, boolean extended) {
    return at.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
  }

  @Override
  public Instant nextOpen(Listed listed, Instant after) {
    return dayEnd(listed, after, false);
  }

  @Override
  public Instant nextClose(Listed listed, Instant after) {
    return dayEnd(listed, after, false);
  }

  @Override
  public BigDecimal openPrice(Listed listed, Instant open) {
    return quote(listed, open).last();
  }

  @Override
  public BigDecimal closePrice(Listed listed, Instant close) {
    return quote(listed, close).last();
  }

  @Override
  public List<CorporateAction> actions(Instant after, Instant to) {
    return List.of();
  }
}
