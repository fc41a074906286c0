package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /pricehistory}. */
final class HistoryApi {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final int MAX_CANDLES = 50_000;

  private final Symbols symbols;
  private final PriceSource prices;
  private final Clock clock;

  /** What bars are asked for: those of a size, so many of them together. */
  private record Grain(BarSize size, int together, boolean months) {}

  HistoryApi(Symbols symbols, PriceSource prices, Clock clock) {
    this.symbols = symbols;
    this.prices = prices;
    this.clock = clock;
  }

  HttpReply history(HttpCall call) {
    var name =
        call.parameter("symbol").orElseThrow(() -> MarketHost.parameter("symbol", "is required"));
    var now = clock.instant();
    var periodType = word(call, "periodType", Set.of("day", "month", "year", "ytd"), "day");
    var grain = grain(call, periodType);
    var to = call.parameter("endDate").map(HistoryApi::millis).orElse(now);
    var from =
        call.parameter("startDate").map(HistoryApi::millis).orElse(start(call, periodType, to));
    var found = symbols.find(name);
    var bars = found.map(listed -> bars(listed, grain, from, to, now)).orElse(List.of());
    var answer = Json.object();
    var candles = answer.putArray("candles");
    for (var bar : bars) {
      candles
          .addObject()
          .put("open", bar.open())
          .put("high", bar.high())
          .put("low", bar.low())
          .put("close", bar.close())
          .put("volume", bar.volume().longValue())
          .put("datetime", bar.start().toEpochMilli());
    }
    answer.put("symbol", name).put("empty", bars.isEmpty());
    if (call.parameter("needPreviousClose").filter("true"::equals).isPresent()) {
      found.ifPresent(listed ->
          answer
              .put("previousClose", prices.previousClose(listed, from))
              .put("previousCloseDate", from.toEpochMilli()));
    }
    return HttpReply.json(200, answer);
  }

  private List<Bar> bars(Listed listed, Grain grain, Instant from, Instant to, Instant now) {
    var end = to.plusMillis(1);
    var bars = prices.bars(listed, grain.size(), from, end, MAX_CANDLES, now);
    if (grain.months()) {
      return merged(bars, bar -> LocalDate.ofInstant(bar.start(), NEW_YORK).withDayOfMonth(1));
    }
    var seconds = grain.size().span().toSeconds() * grain.together();
    return grain.together() == 1
        ? bars
        : merged(bars, bar -> bar.start().getEpochSecond() / seconds);
  }

  private static List<Bar> merged(List<Bar> bars, java.util.function.Function<Bar, Object> slot) {
    var merged = new ArrayList<Bar>();
    Object before = null;
    for (var bar : bars) {
      var of = slot.apply(bar);
      merged.add(of.equals(before) ? join(merged.removeLast(), bar) : bar);
      before = of;
    }
    return merged;
  }

  private static Bar join(Bar first, Bar next) {
    return new Bar(
        first.start(),
        first.open(),
        first.high().max(next.high()),
        first.low().min(next.low()),
        next.close(),
        first.volume().add(next.volume()));
  }

  private static Grain grain(HttpCall call, String periodType) {
    var usual =
        switch (periodType) {
          case "day" -> "minute";
          case "year" -> "monthly";
          default -> "weekly";
        };
    var type = word(call, "frequencyType", Set.of("minute", "daily", "weekly", "monthly"), usual);
    var count = number(call, "frequency", 1);
    return switch (type) {
      case "minute" ->
          switch (count) {
            case 1 -> new Grain(BarSize.MINUTE_1, 1, false);
            case 5 -> new Grain(BarSize.MINUTE_5, 1, false);
            case 10 -> new Grain(BarSize.MINUTE_5, 2, false);
            case 15 -> new Grain(BarSize.MINUTE_15, 1, false);
            case 30 -> new Grain(BarSize.MINUTE_30, 1, false);
            default -> throw MarketHost.parameter("frequency", "is not one of the values accepted");
          };
      case "daily" -> new Grain(BarSize.DAY_1, 1, false);
      case "weekly" -> new Grain(BarSize.WEEK_1, 1, false);
      default -> new Grain(BarSize.DAY_1, 1, true);
    };
  }

  private static Instant start(HttpCall call, String periodType, Instant to) {
    var day = LocalDate.ofInstant(to, NEW_YORK);
    var first =
        switch (periodType) {
          case "day" -> day.minusDays(number(call, "period", 10));
          case "month" -> day.minus(Period.ofMonths(number(call, "period", 1)));
          case "year" -> day.minus(Period.ofYears(number(call, "period", 1)));
          default -> day.withDayOfYear(1);
        };
    return first.atStartOfDay(NEW_YORK).toInstant();
  }

  private static String word(HttpCall call, String name, Set<String> known, String fallback) {
    var word = call.parameter(name).orElse(fallback);
    if (!known.contains(word)) {
      throw MarketHost.parameter(name, "is not one of the values accepted");
    }
    return word;
  }

  private static int number(HttpCall call, String name, int fallback) {
    try {
      return call.parameter(name).map(Integer::parseInt).orElse(fallback);
    } catch (NumberFormatException e) {
      throw MarketHost.parameter(name, "is not a number");
    }
  }

  private static Instant millis(String text) {
    try {
      return Instant.ofEpochMilli(new BigDecimal(text).longValueExact());
    } catch (NumberFormatException | ArithmeticException e) {
      throw MarketHost.parameter("startDate", "is not a time in milliseconds");
    }
  }
}
