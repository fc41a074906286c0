package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.Venue;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /accounts/{hash}/transactions}, without pages: a list that is full is not whole. */
final class TransactionApi {
  static final int MAX_ROWS = 3_000;

  private static final Duration YEAR = Duration.ofDays(366);
  private static final Set<String> TYPES =
      Set.of(
          "TRADE",
          "RECEIVE_AND_DELIVER",
          "DIVIDEND_OR_INTEREST",
          "ACH_RECEIPT",
          "ACH_DISBURSEMENT",
          "CASH_RECEIPT",
          "CASH_DISBURSEMENT",
          "ELECTRONIC_FUND",
          "WIRE_OUT",
          "WIRE_IN",
          "JOURNAL",
          "MEMORANDUM",
          "MARGIN_CALL",
          "MONEY_MARKET",
          "SMA_ADJUSTMENT");

  private final Venue venue;
  private final TransactionView view;

  /** What the venue knows nothing of, by account. */
  private final Map<String, List<Row>> extras = new ConcurrentHashMap<>();

  private record Row(Instant at, long id, String type, ObjectNode json) {}

  TransactionApi(Venue venue) {
    this.venue = venue;
    this.view = new TransactionView(venue);
  }

  /** Adds a row as given, such as a correction; number, time and account are made here. */
  long add(Holder holder, JsonNode given, long id) {
    var type = given.path("type").asString("");
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException("type is not known: " + type);
    }
    var at = venue.now();
    var row =
        Json.object()
            .put("activityId", id)
            .put("time", Numbers.time(at))
            .put("accountNumber", holder.number())
            .put("status", "VALID")
            .put("tradeDate", Numbers.time(at));
    given.properties().forEach(field -> row.set(field.getKey(), field.getValue()));
    extras
        .computeIfAbsent(holder.number(), number -> new CopyOnWriteArrayList<>())
        .add(new Row(at, id, type, row));
    return id;
  }

  HttpReply list(Holder holder, HttpCall call) {
    var times = Times.of(call, "startDate", "endDate", YEAR);
    var types = types(call);
    var symbol = call.parameter("symbol").orElse("");
    var answer = Json.array();
    rows(holder).stream()
        .filter(row -> times.contain(row.at()) && types.contains(row.type()))
        .filter(row -> symbol.isEmpty() || names(row.json(), symbol))
        .limit(MAX_ROWS)
        .forEach(row -> answer.add(row.json()));
    return HttpReply.json(200, answer);
  }

  HttpReply one(Holder holder, String id) {
    return rows(holder).stream()
        .filter(row -> String.valueOf(row.id()).equals(id))
        .findFirst()
        .map(row -> HttpReply.json(200, row.json()))
        .orElseThrow(() -> Refusal.of(404, "Transaction not found"));
  }

  private List<Row> rows(Holder holder) {
    var rows = new ArrayList<Row>();
    for (var entry : venue.transactions(holder.key(), 0, Integer.MAX_VALUE)) {
      rows.add(
          new Row(
              entry.at(),
              TransactionView.id(entry),
              TransactionView.type(entry),
              view.json(entry)));
    }
    rows.addAll(extras.getOrDefault(holder.number(), List.of()));
    rows.sort(Comparator.comparing(Row::at).reversed());
    return rows;
  }

  private static List<String> types(HttpCall call) {
    var types =
        List.of(
            call.parameter("types")
                .orElseThrow(() -> Refusal.invalid("types is required"))
                .split(",", -1));
    if (!TYPES.containsAll(types)) {
      throw Refusal.invalid("types is not one of the values accepted");
    }
    return types;
  }

  private static boolean names(ObjectNode row, String symbol) {
    for (var item : row.path("transferItems")) {
      if (item.path("instrument").path("symbol").asString("").equals(symbol)) {
        return true;
      }
    }
    return false;
  }
}
