package io.brokerway.exchange.tape;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the shipped files; NOTICE.md beside them names their sources. */
final class MarketFiles {
  /** The shipped files never change: each is read once in a process. */
  private static final ConcurrentHashMap<String, NavigableMap<LocalDate, DailyBar>> DAILY =
      new ConcurrentHashMap<>();

  private MarketFiles() {}

  static List<String> instruments() {
    return lines("instruments.csv").stream().skip(1).toList();
  }

  /** The daily bars of a symbol; empty if it has none. */
  static NavigableMap<LocalDate, DailyBar> dailyBars(String symbol, Scale scale) {
    return DAILY.computeIfAbsent(symbol + " " + scale, key -> readDailyBars(symbol, scale));
  }

  private static NavigableMap<LocalDate, DailyBar> readDailyBars(String symbol, Scale scale) {
    var bars = new TreeMap<LocalDate, DailyBar>();
    lines("daily/" + symbol + ".csv.gz").stream()
        .skip(1)
        .map(line -> dailyBar(line.split(",", -1), scale))
        .forEach(bar -> bars.put(bar.date(), bar));
    return Collections.unmodifiableNavigableMap(bars);
  }

  private static DailyBar dailyBar(String[] row, Scale scale) {
    return new DailyBar(
        LocalDate.parse(row[0]),
        Scale.ticks(row[1]),
        Scale.ticks(row[2]),
        Scale.ticks(row[3]),
        Scale.ticks(row[4]),
        scale.units(row[5]));
  }

  /** The lines of a recorded day, with the head. */
  static List<String> minutes(String symbol, LocalDate date) {
    return lines(
        "minute/%s_%s.csv.gz".formatted(symbol, date.format(DateTimeFormatter.BASIC_ISO_DATE)));
  }

  /** The factor rows of a symbol, the oldest first; empty if it has none. */
  static List<Factors.Row> factors(String symbol) {
    return lines("factor/" + symbol + ".csv").stream().skip(1).map(Factors.Row::parse).toList();
  }

  private static List<String> lines(String name) {
    try (var file = open(name)) {
      if (file == null) {
        return List.of();
      }
      var text = new InputStreamReader(file, StandardCharsets.UTF_8);
      return new BufferedReader(text).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the market file " + name + " cannot be read", e);
    }
  }

  private static @Nullable InputStream open(String name) throws IOException {
    var file = MarketFiles.class.getResourceAsStream(name);
    return file == null || !name.endsWith(".gz") ? file : new GZIPInputStream(file);
  }
}
