package io.brokerway.simulators.alpaca;

import io.brokerway.broker.account.TransactionType;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.OwnCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Shows entries of the venue's ledger as Alpaca's activities. */
final class ActivityView {
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(Amounts.NEW_YORK);
  private static final Set<String> TYPES =
      Set.of(
          "FILL", "DIV", "DIVCGL", "DIVCGS", "DIVROC", "DIVTXEX", "CGD", "DIVNRA", "DIVFT", "DIVTW",
          "INTNRA", "INTTW", "WH", "DIVFEE", "FEE", "CFEE", "PTC", "PTR", "INT", "CSD", "CSW",
          "MISC", "JNLC", "JNLS", "ACATS", "FOPT", "ACATC", "JNL", "SPLIT", "SPIN", "MA", "NC",
          "REORG", "VOF", "OPASN", "OPEXC", "OPEXP", "OPTRD", "OPCA", "OPCSH");

  private final Venue venue;

  ActivityView(Venue venue) {
    this.venue = venue;
  }

  static String requireType(String type) {
    if (!TYPES.contains(type)) {
      throw Refusal.invalid("invalid activity type: " + type);
    }
    return type;
  }

  /** The id of an activity: the New York time, then what makes it unique. */
  static String id(java.time.Instant at, String unique) {
    return ID_TIME.format(at) + "::" + unique;
  }

  ActivityApi.Row row(VenueTransaction transaction) {
    var id = id(transaction.at(), transaction.id());
    var type = type(transaction);
    var json = type.equals("FILL") ? fill(id, transaction) : other(id, transaction, type);
    return new ActivityApi.Row(id, type, transaction.at(), transaction.sequence(), json);
  }

  static String type(VenueTransaction transaction) {
    return switch (transaction.type()) {
      case BUY, SELL -> "FILL";
      case DIVIDEND -> "DIV";
      case INTEREST -> "INT";
      case FEE -> "FEE";
      case TAX -> "DIVNRA";
      case DEPOSIT -> "CSD";
      case WITHDRAWAL -> "CSW";
      case TRANSFER_IN, TRANSFER_OUT -> transaction.listed() == null ? "JNLC" : "JNLS";
      case ADJUSTMENT -> "JNLC";
      case SPLIT -> "SPLIT";
      case MERGER -> "MA";
      case SPIN_OFF -> "SPIN";
      case SYMBOL_CHANGE -> "NC";
      case OPTION_EXERCISE -> delivered(transaction, "OPEXC");
      case OPTION_ASSIGNMENT -> delivered(transaction, "OPASN");
      case OPTION_EXPIRY -> "OPEXP";
      case STAKING_REWARD, FX_CONVERSION, OTHER -> "MISC";
    };
  }

  private static String subType(VenueTransaction transaction, String type) {
    return switch (type) {
      case "DIV" -> "CDIV";
      case "NC" -> "SNC";
      case "SPLIT" -> splitKind(transaction);
      default -> "";
    };
  }

  private ObjectNode fill(String id, VenueTransaction transaction) {
    var listed = transaction.listed();
    var orderId = transaction.orderId();
    var quantity = transaction.quantity();
    var cumulative = transaction.cumulativeQuantity();
    if (listed == null || orderId == null || quantity == null || cumulative == null) {
      throw new IllegalStateException("a fill without an order: " + transaction.id());
    }
    var order = venue.order(transaction.account(), orderId).orElseThrow();
    var total = order.quantity() == null ? order.cumulativeQuantity() : order.quantity();
    var leaves = total.subtract(cumulative).max(BigDecimal.ZERO);
    var whole = leaves.signum() == 0;
    return Json.object()
        .put("id", id)
        .put("activity_type", "FILL")
        .put("transaction_time", Amounts.time(transaction.at()))
        .put("type", whole ? "fill" : "partial_fill")
        .put("price", Amounts.text(transaction.price()))
        .put("qty", Amounts.plain(quantity.abs()))
        .put("side", side(transaction, order.side()))
        .put("symbol", Assets.symbol(listed))
        .put("leaves_qty", Amounts.plain(leaves))
        .put("order_id", orderId)
        .put("cum_qty", Amounts.plain(OwnCount.filled(order, cumulative)))
        .put("order_status", whole ? "filled" : "partially_filled");
  }

  private static String side(VenueTransaction transaction, io.brokerway.broker.order.Side ordered) {
    if (transaction.type() == TransactionType.BUY) {
      return "buy";
    }
    return ordered == io.brokerway.broker.order.Side.SELL_SHORT ? "sell_short" : "sell";
  }

  private static ObjectNode other(String id, VenueTransaction transaction, String type) {
    var date = LocalDate.ofInstant(transaction.at(), Amounts.NEW_YORK);
    var json =
        Json.object()
            .put("id", id)
            .put("activity_type", type)
            .put("date", date.toString())
            .put("net_amount", Amounts.plain(transaction.amount()))
            .put("currency", "USD")
            .put("description", transaction.description())
            .put("status", "executed")
            .put("created_at", Amounts.time(transaction.at()));
    var subType = subType(transaction, type);
    if (!subType.isEmpty()) {
      json.put("activity_sub_type", subType);
    }
    var listed = transaction.listed();
    if (listed != null) {
      json.put("symbol", Assets.symbol(listed));
    }
    if (transaction.quantity() != null) {
      json.put("qty", Amounts.text(transaction.quantity()));
    }
    if (transaction.price() != null) {
      json.put("per_share_amount", Amounts.text(transaction.price()));
    }
    return json;
  }

  /** The shares that change hands by an option have an activity of their own. */
  private static String delivered(VenueTransaction transaction, String ofOption) {
    var listed = transaction.listed();
    return listed != null && listed.isOption() ? ofOption : "OPTRD";
  }

  private static String splitKind(VenueTransaction transaction) {
    var change = transaction.quantity();
    return change != null && change.signum() < 0 ? "RSPLIT" : "FSPLIT";
  }
}
