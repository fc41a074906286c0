package io.brokerway.broker.market;

import io.brokerway.broker.instrument.Mic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * On which days and hours a market trades: time zone, regular session, sessions around it, holidays
 * and early closes. Immutable.
 */
public final class TradingCalendar {

  /** A span of the day in the market's own time. */
  public record Hours(LocalTime open, LocalTime close) {}

  private static final Pattern HEAD = Pattern.compile("# zone (\\S+); regular session (.*)");
  private static final Pattern SESSION =
      Pattern.compile("(\\d{2}:\\d{2})-(\\d{2}:\\d{2}) (premarket|market|postmarket)");
  private static final int MAX_CLOSED_DAYS_IN_A_ROW = 30;

  private final Mic mic;
  private final ZoneId zone;
  private final Hours regular;
  private final @Nullable Hours preMarket;
  private final @Nullable Hours postMarket;
  private final Set<LocalDate> holidays;
  private final Map<LocalDate, LocalTime> earlyCloses;
  private final LocalDate lastKnownDay;

  private TradingCalendar(
      Mic mic,
      ZoneId zone,
      Map<String, Hours> sessions,
      Set<LocalDate> holidays,
      Map<LocalDate, LocalTime> earlyCloses,
      LocalDate lastKnownDay) {
    this.mic = mic;
    this.zone = zone;
    var market = sessions.get("market");
    if (market == null) {
      throw new IllegalArgumentException("the calendar of " + mic + " names no market session");
    }
    this.regular = market;
    this.preMarket = sessions.get("premarket");
    this.postMarket = sessions.get("postmarket");
    this.holidays = Set.copyOf(holidays);
    this.earlyCloses = Map.copyOf(earlyCloses);
    this.lastKnownDay = lastKnownDay;
  }

  /**
   * The calendar of a market that is shipped with this module: {@code XNYS}, {@code XNSE}.
   *
   * @throws IllegalArgumentException if there is none for the market
   */
  public static TradingCalendar of(Mic mic) {
    try (var file = TradingCalendar.class.getResourceAsStream(mic + ".csv")) {
      if (file == null) {
        throw new IllegalArgumentException("no calendar is shipped for " + mic);
      }
      return parse(mic, new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("the calendar of " + mic + " cannot be read", e);
    }
  }

  /**
   * Reads a calendar: a line with zone and sessions, a line of column names, then a line {@code
   * date,closed|early_close,time} per exception.
   *
   * @throws IllegalArgumentException if a line has another form
   */
  public static TradingCalendar parse(Mic mic, List<String> lines) {
    Matcher head = HEAD.matcher(lines.getFirst());
    if (!head.matches()) {
      throw new IllegalArgumentException("not the first line of a calendar: " + lines.getFirst());
    }
    var sessions = new HashMap<String, Hours>();
    var session = SESSION.matcher(head.group(2));
    while (session.find()) {
      sessions.put(
          session.group(3),
          new Hours(LocalTime.parse(session.group(1)), LocalTime.parse(session.group(2))));
    }
    var holidays = new HashSet<LocalDate>();
    var earlyCloses = new HashMap<LocalDate, LocalTime>();
    var last = LocalDate.MIN;
    for (var line : lines.subList(2, lines.size())) {
      var parts = line.split(",", -1);
      var date = LocalDate.parse(parts[0]);
      switch (parts[1]) {
        case "closed" -> holidays.add(date);
        case "early_close" -> earlyCloses.put(date, LocalTime.parse(parts[2]));
        default -> throw new IllegalArgumentException("unknown kind of day: " + line);
      }
      last = last.isBefore(date) ? date : last;
    }
    return new TradingCalendar(
        mic, ZoneId.of(head.group(1)), sessions, holidays, earlyCloses, last);
  }

  public Mic mic() {
    return mic;
  }

  public ZoneId zone() {
    return zone;
  }

  /** The last day for which holidays are known; later days count as weekdays. */
  public LocalDate lastKnownDay() {
    return lastKnownDay;
  }

  public boolean isTradingDay(LocalDate date) {
    return date.getDayOfWeek() != DayOfWeek.SATURDAY
        && date.getDayOfWeek() != DayOfWeek.SUNDAY
        && !holidays.contains(date);
  }

  /** When the regular session of a day opens; empty if the market is closed that day. */
  public Optional<Instant> open(LocalDate date) {
    return isTradingDay(date) ? Optional.of(at(date, regular.open())) : Optional.empty();
  }

  /** When the regular session of a day closes; empty if the market is closed that day. */
  public Optional<Instant> close(LocalDate date) {
    return isTradingDay(date) ? Optional.of(at(date, regularClose(date))) : Optional.empty();
  }

  /** The trading day that an instant falls on, by the market's own date. */
  public LocalDate dateOf(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }

  /** The first trading day after a date. */
  public LocalDate nextTradingDay(LocalDate date) {
    var day = date.plusDays(1);
    for (var i = 0; i < MAX_CLOSED_DAYS_IN_A_ROW; i++) {
      if (isTradingDay(day)) {
        return day;
      }
      day = day.plusDays(1);
    }
    throw new IllegalStateException("no trading day within a month after " + date);
  }

  /** The trading days from one date to another, both inclusive, in order. */
  public List<LocalDate> tradingDays(LocalDate from, LocalDate to) {
    var days = new ArrayList<LocalDate>();
    for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
      if (isTradingDay(day)) {
        days.add(day);
      }
    }
    return days;
  }

  /** Which session the market is in, and when the regular one next opens and closes. */
  public MarketHours hoursAt(Instant instant) {
    var date = dateOf(instant);
    return new MarketHours(
        sessionAt(instant, date), instant, nextOpen(instant), nextClose(instant));
  }

  private MarketHours.Session sessionAt(Instant instant, LocalDate date) {
    if (!isTradingDay(date)) {
      return MarketHours.Session.CLOSED;
    }
    var time = ZonedDateTime.ofInstant(instant, zone).toLocalTime();
    if (within(time, regular.open(), regularClose(date))) {
      return MarketHours.Session.REGULAR;
    }
    if (preMarket != null && within(time, preMarket.open(), preMarket.close())) {
      return MarketHours.Session.PRE_MARKET;
    }
    if (postMarket != null && within(time, postMarketOpen(postMarket, date), postMarket.close())) {
      return MarketHours.Session.POST_MARKET;
    }
    return MarketHours.Session.CLOSED;
  }

  private Instant nextOpen(Instant instant) {
    var date = dateOf(instant);
    var today = open(date);
    return today.isPresent() && today.get().isAfter(instant)
        ? today.get()
        : at(nextTradingDay(date), regular.open());
  }

  private Instant nextClose(Instant instant) {
    var date = dateOf(instant);
    var today = close(date);
    if (today.isPresent() && today.get().isAfter(instant)) {
      return today.get();
    }
    var next = nextTradingDay(date);
    return at(next, regularClose(next));
  }

  private LocalTime regularClose(LocalDate date) {
    return earlyCloses.getOrDefault(date, regular.close());
  }

  /** After an early close the session behind it starts as much earlier. */
  private LocalTime postMarketOpen(Hours usual, LocalDate date) {
    return usual.open().minus(Duration.between(regularClose(date), regular.close()));
  }

  private Instant at(LocalDate date, LocalTime time) {
    return date.atTime(time).atZone(zone).toInstant();
  }

  private static boolean within(LocalTime time, LocalTime open, LocalTime close) {
    return !time.isBefore(open) && time.isBefore(close);
  }
}
