package io.brokerway.simulators.alpaca;

import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.TradingCalendar;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** {@code /v2/clock} and {@code /v2/calendar}. */
final class MarketCalendar {
  static final TradingCalendar NEW_YORK = TradingCalendar.of(Mic.XNYS);

  private static final int MAX_DAYS = 4_000;
  private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter PLAIN_HOURS = DateTimeFormatter.ofPattern("HHmm");
  private static final DateTimeFormatter OFFSET_TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  private final Venue venue;
  private final Assets assets;

  MarketCalendar(Venue venue, Assets assets) {
    this.venue = venue;
    this.assets = assets;
  }

  HttpReply clock() {
    var now = venue.now();
    var share = share();
    var prices = venue.prices();
    var open = prices.hours(share, now).session() == MarketHours.Session.REGULAR;
    return HttpReply.json(
        200,
        Json.object()
            .put("timestamp", OFFSET_TIME.format(now.atZone(Amounts.NEW_YORK)))
            .put("is_open", open)
            .put(
                "next_open",
                OFFSET_TIME.format(prices.nextOpen(share, now).atZone(Amounts.NEW_YORK)))
            .put(
                "next_close",
                OFFSET_TIME.format(prices.nextClose(share, now).atZone(Amounts.NEW_YORK))));
  }

  HttpReply calendar(HttpCall call) {
    var today = LocalDate.ofInstant(venue.now(), Amounts.NEW_YORK);
    var start = call.parameter("start").map(MarketCalendar::date).orElse(today.minusYears(1));
    var end = call.parameter("end").map(MarketCalendar::date).orElse(today.plusYears(1));
    var bySettlement = call.parameter("date_type").orElse("TRADING");
    if (!Set.of("TRADING", "SETTLEMENT").contains(bySettlement)) {
      throw Refusal.invalid("invalid date_type: " + bySettlement);
    }
    var days = Json.array();
    var last = end.isAfter(start.plusDays(MAX_DAYS)) ? start.plusDays(MAX_DAYS) : end;
    var trading =
        bySettlement.equals("TRADING")
            ? NEW_YORK.tradingDays(start, last)
            : NEW_YORK.tradingDays(start, last).stream().map(MarketCalendar::before).toList();
    for (var day : trading) {
      days.add(
          Json.object()
              .put("date", day.toString())
              .put("open", HOURS.format(open(day)))
              .put("close", HOURS.format(close(day)))
              .put("session_open", "0400")
              .put("session_close", PLAIN_HOURS.format(close(day).plusHours(4)))
              .put("settlement_date", NEW_YORK.nextTradingDay(day).toString()));
    }
    return HttpReply.json(200, days);
  }

  /** The last trading day before that of an instant. */
  static LocalDate dayBefore(Instant at) {
    return before(LocalDate.ofInstant(at, Amounts.NEW_YORK));
  }

  private static LocalDate before(LocalDate date) {
    var day = date.minusDays(1);
    while (!NEW_YORK.isTradingDay(day)) {
      day = day.minusDays(1);
    }
    return day;
  }

  private Listed share() {
    return assets.all().stream()
        .filter(listed -> !listed.isCrypto())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no share trades here"));
  }

  private static LocalTime open(LocalDate day) {
    return time(day, true);
  }

  private static LocalTime close(LocalDate day) {
    return time(day, false);
  }

  private static LocalTime time(LocalDate day, boolean open) {
    var at = (open ? NEW_YORK.open(day) : NEW_YORK.close(day)).orElseThrow();
    return ZonedDateTime.ofInstant(at, Amounts.NEW_YORK).toLocalTime();
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    } catch (DateTimeParseException e) {
      throw Refusal.invalid("invalid date: " + text);
    }
  }
}
