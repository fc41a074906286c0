package io.brokerway.simulators.zerodha;

import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderType;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows orders and fills as Kite's rows. */
final class OrderView {
  private final BooleanSupplier marketIsOpen;
  private final OrderNotes notes;

  OrderView(BooleanSupplier marketIsOpen, OrderNotes notes) {
    this.marketIsOpen = marketIsOpen;
    this.notes = notes;
  }

  ObjectNode row(KiteOrder order) {
    return row(order, status(order), order.filled(), order.averagePrice(), updated(order));
  }

  ObjectNode row(
      KiteOrder order, String status, BigDecimal filled, BigDecimal average, Instant updatedAt) {
    var note = order.note();
    var instrument = order.book().instrument();
    var reached = reachedExchange(status);
    var quantity = order.quantity();
    var ended = status.startsWith("CANCELLED") || status.equals("LAPSED");
    var left = quantity.subtract(filled);
    var json =
        Json.object()
            .put("account_id", note.userId())
            .put("placed_by", note.userId())
            .put("order_id", note.orderId())
            .put("exchange_order_id", reached ? exchangeId(order) : null)
            .put("parent_order_id", note.parent().isEmpty() ? null : note.parent())
            .put("status", status)
            .putNull("status_message")
            .putNull("status_message_raw")
            .put("order_timestamp", Ist.text(order.placedAt()))
            .put("exchange_update_timestamp", reached ? Ist.text(updatedAt) : null)
            .put("exchange_timestamp", reached ? Ist.text(order.placedAt()) : null)
            .put("variety", note.variety())
            .put("modified", order.links().size() > 1)
            .put("exchange", instrument.exchange())
            .put("tradingsymbol", instrument.tradingsymbol())
            .put("instrument_token", instrument.token())
            .put("order_type", note.orderType())
            .put("transaction_type", order.buys() ? "BUY" : "SELL")
            .put("validity", note.validity())
            .put("validity_ttl", note.validityTtl())
            .put("product", order.book().product())
            .put("quantity", quantity.longValue())
            .put("disclosed_quantity", note.disclosedQuantity())
            .put("price", Figures.plain(note.price()))
            .put("trigger_price", Figures.plain(note.triggerPrice()))
            .put("average_price", Figures.plain(average))
            .put("filled_quantity", filled.longValue())
            .put("pending_quantity", ended || filled.equals(quantity) ? 0 : left.longValue())
            .put("cancelled_quantity", ended ? left.longValue() : 0)
            .put("market_protection", Figures.plain(note.marketProtection()))
            .putNull("auction_number");
    if (note.iceberg() == null) {
      json.putObject("meta");
    } else {
      json.putObject("meta").set("iceberg", note.iceberg());
    }
    json.put("tag", note.tag());
    var tags = json.putArray("tags");
    note.tags().forEach(tags::add);
    return json.put("guid", "01X" + Figures.digits(order.links().getFirst().id()));
  }

  private static boolean reachedExchange(String status) {
    return switch (status) {
      case "PUT ORDER REQ RECEIVED", "VALIDATION PENDING", "OPEN PENDING", "AMO REQ RECEIVED" ->
          false;
      default -> true;
    };
  }

  private static String exchangeId(KiteOrder order) {
    return "11" + Figures.digits(order.links().getFirst().id());
  }

  private static Instant updated(KiteOrder order) {
    return order.head().updatedAt();
  }

  String status(KiteOrder order) {
    var head = order.head();
    return switch (head.status()) {
      case NEW, PARTIALLY_FILLED -> working(order, head);
      case FILLED -> "COMPLETE";
      case CANCELED -> notes.isLeft(head.id()) ? "MODIFY PENDING" : canceled(order);
      case REPLACED -> "MODIFY PENDING";
      case EXPIRED -> order.note().validity().equals("IOC") ? "CANCELLED" : "LAPSED";
      case REJECTED -> "REJECTED";
      case PENDING_NEW, PENDING_CANCEL, PENDING_REPLACE, SUSPENDED, DONE_FOR_DAY -> "OPEN PENDING";
    };
  }

  private String working(KiteOrder order, VenueOrder head) {
    if (order.note().variety().equals("amo") && !marketIsOpen.getAsBoolean()) {
      return "AMO REQ RECEIVED";
    }
    return isWaiting(head) ? "TRIGGER PENDING" : "OPEN";
  }

  static boolean isWaiting(VenueOrder order) {
    var type = order.terms().type();
    return (type == OrderType.STOP || type == OrderType.STOP_LIMIT)
        && !order.triggered()
        && order.status() == OrderStatus.NEW;
  }

  static String canceled(KiteOrder order) {
    return order.note().variety().equals("amo") ? "CANCELLED AMO" : "CANCELLED";
  }

  static ObjectNode trade(KiteOrder order, VenueExecution fill) {
    var instrument = order.book().instrument();
    return Json.object()
        .put("trade_id", Figures.digits(fill.id()))
        .put("order_id", order.note().orderId())
        .put("exchange", instrument.exchange())
        .put("tradingsymbol", instrument.tradingsymbol())
        .put("instrument_token", instrument.token())
        .put("product", order.book().product())
        .put("average_price", Figures.plain(fill.price()))
        .put("quantity", fill.quantity().longValue())
        .put("exchange_order_id", exchangeId(order))
        .put("transaction_type", order.buys() ? "BUY" : "SELL")
        .put("fill_timestamp", Ist.text(fill.at()))
        .put("order_timestamp", Ist.time(order.placedAt()))
        .put("exchange_timestamp", Ist.text(fill.at()));
  }

  static ArrayNode trades(KiteOrder order) {
    var all = Json.array();
    order.fills().forEach(fill -> all.add(trade(order, fill)));
    return all;
  }

  /** What the socket and the postback add to a row. */
  static ObjectNode told(ObjectNode row, @Nullable String checksum) {
    return row.put("user_id", row.path("account_id").asString())
        .put(
            "unfilled_quantity",
            row.path("quantity").longValue() - row.path("filled_quantity").longValue())
        .put("app_id", 0)
        .put("checksum", checksum == null ? "" : checksum);
  }
}
