package io.brokerway.simulators.alpaca;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Historical bars, quotes and trades, page by page over all symbols of a query. */
final class History {
  /** The points of one symbol in a span of time, oldest first. */
  @FunctionalInterface
  interface Points {
    List<Point> between(Listed listed, Instant from, Instant to, int limit);
  }

  /** One bar, quote or trade. */
  record Point(Instant at, ObjectNode json) {}

  /** A page: the points by symbol, and where the next one starts; null at the end. */
  record Page(Map<String, ArrayNode> points, @Nullable String nextToken) {}

  private static final int MAX_BASE_BARS = 200_000;
  private static final int BARS_A_CALL = 10_000;

  /** Quotes and trades are sampled: a point each minute of a session. */
  private static final Duration SAMPLE_STEP = Duration.ofMinutes(1);

  private final MarketView view;
  private final Clock clock;

  History(MarketView view, Clock clock) {
    this.view = view;
    this.clock = clock;
  }

  Points bars(Timeframe frame) {
    return (listed, from, to, limit) ->
        frame.group(baseBars(listed, frame, from, to, limit)).stream()
            .filter(bar -> !bar.start().isBefore(from) && !bar.start().isAfter(to))
            .map(bar -> new Point(bar.start(), view.bar(listed, bar)))
            .toList();
  }

  Points quotes() {
    return (listed, from, to, limit) ->
        samples(listed, from, to, limit).stream()
            .map(at -> new Point(at, view.quote(listed, at)))
            .toList();
  }

  Points trades() {
    return (listed, from, to, limit) -> {
      var points = new ArrayList<Point>();
      for (var at : samples(listed, from, to, limit)) {
        var trade = view.trade(listed, at);
        var when = Instant.parse(trade.path("t").asString());
        if (!when.isBefore(from) && (points.isEmpty() || when.isAfter(points.getLast().at()))) {
          points.add(new Point(when, trade));
        }
      }
      return points;
    };
  }

  /** One page of a query over symbols, in the order of the symbols, then of time. */
  Page page(SortedMap<String, Listed> symbols, HistoryQuery query, Points points) {
    var cursor = query.cursor().orElse(null);
    var answer = new java.util.LinkedHashMap<String, ArrayNode>();
    var left = query.limit();
    for (var symbol : symbols.entrySet()) {
      var name = symbol.getKey();
      if (cursor != null && name.compareTo(cursor.symbol()) < 0) {
        continue;
      }
      var after = cursor != null && name.equals(cursor.symbol()) ? cursor.at() : null;
      var rows = rows(symbol.getValue(), query, points, after, left + 1);
      var list = Json.array();
      rows.subList(0, Math.min(left, rows.size())).forEach(row -> list.add(row.json()));
      if (!list.isEmpty()) {
        answer.put(name, list);
      }
      if (rows.size() > left) {
        var last = left == 0 ? null : rows.get(left - 1).at();
        return new Page(answer, last == null ? null : new HistoryQuery.Cursor(name, last).token());
      }
      left -= rows.size();
      if (left == 0) {
        return new Page(answer, endToken(symbols, name, rows));
      }
    }
    return new Page(answer, null);
  }

  /** Where the page is full exactly at the end of a symbol that is not the last. */
  private static @Nullable String endToken(
      SortedMap<String, Listed> symbols, String name, List<Point> rows) {
    return name.equals(symbols.lastKey())
        ? null
        : new HistoryQuery.Cursor(name, rows.getLast().at()).token();
  }

  private static List<Point> rows(
      Listed listed, HistoryQuery query, Points points, @Nullable Instant after, int limit) {
    if (!query.descending()) {
      var from = after == null ? query.from() : after.plusNanos(1);
      return from.isAfter(query.to())
          ? List.of()
          : points.between(listed, from, query.to(), limit).stream().limit(limit).toList();
    }
    var to = after == null ? query.to() : after.minusNanos(1);
    if (to.isBefore(query.from())) {
      return List.of();
    }
    var all = points.between(listed, query.from(), to, MAX_BASE_BARS);
    return all.reversed().stream().limit(limit).toList();
  }

  private List<Bar> baseBars(Listed listed, Timeframe frame, Instant from, Instant to, int limit) {
    var bars = new ArrayList<Bar>();
    var start = frame.startOf(from);
    // The span here includes its end, that of the price source does not.
    var end = to.plus(frame.base().span());
    while (start.isBefore(end) && bars.size() < MAX_BASE_BARS) {
      var batch =
          view.prices().bars(listed, frame.base(), start, end, BARS_A_CALL, clock.instant());
      bars.addAll(batch);
      if (batch.size() < BARS_A_CALL || frame.group(bars).size() > limit) {
        break;
      }
      start = batch.getLast().start().plusNanos(1);
    }
    return bars;
  }

  private List<Instant> samples(Listed listed, Instant from, Instant to, int limit) {
    var samples = new ArrayList<Instant>();
    var steps = 0;
    for (var at = from;
        !at.isAfter(to) && samples.size() <= limit && steps < MAX_BASE_BARS;
        at = at.plus(SAMPLE_STEP)) {
      steps++;
      if (view.prices().hours(listed, at).session() != MarketHours.Session.CLOSED) {
        samples.add(at);
      }
    }
    return samples;
  }
}
