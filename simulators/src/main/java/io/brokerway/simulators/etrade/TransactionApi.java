package io.brokerway.simulators.etrade;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/accounts/{key}/transactions}: the ledger of an account, and one entry of it. */
final class TransactionApi {
  private static final int MAX_COUNT = 50;
  private static final int USUAL_DAYS = 30;
  private static final int MAX_YEARS = 2;
  private static final DateTimeFormatter ID_DAY =
      DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

  private final Venue venue;
  private final OrderNotes notes;

  TransactionApi(Venue venue, OrderNotes notes) {
    this.venue = venue;
    this.notes = notes;
  }

  HttpReply list(Asked asked, Holder holder) {
    var count = asked.number("count", MAX_COUNT, 1, MAX_COUNT);
    var rows = select(asked, holder);
    if (rows.isEmpty()) {
      return HttpReply.empty(204);
    }
    var first = asked.parameter("marker").map(marker -> after(rows, marker)).orElse(0);
    var page = rows.subList(first, Math.min(first + count, rows.size()));
    var answer = Json.object();
    var list = answer.putArray("Transaction");
    page.forEach(entry -> list.add(row(asked, holder, entry)));
    var more = first + page.size() < rows.size();
    answer
        .put("pageMarkers", "")
        // So it was seen in live answers, whatever follows.
        .put("moreTransactions", false)
        .put("transactionCount", page.size())
        .put("totalCount", rows.size());
    if (more) {
      var marker = marker(page.getLast());
      answer.put("next", asked.link(holder, "transactions?marker=" + marker)).put("marker", marker);
    }
    return asked.answer("TransactionListResponse", answer);
  }

