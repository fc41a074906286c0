package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.HttpCall;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parameters of the portfolio history.
 *
 * @param cashFlowTypes the activities whose cash is told apart; empty for none
 */
record PortfolioQuery(
    Instant start,
    Instant end,
    String timeframe,
    Duration step,
    Hours hours,
    boolean resetsDaily,
    List<String> cashFlowTypes) {

  /** Which points of time there are. */
  enum Hours {
    MARKET,
    EXTENDED,
    ALL,
    TRADING_DAYS
  }

  private static final Pattern PERIOD = Pattern.compile("([1-9]\\d{0,2})([DWMA])");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final List<String> CASH_TYPES = List.of("CSD", "CSW", "DIV", "FEE", "INT", "JNLC");

  static PortfolioQuery read(HttpCall call, Instant now) {
    var period = call.parameter("period").map(PortfolioQuery::period);
    var from = call.parameter("start").map(text -> moment("start", text));
    var until = call.parameter("end").map(text -> moment("end", text));
    if (period.isPresent() && from.isPresent() && until.isPresent()) {
      throw Refusal.invalid("only two of start, end and period can be specified");
    }
    var end = until.or(() -> from.flatMap(at -> period.map(at::plus))).orElse(now);
    end = end.isAfter(now) ? now : end;
    var start = from.orElse(end.minus(period.orElse(MONTH)));
    if (start.isAfter(end)) {
      throw Refusal.invalid("start must be before end");
    }
    var length = Duration.between(start, end);
    var timeframe = call.parameter("timeframe").orElse(usual(length));
    var step = step(timeframe);
    var daily = timeframe.equals("1D");
    if (!daily && length.compareTo(MONTH) > 0) {
      throw Refusal.invalid("only 1D timeframe is allowed for more than 30 days");
    }
    var reset = oneOf(call, "pnl_reset", Set.of("per_day", "no_reset")).orElse("per_day");
    var query =
        new PortfolioQuery(
            start,
            end,
            timeframe,
            step,
            daily ? Hours.TRADING_DAYS : hours(call),
            !daily && reset.equals("per_day"),
            cashFlow(call));
    return query.from(query.floor(start));
  }

  boolean isDaily() {
    return hours == Hours.TRADING_DAYS;
  }

  /** The start of the window that an instant lies in: a day's is the midnight of New York. */
  Instant floor(Instant at) {
    if (isDaily()) {
      return midnight(LocalDate.ofInstant(at, Amounts.NEW_YORK));
    }
    var seconds = step.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  Instant next(Instant at) {
    return isDaily()
        ? midnight(LocalDate.ofInstant(at, Amounts.NEW_YORK).plusDays(1))
        : at.plus(step);
  }

  private PortfolioQuery from(Instant other) {
    return new PortfolioQuery(other, end, timeframe, step, hours, resetsDaily, cashFlowTypes);
  }

  private static Instant midnight(LocalDate date) {
    return date.atTime(LocalTime.MIDNIGHT).atZone(Amounts.NEW_YORK).toInstant();
  }

  private static String usual(Duration length) {
    if (length.compareTo(WEEK) < 0) {
      return "1Min";
    }
    return length.compareTo(MONTH) < 0 ? "15Min" : "1D";
  }

  private static Hours hours(HttpCall call) {
    var usual =
        call.parameter("extended_hours").filter("true"::equals).isPresent()
            ? "extended_hours"
            : "market_hours";
    var word =
        oneOf(call, "intraday_reporting", Set.of("market_hours", "extended_hours", "continuous"))
            .orElse(usual);
    return switch (word) {
      case "market_hours" -> Hours.MARKET;
      case "extended_hours" -> Hours.EXTENDED;
      default -> Hours.ALL;
    };
  }

  private static List<String> cashFlow(HttpCall call) {
    var word = call.parameter("cashflow_types").orElse("NONE");
    return switch (word) {
      case "NONE" -> List.of();
      case "ALL" -> CASH_TYPES;
      default -> Stream.of(word.split(",", -1)).map(ActivityView::requireType).toList();
    };
  }

  private static Duration step(String frame) {
    return switch (frame) {
      case "1Min" -> Duration.ofMinutes(1);
      case "5Min" -> Duration.ofMinutes(5);
      case "15Min" -> Duration.ofMinutes(15);
      case "1H" -> Duration.ofHours(1);
      case "1D" -> Duration.ofDays(1);
      default -> throw Refusal.invalid("invalid timeframe: " + frame);
    };
  }

  private static Duration period(String text) {
    var form = PERIOD.matcher(text);
    if (!form.matches()) {
      throw Refusal.invalid("invalid period: " + text);
    }
    var days =
        switch (form.group(2)) {
          case "D" -> 1;
          case "W" -> 7;
          case "M" -> 30;
          default -> 365;
        };
    return Duration.ofDays((long) days * Integer.parseInt(form.group(1)));
  }

  private static Instant moment(String name, String text) {
    try {
      return Times.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.invalid("invalid %s: %s".formatted(name, text));
    }
  }

  private static Optional<String> oneOf(HttpCall call, String name, Set<String> allowed) {
    var word = call.parameter(name);
    if (word.isPresent() && !allowed.contains(word.get())) {
      throw Refusal.invalid("invalid %s: %s".formatted(name, word.get()));
    }
    return word;
  }
}
