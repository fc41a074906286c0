package io.brokerway.simulators.tradestation;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/marketdata/barcharts}. */
final class BarsApi {
  private static final int MOST_BARS = 57_600;
  private static final Duration MINUTES_BACK = Duration.ofDays(10);
  private static final Duration DAYS_BACK = Duration.ofDays(3_650);

  private final Venue venue;
  private final Symbols symbols;

  BarsApi(Venue venue, Symbols symbols) {
    this.venue = venue;
    this.symbols = symbols;
  }

  /** What was asked: the size of bars, how many, and between which moments. */
  private record Query(BarSize size, int count, Instant from, Instant to) {}

  HttpReply bars(String symbol, HttpCall call) {
    var listed = symbols.find(symbol).orElseThrow(() -> Refusal.notFound("Symbol not found"));
    var json = Json.object();
    var all = json.putArray("Bars");
    latest(listed, query(call)).forEach(all::add);
    return HttpReply.json(200, json);
  }

  /** The bars of a query, oldest first, for a stream to begin with. */
  List<ObjectNode> bars(Listed listed, HttpCall call) {
    return latest(listed, query(call));
  }

  private List<ObjectNode> latest(Listed listed, Query query) {
    var now = venue.now();
    var all =
        venue.prices().bars(listed, query.size(), query.from(), query.to(), Integer.MAX_VALUE, now);
    var last = all.subList(Math.max(0, all.size() - query.count()), all.size());
    return last.stream()
        .map(bar -> json(listed, bar, query.size(), now, bar.equals(all.getLast())))
        .toList();
  }

  private Query query(HttpCall call) {
    var size = size(call);
    var now = venue.now();
    var count = count(call);
    var last = call.parameter("lastdate").map(BarsApi::moment).orElse(now);
    var back = size.span().compareTo(BarSize.DAY_1.span()) < 0 ? MINUTES_BACK : DAYS_BACK;
    var first = call.parameter("firstdate").map(BarsApi::moment);
    if (first.isPresent() && call.parameter("barsback").isPresent()) {
      throw Refusal.badRequest("firstdate and barsback are mutually exclusive");
    }
    return new Query(
        size,
        first.isPresent() ? MOST_BARS : count,
        first.orElse(last.minus(back)),
        last.plusMillis(1));
  }

  private static int count(HttpCall call) {
    var text = call.parameter("barsback").orElse("1");
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1) {
      throw Refusal.badRequest("barsback is not valid: " + text);
    }
    if (Integer.parseInt(text) > MOST_BARS) {
      throw Refusal.badRequest("barsback must be at most " + MOST_BARS);
    }
    return Integer.parseInt(text);
  }

  private static BarSize size(HttpCall call) {
    var unit = call.parameter("unit").orElse("Daily");
    var interval = call.parameter("interval").orElse("1");
    return switch (unit + " " + interval) {
      case "Minute 1" -> BarSize.MINUTE_1;
      case "Minute 5" -> BarSize.MINUTE_5;
      case "Minute 15" -> BarSize.MINUTE_15;
      case "Minute 30" -> BarSize.MINUTE_30;
      case "Minute 60" -> BarSize.HOUR_1;
      case "Daily 1" -> BarSize.DAY_1;
      case "Weekly 1" -> BarSize.WEEK_1;
      default -> {
        if (List.of("Minute", "Daily", "Weekly", "Monthly").contains(unit)) {
          throw Refusal.notSimulated("a bar of %s %s".formatted(interval, unit));
        }
        throw Refusal.badRequest("unit is not valid: " + unit);
      }
    };
  }

  private static Instant moment(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(Amounts.NEW_YORK).toInstant();
    } catch (DateTimeException e) {
      throw Refusal.badRequest("not a date: " + text);
    }
  }

  private ObjectNode json(Listed listed, Bar bar, BarSize size, Instant now, boolean last) {
    var end =
        size.span().compareTo(BarSize.DAY_1.span()) < 0
            ? bar.start().plus(size.span())
            : venue.prices().nextClose(listed, bar.start());
    return Json.object()
        .put("High", Amounts.plain(bar.high()))
        .put("Low", Amounts.plain(bar.low()))
        .put("Open", Amounts.plain(bar.open()))
        .put("Close", Amounts.plain(bar.close()))
        .put("TimeStamp", Amounts.time(end))
        .put("TotalVolume", Amounts.plain(bar.volume()))
        .put("DownTicks", 0)
        .put("DownVolume", 0)
        .put("OpenInterest", "0")
        .put("IsRealtime", false)
        .put("IsEndOfHistory", last)
        .put("TotalTicks", 0)
        .put("UpTicks", 0)
        .put("UpVolume", 0)
        .put("Epoch", end.toEpochMilli())
        .put("BarStatus", end.isAfter(now) ? "Open" : "Closed");
  }
}