  HttpReply one(Asked asked, Holder holder, String id) {
    var entry =
        all(holder).stream()
            .filter(one -> id(one).equals(id))
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("The transaction was not found."));
    var json =
        Json.object()
            .put("transactionId", id(entry))
            .put("accountId", holder.id())
            .put("transactionDate", entry.at().toEpochMilli())
            .put("amount", Figures.cents(entry.amount()))
            .put("description", description(entry));
    json.putObject("Category").put("categoryId", "0").put("parentId", "0");
    var brokerage = brokerage(entry, "Product").put("transactionType", type(entry)).put("memo", "");
    brokerage.put("checkNo", "").put("orderNo", orderNumber(entry));
    json.set("Brokerage", brokerage);
    return asked.answer("TransactionDetailsResponse", json);
  }

  private List<VenueTransaction> select(Asked asked, Holder holder) {
    var today = Figures.dayOf(venue.now());
    var end = asked.parameter("endDate").map(text -> Figures.day("endDate", text)).orElse(today);
    var start =
        asked
            .parameter("startDate")
            .map(text -> Figures.day("startDate", text))
            .orElse(end.minusDays(USUAL_DAYS));
    if (start.isAfter(end)) {
      throw Refusal.invalid("startDate must not be after endDate");
    }
    if (start.isBefore(today.minusYears(MAX_YEARS))) {
      throw Refusal.invalid("Transactions go back two years");
    }
    var ascending = asked.word("sortOrder", "DESC", Set.of("ASC", "DESC")).equals("ASC");
    var rows =
        new ArrayList<>(
            all(holder).stream().filter(entry -> isBetween(entry, start, end)).toList());
    return ascending ? rows : rows.reversed();
  }

  private List<VenueTransaction> all(Holder holder) {
    return venue.transactions(holder.key(), 0, Integer.MAX_VALUE);
  }

  private static boolean isBetween(VenueTransaction entry, LocalDate start, LocalDate end) {
    var day = Figures.dayOf(entry.at());
    return !day.isBefore(start) && !day.isAfter(end);
  }

  private static int after(List<VenueTransaction> rows, String marker) {
    for (var i = 0; i < rows.size(); i++) {
      if (marker(rows.get(i)).equals(marker)) {
        return i + 1;
      }
    }
    throw Refusal.invalid("Invalid marker: " + marker);
  }

  private static String marker(VenueTransaction entry) {
    return id(entry) + "_" + entry.at().getEpochSecond();
  }

  /** {@code 26062100000001}: the day, then what makes it unique. */
  static String id(VenueTransaction entry) {
    return ID_DAY.format(Figures.dayOf(entry.at())) + "%08d".formatted(entry.sequence());
  }

  private ObjectNode row(Asked asked, Holder holder, VenueTransaction entry) {
    var posted = Figures.dayOf(entry.at()).isBefore(Figures.dayOf(venue.now()));
    var json =
        Json.object()
            .put("transactionId", id(entry))
            .put("accountId", holder.id())
            .put("transactionDate", entry.at().toEpochMilli())
            .put("postDate", posted ? entry.at().toEpochMilli() : 0)
            .put("amount", Figures.cents(entry.amount()))
            .put("description", description(entry))
            .put("transactionType", type(entry))
            .put("memo", "")
            .put("imageFlag", false)
            .put("instType", "BROKERAGE")
            .put("storeId", 0);
    json.set("brokerage", brokerage(entry, "product"));
    return json.put(
        "detailsURI", asked.link(holder, "transactions.json/%s?storeId=0".formatted(id(entry))));
  }

  private static ObjectNode brokerage(VenueTransaction entry, String product) {
    var listed = entry.listed();
    var json = Json.object();
    json.set(product, listed == null ? Json.object() : Products.json(listed));
    return json.put("quantity", figure(entry.quantity()))
        .put("price", figure(entry.price()))
        .put("settlementCurrency", "USD")
        .put("paymentCurrency", "USD")
        .put("fee", Figures.plain(entry.fee()))
        .put("displaySymbol", listed == null ? "" : Products.symbol(listed))
        .put("settlementDate", entry.at().toEpochMilli());
  }

  private String type(VenueTransaction entry) {
    return switch (entry.type()) {
      case BUY -> bought(action(entry));
      case SELL -> sold(action(entry));
      case DIVIDEND -> "Dividend";
      case INTEREST -> "Interest";
      case FEE -> "Fee";
      case TAX -> "Foreign Tax Withheld";
      case DEPOSIT, WITHDRAWAL, TRANSFER_IN, TRANSFER_OUT -> "Transfer";
      case SPLIT -> "Stock Split";
      case MERGER -> "Merger";
      case SPIN_OFF -> "Spin-off";
      case SYMBOL_CHANGE -> "Exchange";
      case OPTION_EXERCISE -> "Option Exercise";
      case OPTION_ASSIGNMENT -> "Option Assignment";
      case OPTION_EXPIRY -> "Option Expiration";
      case ADJUSTMENT -> "Adjustment";
      case STAKING_REWARD, FX_CONVERSION, OTHER -> "Misc Trade";
    };
  }

  private static String bought(String action) {
    return switch (action) {
      case "BUY_TO_COVER" -> "Bought To Cover";
      case "BUY_OPEN" -> "Bought To Open";
      case "BUY_CLOSE" -> "Bought To Close";
      default -> "Bought";
    };
  }

  private static String sold(String action) {
    return switch (action) {
      case "SELL_SHORT" -> "Sold Short";
      case "SELL_OPEN" -> "Sold To Open";
      case "SELL_CLOSE" -> "Sold To Close";
      default -> "Sold";
    };
  }

  /** What the order said it did with this very instrument. */
  private String action(VenueTransaction entry) {
    var listed = entry.listed();
    if (entry.orderId() == null || listed == null) {
      return "";
    }
    for (var item : ordered(entry).path("instruments")) {
      if (item.path("symbol").asString().equals(listed.symbol())) {
        return item.path("action").asString();
      }
    }
    return "";
  }

  private JsonNode ordered(VenueTransaction entry) {
    return whole(entry).map(notes::of).orElseGet(Json::object);
  }

  private long orderNumber(VenueTransaction entry) {
    return whole(entry).map(OrderNotes::number).orElse(0L);
  }

  /** The order that an entry came from; of a part of a combination the combination. */
  private Optional<VenueOrder> whole(VenueTransaction entry) {
    var orderId = entry.orderId();
    if (orderId == null) {
      return Optional.empty();
    }
    return venue
        .order(entry.account(), orderId)
        .map(order ->
            order.parentId() == null
                ? order
                : venue.order(entry.account(), order.parentId()).orElse(order));
  }

  private static String description(VenueTransaction entry) {
    var listed = entry.listed();
    return listed == null ? entry.description() : listed.name();
  }

  private static BigDecimal figure(@Nullable BigDecimal value) {
    return value == null ? BigDecimal.ZERO : Figures.plain(value);
  }
}
