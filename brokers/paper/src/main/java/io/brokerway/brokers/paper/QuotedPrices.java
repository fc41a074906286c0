package io.brokerway.brokers.paper;

import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.MarketHours.Session;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.market.TradingCalendar;
import io.brokerway.exchange.tape.CorporateAction;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.exchange.tape.MarketTrade;
import io.brokerway.exchange.tape.PriceRange;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The market as the quotes of a broker show it: known for the moments that quotes reached us for,
 * and for no others. A quote is fresh while its reading and its own time are both young enough;
 * without hours that are fresh too the market counts as closed. Thread-safe; asks nobody.
 */
final class QuotedPrices implements PriceSource {
  /** How long what the broker said of the session holds, unless the session ends before. */
  static final Duration HOURS_GOOD_FOR = Duration.ofMinutes(2);

  private static final LocalTime EXTENDED_CLOSE = LocalTime.of(20, 0);
  private static final int SHARE_DECIMALS = 2;
  private static final int COIN_DECIMALS = 9;
  private static final int FRACTION_DECIMALS = 9;
  private static final TradingCalendar CALENDAR = TradingCalendar.of(Mic.XNYS);

  private final String source;
  private final Duration maxAge;
  private final Supplier<Optional<String>> trouble;
  private final ConcurrentHashMap<String, QuoteTrack> tracks = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, KeptHours> hours = new ConcurrentHashMap<>();

  private record KeptHours(MarketHours told, Instant at) {}

  /**
   * @param source names it to people
   * @param maxAge of a quote that may be traded on
   * @param trouble why the broker cannot be asked now; empty if it can
   */
  QuotedPrices(String source, Duration maxAge, Supplier<Optional<String>> trouble) {
    this.source = source;
    this.maxAge = maxAge;
    this.trouble = trouble;
  }

  /** An instrument as a broker offers it; empty for a family that the venue does not trade. */
  static Optional<Listed> listed(Listing listing) {
    var instrument = listing.instrument();
    return switch (instrument.assetClass()) {
      case EQUITY, ETF ->
          Optional.of(
              new Listed(
                  instrument,
                  listing.name(),
                  instrument.market(),
                  SHARE_DECIMALS,
                  decimals(
                      listing.quantityIncrement(),
                      listing.fractionable() ? FRACTION_DECIMALS : 0)));
      case CRYPTO ->
          Optional.of(
              new Listed(
                  instrument,
                  listing.name(),
                  null,
                  decimals(listing.priceIncrement(), COIN_DECIMALS),
                  decimals(listing.quantityIncrement(), FRACTION_DECIMALS)));
      case OPTION, FUTURE, FOREX, BOND, FUND, CASH, UNKNOWN -> Optional.empty();
    };
  }

  private static int decimals(@Nullable BigDecimal step, int otherwise) {
    return step == null ? otherwise : Math.max(0, step.stripTrailingZeros().scale());
  }

  /**
   * Takes in a quote.
   *
   * @param at when it was known here
   */
  void accept(Quote quote, Instant at) {
    tracks.computeIfAbsent(quote.instrument().symbol(), _ -> new QuoteTrack(maxAge)).add(quote, at);
  }

  /** Takes in what the broker says of an instrument's session. */
  void accept(Listed listed, MarketHours told, Instant at) {
    hours.put(market(listed), new KeptHours(told, at));
  }

  /** Whether the broker must be asked for the session again. */
  boolean needsHours(Listed listed, Instant at) {
    var kept = hours.get(market(listed));
    return kept == null
        || at.isAfter(kept.at.plus(HOURS_GOOD_FOR.dividedBy(2)))
        || isOver(kept.told, at);
  }

  /** Instruments of one market share its hours. */
  private static String market(Listed listed) {
    return listed.isCrypto() ? "crypto" : "shares@" + listed.market();
  }

  /** The newest quote of a symbol as it was told, fresh or not. */
  Optional<Quote> latest(String symbol) {
    return Optional.ofNullable(tracks.get(symbol)).flatMap(QuoteTrack::latest);
  }

  @Override
  public List<Listed> listings() {
    return List.of();
  }

  /** The venue lists what it trades itself. */
  @Override
  public Optional<Listed> find(String symbol) {
    return Optional.empty();
  }

  @Override
  public MarketQuote quote(Listed listed, Instant at) {
    return freshQuote(listed, at)
        .orElseThrow(() -> new IllegalStateException(whyNotQuoted(listed, at)));
  }

  @Override
  public Optional<MarketQuote> freshQuote(Listed listed, Instant at) {
    return Optional.ofNullable(tracks.get(listed.symbol()))
        .flatMap(track -> track.freshAt(at))
        .flatMap(quote -> market(listed, quote, at));
  }

  @Override
  public boolean mayHaveQuoted(Listed listed, Instant from, Instant to) {
    var track = tracks.get(listed.symbol());
    return track != null && track.mayBeFresh(from, to);
  }

  @Override
  public String whyNotQuoted(Listed listed, Instant at) {
    var why =
        trouble
            .get()
            .or(() ->
                latest(listed.symbol())
                    .map(quote ->
                        isUsable(quote)
                            ? "the newest is of " + quote.asOf()
                            : "the newest has not two sides"));
    return "%s gives no fresh quote of %s%s"
        .formatted(source, listed.symbol(), why.map(text -> " (" + text + ")").orElse(""));
  }

