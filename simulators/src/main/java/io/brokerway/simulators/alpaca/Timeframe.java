package io.brokerway.simulators.alpaca;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The width of historical bars: {@code 5Min}, {@code 1Hour}, {@code 1Day}, {@code 3Month}.
 *
 * @param base the size of the bars that it is made of
 */
record Timeframe(int count, Unit unit, BarSize base) {

  enum Unit {
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH
  }

  private static final Pattern FORM =
      Pattern.compile("([1-9]\\d?)(Min|T|Hour|H|Day|D|Week|W|Month|M)");
  private static final Set<Integer> MONTHS = Set.of(1, 2, 3, 4, 6, 12);

  static Timeframe parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw invalid(text);
    }
    var count = Integer.parseInt(form.group(1));
    var frame =
        switch (form.group(2)) {
          case "Min", "T" -> new Timeframe(count, Unit.MINUTE, minutes(count));
          case "Hour", "H" -> new Timeframe(count, Unit.HOUR, BarSize.HOUR_1);
          case "Day", "D" -> new Timeframe(count, Unit.DAY, BarSize.DAY_1);
          case "Week", "W" -> new Timeframe(count, Unit.WEEK, BarSize.WEEK_1);
          default -> new Timeframe(count, Unit.MONTH, BarSize.DAY_1);
        };
    if (!frame.isAllowed()) {
      throw invalid(text);
    }
    return frame;
  }

  /** Puts bars of the base size together; the last one may be incomplete. */
  List<Bar> group(List<Bar> bars) {
    var groups = new ArrayList<Bar>();
    for (var bar : bars) {
      var start = startOf(bar.start());
      if (groups.isEmpty() || !groups.getLast().start().equals(start)) {
        groups.add(at(start, bar));
      } else {
        groups.set(groups.size() - 1, merged(groups.getLast(), bar));
      }
    }
    return groups;
  }

  /** The start of the bar in which an instant lies. */
  Instant startOf(Instant at) {
    return switch (unit) {
      case MINUTE -> floor(at, Duration.ofMinutes(count));
      case HOUR -> count == 1 ? at : floor(at, Duration.ofHours(count));
      case DAY, WEEK -> at;
      case MONTH -> month(at);
    };
  }

  private boolean isAllowed() {
    return switch (unit) {
      case MINUTE -> count <= 59;
      case HOUR -> count <= 23;
      case DAY, WEEK -> count == 1;
      case MONTH -> MONTHS.contains(count);
    };
  }

  private Instant month(Instant at) {
    var local = ZonedDateTime.ofInstant(at, Amounts.NEW_YORK);
    var first = (local.getMonthValue() - 1) / count * count + 1;
    return local.withMonth(first).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).toInstant();
  }

  private static Instant floor(Instant at, Duration width) {
    var midnight = at.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
    var steps = Duration.between(midnight, at).dividedBy(width);
    return midnight.plus(width.multipliedBy(steps));
  }

  private static BarSize minutes(int count) {
    return switch (count) {
      case 5 -> BarSize.MINUTE_5;
      case 15 -> BarSize.MINUTE_15;
      case 30 -> BarSize.MINUTE_30;
      default -> BarSize.MINUTE_1;
    };
  }

  private static Bar at(Instant start, Bar bar) {
    return new Bar(start, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
  }

  private static Bar merged(Bar group, Bar bar) {
    return new Bar(
        group.start(),
        group.open(),
        group.high().max(bar.high()),
        group.low().min(bar.low()),
        bar.close(),
        group.volume().add(bar.volume()));
  }

  private static Refusal invalid(String text) {
    return Refusal.plain(400, "Invalid format for parameter timeframe: " + text);
  }
}
