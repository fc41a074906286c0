package io.brokerway.exchange.tape;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The history of one instrument, laid on a timeline. Thread-safe: what it keeps is only what it
 * computed before.
 */
final class Series {
  /** Days that are kept computed; a day takes about 150 kB. */
  private static final int MAX_KEPT_DAYS = 3;

  private static final LocalTime PRE_MARKET_OPEN = LocalTime.of(4, 0);

  private final Listed listed;
  private final Scale scale;
  private final Timeline timeline;
  private final NavigableMap<LocalDate, DailyBar> daily;
  private final Set<LocalDate> recorded;
  private final Factors factors;
  private final long seed;
  private final ConcurrentHashMap<Long, PlayedDay> played = new ConcurrentHashMap<>();

  Series(
      Listed listed,
      Scale scale,
      Timeline timeline,
      NavigableMap<LocalDate, DailyBar> daily,
      Set<LocalDate> recorded,
      Factors factors,
      long seed) {
    this.listed = listed;
    this.scale = scale;
    this.timeline = timeline;
    this.daily = daily;
    this.recorded = Set.copyOf(recorded);
    this.factors = factors;
    this.seed = Hash.of(seed, listed.symbol());
  }

  Listed listed() {
    return listed;
  }

  Scale scale() {
    return scale;
  }

  Timeline timeline() {
    return timeline;
  }

  Factors factors() {
    return factors;
  }

  /** The day whose prices stand at an instant. */
  PlayedDay at(Instant instant) {
    var session = timeline.sessionAt(instant);
    if (!recorded.isEmpty() && !listed.isCrypto()) {
      var next = timeline.next(session);
      if (hasPreMarket(next) && instant.toEpochMilli() >= span(next).start()) {
        return day(next);
      }
    }
    return day(session);
  }

  private boolean hasPreMarket(long session) {
    return recorded.contains(timeline.historical(session));
  }

  PlayedDay day(long session) {
    var known = played.get(session);
    if (known != null) {
      return known;
    }
    var day = play(session);
    if (played.size() >= MAX_KEPT_DAYS) {
      played.clear();
    }
    played.put(session, day);
    return day;
  }

  private PlayedDay play(long session) {
    var date = timeline.historical(session);
    return new PlayedDay(
        session,
        date,
        tape(session, date),
        span(session),
        timeline.regular(session),
        bar(timeline.previous(session)).close());
  }

  private DayTape tape(long session, LocalDate date) {
    return recorded.contains(date)
        ? RecordedDay.of(
            MarketFiles.minutes(listed.symbol(), date),
            scale,
            recordedSpan(date),
            recordedRegular(session, date))
        : DayModel.of(modelledBar(date), scale, Hash.of(seed, date.toEpochDay()));
  }

  /** The wall time that the tape of a session covers. */
  private Span span(long session) {
    var regular = timeline.regular(session);
    if (listed.isCrypto() || !hasPreMarket(session)) {
      return regular;
    }
    return recordedSpan(timeline.historical(session));
  }

  /** The historical time that a file of minutes covers. */
  private Span recordedSpan(LocalDate date) {
    if (listed.isCrypto()) {
      return new ContinuousTimeline(0, Window.ITSELF).regular(date.toEpochDay());
    }
    var open = date.atTime(PRE_MARKET_OPEN).atZone(timeline.zone()).toInstant().toEpochMilli();
    return new Span(open, timeline.extendedEnd(date.toEpochDay()));
  }

  /** Recorded shares are played at their own time only, recorded coins around the clock. */
  private Span recordedRegular(long session, LocalDate date) {
    return listed.isCrypto() ? recordedSpan(date) : timeline.regular(session);
  }

  /** The regular session as a bar. */
  DailyBar bar(long session) {
    var date = timeline.historical(session);
    if (!recorded.contains(date)) {
      return modelledBar(date);
    }
    var tape = tape(session, date);
    var span = recordedSpan(date);
    var regular = recordedRegular(session, date);
    return new PlayedDay(session, date, tape, span, regular, 0)
        .part(regular.start(), regular.end());
  }

  /** Whether the history has the day that a session plays. */
  boolean hasBar(long session) {
    var date = timeline.historical(session);
    return recorded.contains(date) || daily.containsKey(date);
  }

  /** The first day of the history. */
  LocalDate firstDate() {
    var firstRecorded = recorded.stream().min(LocalDate::compareTo);
    if (daily.isEmpty()) {
      return firstRecorded.orElseThrow();
    }
    return firstRecorded.filter(date -> date.isBefore(daily.firstKey())).orElse(daily.firstKey());
  }

  private DailyBar modelledBar(LocalDate date) {
    var known = daily.get(date);
    if (known != null) {
      return known;
    }
    if (daily.isEmpty()) {
      return recordedNeighbour(date);
    }
    var before = daily.floorEntry(date);
    var after = daily.ceilingEntry(date);
    if (before == null) {
      return firstDate().isBefore(daily.firstKey())
          ? recordedNeighbour(date)
          : DailyBar.flat(date, daily.firstEntry().getValue().open());
    }
    return after == null
        ? DailyBar.flat(date, before.getValue().close())
        : DailyBar.between(date, before.getValue(), after.getValue());
  }

  /** Before the recorded days the first open stands, after them the last close. */
  private DailyBar recordedNeighbour(LocalDate date) {
    var before = recorded.stream().filter(day -> day.isBefore(date)).max(LocalDate::compareTo);
    var neighbour = before.orElseGet(this::firstDate);
    var tape =
        RecordedDay.of(
            MarketFiles.minutes(listed.symbol(), neighbour),
            scale,
            recordedSpan(neighbour),
            recordedSpan(neighbour));
    return DailyBar.flat(date, before.isPresent() ? tape.close() : tape.open());
  }
}