  /** A market of two sides that do not cross; anything else fills nothing. */
  private static boolean isUsable(Quote quote) {
    var bid = quote.bid();
    var ask = quote.ask();
    return bid != null
        && ask != null
        && bid.signum() > 0
        && ask.signum() > 0
        && bid.compareTo(ask) <= 0;
  }

  private Optional<MarketQuote> market(Listed listed, Quote quote, Instant at) {
    var bid = quote.bid();
    var ask = quote.ask();
    if (bid == null || ask == null || !isUsable(quote)) {
      return Optional.empty();
    }
    var last = quote.last();
    if (last == null || last.signum() <= 0) {
      last = bid.add(ask).divide(BigDecimal.TWO, listed.priceDecimals(), RoundingMode.HALF_EVEN);
    }
    var before = quote.previousClose();
    return Optional.of(
        new MarketQuote(
            listed,
            bid,
            size(quote.bidSize()),
            ask,
            size(quote.askSize()),
            last,
            quote.lastSize() == null ? BigDecimal.ZERO : quote.lastSize(),
            last,
            last.max(ask),
            last.min(bid),
            BigDecimal.ZERO,
            before == null ? BigDecimal.ZERO : before,
            at,
            // What was taken of the sizes of one quote is not there again until the next.
            slot(quote.asOf()),
            false));
  }

  private static long slot(Instant asOf) {
    return asOf.getEpochSecond() * 1_000_000 + asOf.getNano() / 1_000;
  }

  /** A broker that tells no sizes bounds nothing by them. */
  private static BigDecimal size(@Nullable BigDecimal told) {
    return told == null ? UNBOUNDED : told;
  }

  private static final BigDecimal UNBOUNDED = new BigDecimal("1000000000000");

  @Override
  public MarketTrade latestTrade(Listed listed, Instant at) {
    var quote = quote(listed, at);
    return new MarketTrade(listed, quote.sizeSlot(), quote.last(), quote.lastSize(), quote.at());
  }

  /** Of every quote that is known of the span, its sides included. */
  @Override
  public PriceRange range(Listed listed, Instant from, Instant to) {
    var track = tracks.get(listed.symbol());
    var known = track == null ? List.<Quote>of() : track.freshWithin(from, to);
    var high = BigDecimal.ZERO;
    @Nullable BigDecimal low = null;
    for (var quote : known) {
      var market = market(listed, quote, to);
      if (market.isPresent()) {
        high = high.max(market.get().dayHigh());
        low = low == null ? market.get().dayLow() : low.min(market.get().dayLow());
      }
    }
    return new PriceRange(high, low == null ? high : low);
  }

  /** The broker is asked for bars, not the venue's prices. */
  @Override
  public List<Bar> bars(
      Listed listed, BarSize size, Instant from, Instant to, int limit, Instant now) {
    return List.of();
  }

  @Override
  public BigDecimal previousClose(Listed listed, Instant at) {
    return latest(listed.symbol()).map(Quote::previousClose).orElse(BigDecimal.ZERO);
  }

  @Override
  public MarketHours hours(Listed listed, Instant at) {
    var kept = hours.get(market(listed));
    if (kept == null
        || at.isBefore(kept.at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
        || at.isAfter(kept.at.plus(HOURS_GOOD_FOR))
        || isOver(kept.told, at)) {
      return new MarketHours(Session.CLOSED, at, null, null);
    }
    return kept.told;
  }

  private static boolean isOver(MarketHours told, Instant at) {
    var open = told.nextOpen();
    var close = told.nextClose();
    return (close != null && !at.isBefore(close)) || (open != null && !at.isBefore(open));
  }

  @Override
  public Instant dayEnd(Listed listed, Instant at, boolean extended) {
    if (listed.isCrypto()) {
      return midnightAfter(at);
    }
    var known = hours(listed, at);
    var inPostMarket = known.session() == Session.POST_MARKET;
    var close = nextClose(listed, at);
    return extended ? extendedEnd(inPostMarket ? at : close) : close;
  }

  private static Instant midnightAfter(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC)
        .plusDays(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }

  private static Instant extendedEnd(Instant within) {
    return CALENDAR.dateOf(within).atTime(EXTENDED_CLOSE).atZone(CALENDAR.zone()).toInstant();
  }

  @Override
  public Instant nextOpen(Listed listed, Instant after) {
    var kept = hours.get(market(listed));
    var told = kept == null ? null : kept.told.nextOpen();
    var next = told != null && told.isAfter(after) ? told : CALENDAR.hoursAt(after).nextOpen();
    return next == null ? midnightAfter(after) : next;
  }

  /** As the broker told it last; where it did not, by the calendar of New York. */
  @Override
  public Instant nextClose(Listed listed, Instant after) {
    var kept = hours.get(market(listed));
    var told = kept == null ? null : kept.told.nextClose();
    var next = told != null && told.isAfter(after) ? told : CALENDAR.hoursAt(after).nextClose();
    return next == null ? midnightAfter(after) : next;
  }

  @Override
  public BigDecimal openPrice(Listed listed, Instant open) {
    throw new IllegalStateException("quotes tell no auctions");
  }

  @Override
  public BigDecimal closePrice(Listed listed, Instant close) {
    throw new IllegalStateException("quotes tell no auctions");
  }

  /** Quotes tell of none. */
  @Override
  public List<CorporateAction> actions(Instant after, Instant to) {
    return List.of();
  }
}
