package io.brokerway.simulators.coinbase;

import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.coinbase.OrderPlan.Kind;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/** Shows orders as Coinbase's order objects, in REST replies and on the user channel. */
final class OrderView {
  private static final String NO_REASON = "REJECT_REASON_UNSPECIFIED";

  private final Orders orders;
  private final OrderNotes notes;

  OrderView(Orders orders, OrderNotes notes) {
    this.orders = orders;
    this.notes = notes;
  }

  ObjectNode json(TradedOrder order, Portfolio portfolio) {
    var json =
        Json.object()
            .put("order_id", order.id())
            .put("product_id", order.first().listed().symbol())
            .put("user_id", portfolio.userId());
    json.set("order_configuration", configuration(order));
    json.put("side", order.buys() ? "BUY" : "SELL")
        .put("client_order_id", clientOrderId(order))
        .put("status", status(order))
        .put("time_in_force", timeInForce(order))
        .put("created_time", Texts.time(order.first().submittedAt()))
        .put("last_update_time", Texts.time(order.updatedAt()))
        .put("completion_percentage", order.completion().toPlainString())
        .put("filled_size", Texts.plain(order.filled()))
        .put("average_filled_price", Texts.plain(order.averagePrice()))
        .put("fee", "")
        .put("number_of_fills", String.valueOf(order.fills().size()))
        .put("filled_value", Texts.plain(order.value()))
        .put("pending_cancel", order.status() == OrderStatus.PENDING_CANCEL)
        .put("size_in_quote", order.first().notional() != null)
        .put("total_fees", Texts.plain(order.fees()))
        .put("size_inclusive_of_fees", false)
        .put("total_value_after_fees", Texts.plain(afterFees(order)))
        .put("trigger_status", triggerStatus(order))
        .put("order_type", order.isAttached() ? "TAKE_PROFIT_STOP_LOSS" : kind(order).word())
        .put("reject_reason", NO_REASON)
        .put("settled", order.status() == OrderStatus.FILLED)
        .put("product_type", "SPOT")
        .put("reject_message", "")
        .put("cancel_message", order.status() == OrderStatus.CANCELED ? text(order) : "")
        .put("order_placement_source", "RETAIL_ADVANCED")
        .put("outstanding_hold_amount", Texts.plain(held(order)))
        .put("is_liquidation", false)
        .put("last_fill_time", order.lastFillAt().map(Texts::time).orElse(null));
    edits(json, order);
    return json.put("leverage", "")
        .put("margin_type", "UNKNOWN_MARGIN_TYPE")
        .put("retail_portfolio_id", portfolio.id())
        .put("originating_order_id", originating(order))
        .put("attached_order_id", orders.attachedTo(order).map(TradedOrder::id).orElse(""));
  }

  /** As the user channel shows an order: flat, all figures as texts. */
  ObjectNode streamed(TradedOrder order, Portfolio portfolio) {
    var terms = order.newest().terms();
    var other = order.otherExit();
    var stop = other == null ? terms.stopPrice() : other.terms().stopPrice();
    var end = order.newest().expiresAt();
    return Json.object()
        .put("order_id", order.id())
        .put("client_order_id", clientOrderId(order))
        .put("status", status(order))
        .put("product_id", order.first().listed().symbol())
        .put("order_side", order.buys() ? "BUY" : "SELL")
        .put("order_type", order.isAttached() ? "Take Profit Stop Loss" : kind(order).title())
        .put("limit_price", Texts.orEmpty(terms.limitPrice()))
        .put("stop_price", Texts.orEmpty(stop))
        .put("avg_price", Texts.plain(order.averagePrice()))
        .put("cumulative_quantity", Texts.plain(order.filled()))
        .put("leaves_quantity", Texts.plain(order.leaves()))
        .put("completion_percentage", Texts.plain(order.completion()))
        .put("filled_value", Texts.plain(order.value()))
        .put("number_of_fills", String.valueOf(order.fills().size()))
        .put("total_fees", Texts.plain(order.fees()))
        .put("total_value_after_fees", Texts.plain(afterFees(order)))
        .put("outstanding_hold_amount", Texts.plain(held(order)))
        .put("post_only", String.valueOf(isPostOnly(order)))
        .put("product_type", "SPOT")
        .put("time_in_force", timeInForce(order))
        .put("trigger_status", triggerStatus(order))
        .put("cancel_reason", order.status() == OrderStatus.CANCELED ? text(order) : "")
        .put("reject_reason", "")
        .put("creation_time", Texts.time(order.first().submittedAt()))
        .put("end_time", end == null ? Texts.NEVER : Texts.time(end))
        .put("start_time", Texts.NEVER)
        .put("contract_expiry_type", "UNKNOWN_CONTRACT_EXPIRY_TYPE")
        .put("risk_managed_by", "UNKNOWN_RISK_MANAGEMENT_TYPE")
        .put("retail_portfolio_id", portfolio.id());
  }

