package io.brokerway.exchange.tape;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays out a day of recorded minutes as points: each minute runs from the close before through its
 * extremes to its close; quotes are those of the minutes' ends. A minute without a trade or a quote
 * keeps the one before.
 */
final class RecordedDay {
  private static final int POINTS = DayModel.POINTS_PER_SLOT;
  private static final long MINUTE = 60_000;

  private final Map<Integer, String[]> rows = new HashMap<>();
  private final Scale scale;
  private final int minutes;
  private final int[] last;
  private final int[] bid;
  private final int[] ask;
  private final long[] bidSize;
  private final long[] askSize;
  private final long[] volume;

  private RecordedDay(List<String> lines, Scale scale, Span span) {
    this.scale = scale;
    this.minutes = (int) (span.length() / MINUTE);
    for (var line : lines.subList(1, lines.size())) {
      var row = line.split(",", -1);
      var time = Instant.parse(row[0]);
      rows.put((int) (Duration.ofMillis(time.toEpochMilli() - span.start()).toMinutes()), row);
    }
    last = new int[minutes * POINTS + 1];
    bid = new int[minutes * POINTS + 1];
    ask = new int[minutes * POINTS + 1];
    bidSize = new long[minutes];
    askSize = new long[minutes];
    volume = new long[minutes + 1];
  }

  /**
   * @param lines of the file, its head included
   * @param span that the file covers
   * @param regular the regular session within it
   */
  static DayTape of(List<String> lines, Scale scale, Span span, Span regular) {
    var day = new RecordedDay(lines, scale, span);
    day.startFromFirstRows();
    for (var minute = 0; minute < day.minutes; minute++) {
      day.addQuotes(minute);
      day.addTrades(minute);
    }
    return new DayTape(
        day.last,
        day.bid,
        day.ask,
        day.bidSize,
        day.askSize,
        day.volume,
        (int) ((regular.start() - span.start()) / MINUTE * POINTS),
        (int) ((regular.end() - span.start()) / MINUTE * POINTS),
        false);
  }

  private void startFromFirstRows() {
    bid[0] = Scale.ticks(first(1).orElseThrow());
    ask[0] = Math.max(bid[0] + 1, Scale.ticks(first(5).orElseThrow()));
    last[0] = first(9).map(Scale::ticks).orElse(bid[0]);
    bidSize[0] = first(4).map(scale::units).orElse(scale.lot());
    askSize[0] = first(8).map(scale::units).orElse(scale.lot());
  }

  private Optional<String> first(int column) {
    return rows.entrySet().stream()
        .filter(row -> !row.getValue()[column].isEmpty())
        .min(Map.Entry.comparingByKey())
        .map(row -> row.getValue()[column]);
  }

  private void addQuotes(int minute) {
    var row = rows.get(minute);
    var from = minute * POINTS;
    if (row == null || row[1].isEmpty() || row[5].isEmpty()) {
      var before = Math.max(0, minute - 1);
      Arrays.fill(bid, from, from + POINTS + 1, bid[from]);
      Arrays.fill(ask, from, from + POINTS + 1, ask[from]);
      bidSize[minute] = bidSize[before];
      askSize[minute] = askSize[before];
      return;
    }
    var newBid = Scale.ticks(row[1]);
    line(bid, from, newBid);
    line(ask, from, Math.max(newBid + 1, Scale.ticks(row[5])));
    bidSize[minute] = Math.max(1, scale.units(row[4]));
    askSize[minute] = Math.max(1, scale.units(row[8]));
  }

  private void addTrades(int minute) {
    var row = rows.get(minute);
    var from = minute * POINTS;
    if (row == null || row[9].isEmpty()) {
      Arrays.fill(last, from, from + POINTS + 1, last[from]);
      volume[minute + 1] = volume[minute];
      return;
    }
    var open = Scale.ticks(row[9]);
    var high = Scale.ticks(row[10]);
    var low = Scale.ticks(row[11]);
    var close = Scale.ticks(row[12]);
    var rises = close >= open;
    last[from + 1] = rises ? low : high;
    last[from + 2] = rises ? high : low;
    last[from + 3] = (last[from + 2] + close) / 2;
    last[from + 4] = close;
    volume[minute + 1] = volume[minute] + scale.units(row[13]);
  }

  private static void line(int[] points, int from, int end) {
    var start = points[from];
    for (var i = 1; i <= POINTS; i++) {
      points[from + i] = start + (end - start) * i / POINTS;
    }
  }
}
