package io.brokerway.simulators.alpaca;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v2/account/activities}: what moved cash or holdings, page by page. */
final class ActivityApi {
  private static final int MAX_PAGE = 100;
  private static final int BATCH = 1_000;

  private final Venue venue;
  private final ActivityView view;
  private final ExtraActivities extras;

  ActivityApi(Venue venue, ExtraActivities extras) {
    this.venue = venue;
    this.view = new ActivityView(venue);
    this.extras = extras;
  }

  /**
   * One activity with what it is sorted and filtered by.
   *
   * @param sequence in which those of the same moment come
   */
  record Row(String id, String type, Instant at, long sequence, ObjectNode json) {
    boolean isTrade() {
      return type.equals("FILL");
    }
  }

  /** Those activities that the parameters ask for. */
  HttpReply list(Holder holder, HttpCall call) {
    return page(
        holder,
        call,
        typesOf(String.join(",", call.query().getOrDefault("activity_types", List.of()))));
  }

  /** Those of one type, named in the path. */
  HttpReply ofType(Holder holder, String type, HttpCall call) {
    return page(holder, call, typesOf(type));
  }

  private HttpReply page(Holder holder, HttpCall call, Set<String> types) {
    var category = call.parameter("category").orElse("");
    if (!category.isEmpty() && !types.isEmpty()) {
      throw Refusal.invalid("activity_types and category are mutually exclusive");
    }
    var rows = new ArrayList<Row>();
    for (var row : rows(holder)) {
      if (matches(row, types, category) && within(row, call)) {
        rows.add(row);
      }
    }
    rows.sort(Comparator.comparing(Row::at).thenComparingLong(Row::sequence));
    if (descending(call)) {
      Collections.reverse(rows);
    }
    var answer = Json.array();
    var size = pageSize(call);
    for (var row : after(rows, call)) {
      if (answer.size() == size) {
        break;
      }
      answer.add(row.json());
    }
    return HttpReply.json(200, answer);
  }

  private List<Row> rows(Holder holder) {
    var rows = new ArrayList<Row>(extras.of(holder.id()));
    var after = 0L;
    List<VenueTransaction> batch;
    do {
      batch = venue.transactions(holder.key(), after, BATCH);
      for (var transaction : batch) {
        if (!WalletApi.isTransfer(transaction)) {
          rows.add(view.row(transaction));
        }
        after = transaction.sequence();
      }
    } while (batch.size() == BATCH);
    return rows;
  }

  private static List<Row> after(List<Row> rows, HttpCall call) {
    var token = call.parameter("page_token").orElse("");
    if (token.isEmpty()) {
      return rows;
    }
    for (var i = 0; i < rows.size(); i++) {
      if (rows.get(i).id().equals(token)) {
        return rows.subList(i + 1, rows.size());
      }
    }
    throw Refusal.invalid("invalid page_token: " + token);
  }

  private static boolean matches(Row row, Set<String> types, String category) {
    return switch (category) {
      case "" -> types.isEmpty() || types.contains(row.type());
      case "trade_activity" -> row.isTrade();
      case "non_trade_activity" -> !row.isTrade();
      default -> throw Refusal.invalid("invalid category: " + category);
    };
  }

  private static boolean within(Row row, HttpCall call) {
    var day = call.parameter("date").orElse("");
    if (!day.isEmpty()) {
      // Some clients send the midnight of the day in UTC.
      var start = moment("date", day.substring(0, Math.min(day.length(), 10)));
      return !row.at().isBefore(start) && row.at().isBefore(nextDay(start));
    }
    var after = call.parameter("after").map(text -> moment("after", text));
    var until = call.parameter("until").map(text -> moment("until", text));
    return (after.isEmpty() || row.at().isAfter(after.get()))
        && (until.isEmpty() || !row.at().isAfter(until.get()));
  }

  private static Instant nextDay(Instant start) {
    return start.atZone(Amounts.NEW_YORK).plusDays(1).toInstant();
  }

  private static Instant moment(String name, String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(Amounts.NEW_YORK).toInstant()
          : Times.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.invalid("invalid %s: %s".formatted(name, text));
    }
  }

  private static boolean descending(HttpCall call) {
    var direction = call.parameter("direction").orElse("desc");
    return switch (direction) {
      case "desc" -> true;
      case "asc" -> false;
      default -> throw Refusal.invalid("invalid direction: " + direction);
    };
  }

  private static int pageSize(HttpCall call) {
    var text = call.parameter("page_size").orElse(String.valueOf(MAX_PAGE));
    try {
      var size = Integer.parseInt(text);
      if (size >= 1 && size <= MAX_PAGE) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw Refusal.invalid("invalid page_size: " + text);
    }
    throw Refusal.invalid("page_size must be between 1 and 100");
  }

  private static Set<String> typesOf(String list) {
    var types = new HashSet<String>();
    for (var type : Arrays.asList(list.split(",", -1))) {
      switch (type.strip()) {
        case "" -> {}
        case "TRANS" -> types.addAll(Set.of("CSD", "CSW"));
        default -> types.add(ActivityView.requireType(type.strip()));
      }
    }
    return types;
  }
}
