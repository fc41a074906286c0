package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.HttpCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a historical query.
 *
 * @param from inclusive
 * @param to inclusive
 */
record HistoryQuery(
    Instant from, Instant to, int limit, boolean descending, Optional<Cursor> cursor) {

  /** The last point of the page before. */
  record Cursor(String symbol, Instant at) {
    String token() {
      var text = symbol + "|" + at;
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor parse(String token) {
      try {
        var text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        var bar = text.indexOf('|');
        return new Cursor(text.substring(0, bar), Instant.parse(text.substring(bar + 1)));
      } catch (IllegalArgumentException | DateTimeParseException | IndexOutOfBoundsException e) {
        throw Refusal.plain(400, "Invalid format for parameter page_token: " + token);
      }
    }
  }

  private static final int USUAL_LIMIT = 1_000;
  private static final int MAX_LIMIT = 10_000;

  /** What the free plan does not see of the consolidated feed. */
  private static final Duration SIP_DELAY = Duration.ofMinutes(15);

  private static final Set<String> FEEDS = Set.of("sip", "iex", "otc", "boats", "overnight");

  static HistoryQuery read(HttpCall call, boolean stocks, Instant now) {
    var feed = call.parameter("feed").orElse("sip");
    if (stocks && !FEEDS.contains(feed)) {
      throw Refusal.plain(400, "Invalid value for parameter feed: " + feed);
    }
    var newest = stocks && feed.equals("sip") ? now.minus(SIP_DELAY) : now;
    var end = call.parameter("end").map(text -> time("end", text));
    if (end.filter(newest::isBefore).isPresent() && newest.isBefore(now)) {
      throw Refusal.plain(403, "subscription does not permit querying recent SIP data");
    }
    var to = end.orElse(newest);
    var from =
        call.parameter("start")
            .map(text -> time("start", text))
            .orElse(now.truncatedTo(ChronoUnit.DAYS));
    return new HistoryQuery(
        from,
        to,
        limit(call.parameter("limit")),
        descending(call.parameter("sort").orElse("asc")),
        call.parameter("page_token").map(Cursor::parse));
  }

  private static int limit(Optional<String> text) {
    try {
      var limit = text.map(Integer::parseInt).orElse(USUAL_LIMIT);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw Refusal.plain(400, "Invalid format for parameter limit: " + text.orElse(""));
    }
    throw Refusal.plain(400, "limit must be between 1 and 10000");
  }

  private static boolean descending(String sort) {
    return switch (sort) {
      case "asc" -> false;
      case "desc" -> true;
      default -> throw Refusal.plain(400, "Invalid value for parameter sort: " + sort);
    };
  }

  private static Instant time(String name, String text) {
    try {
      return Times.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.plain(400, "Invalid format for parameter %s: %s".formatted(name, text));
    }
  }
}