  static String status(TradedOrder order) {
    return switch (order.status()) {
      case PENDING_NEW, SUSPENDED -> "PENDING";
      case NEW, PARTIALLY_FILLED, DONE_FOR_DAY -> "OPEN";
      case PENDING_CANCEL -> "CANCEL_QUEUED";
      case PENDING_REPLACE, REPLACED -> "EDIT_QUEUED";
      case FILLED -> "FILLED";
      case CANCELED -> "CANCELLED";
      case REJECTED -> "FAILED";
      case EXPIRED -> "EXPIRED";
    };
  }

  static Kind kind(TradedOrder order) {
    if (order.otherExit() != null) {
      return Kind.BRACKET;
    }
    return switch (order.first().terms().type()) {
      case MARKET -> Kind.MARKET;
      case LIMIT -> Kind.LIMIT;
      case STOP_LIMIT -> Kind.STOP_LIMIT;
      default -> throw new IllegalStateException("not a type here: " + order.first().terms());
    };
  }

  /** A market order with exits is taken as one that waits, and ends at once all the same. */
  static String timeInForce(TradedOrder order) {
    var terms = order.newest().terms();
    if (terms.type() == OrderType.MARKET && terms.timeInForce() == TimeInForce.GTC) {
      return "IMMEDIATE_OR_CANCEL";
    }
    return switch (terms.timeInForce()) {
      case GTC -> "GOOD_UNTIL_CANCELLED";
      case GTD -> "GOOD_UNTIL_DATE_TIME";
      case IOC -> "IMMEDIATE_OR_CANCEL";
      case FOK -> "FILL_OR_KILL";
      case DAY, OPG, CLS -> "UNKNOWN_TIME_IN_FORCE";
    };
  }

  private static String triggerStatus(TradedOrder order) {
    var kind = kind(order);
    if (kind != Kind.STOP_LIMIT && kind != Kind.BRACKET) {
      return "INVALID_ORDER_TYPE";
    }
    return order.triggered() ? "STOP_TRIGGERED" : "STOP_PENDING";
  }

  /** As asked for, with the figures of the last edit. */
  private ObjectNode configuration(TradedOrder order) {
    var shown = notes.configuration(order).deepCopy();
    var quantity = order.quantity();
    for (var inner : shown) {
      if (!(inner instanceof ObjectNode members)) {
        continue;
      }
      if (order.isAttached() && quantity != null) {
        members.put("base_size", Texts.plain(quantity));
      }
      if (!notes.edits(order).isEmpty()) {
        edited(members, order);
      }
    }
    return shown;
  }

  private static void edited(ObjectNode members, TradedOrder order) {
    var terms = order.newest().terms();
    members.put("base_size", Texts.orEmpty(order.quantity()));
    members.put("limit_price", Texts.orEmpty(terms.limitPrice()));
    var other = order.otherExit();
    if (other != null) {
      members.put("stop_trigger_price", Texts.orEmpty(other.terms().stopPrice()));
    } else if (terms.stopPrice() != null) {
      members.put("stop_price", Texts.orEmpty(terms.stopPrice()));
    }
  }

  private void edits(ObjectNode json, TradedOrder order) {
    var history = json.putArray("edit_history");
    for (var edit : notes.edits(order)) {
      history
          .addObject()
          .put("price", edit.path("edited_price").asString(""))
          .put("size", edit.path("edited_size").asString(""))
          .put("replace_accept_timestamp", edit.path("at").asString(""));
    }
  }

  private boolean isPostOnly(TradedOrder order) {
    for (var inner : notes.configuration(order)) {
      return inner.path("post_only").asBoolean(false);
    }
    return false;
  }

  private String originating(TradedOrder order) {
    var parent = order.newest().parentId();
    return order.isAttached() && parent != null ? orders.idOf(order.first().account(), parent) : "";
  }

  /** A bracket that Coinbase made of itself has no id of the client's. */
  private static String clientOrderId(TradedOrder order) {
    return order.isAttached() ? "" : order.first().clientOrderId();
  }

  private static BigDecimal afterFees(TradedOrder order) {
    return order.buys() ? order.value().add(order.fees()) : order.value().subtract(order.fees());
  }

  private static BigDecimal held(TradedOrder order) {
    var limit = order.newest().terms().limitPrice();
    if (!order.buys()) {
      return order.leaves();
    }
    return limit == null ? BigDecimal.ZERO : order.leaves().multiply(limit);
  }

  private static String text(TradedOrder order) {
    return order.newest().text();
  }
}
