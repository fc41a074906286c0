package io.brokerway.simulators.coinbase;

import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueReply;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /orders/edit}: new price and size under the old order id. An omitted figure is read
 * as 0. Thread-safe.
 */
final class EditDesk {
  private static final Set<String> FIELDS =
      Set.of(
          "order_id",
          "price",
          "size",
          "stop_price",
          "attached_order_configuration",
          "cancel_attached_order");

  /** An edit as it was asked for. */
  private record Edit(
      String orderId, BigDecimal price, BigDecimal size, @Nullable BigDecimal stopPrice) {}

  private final Venue venue;
  private final Orders orders;
  private final OrderNotes notes;
  private final OrderDesk desk;

  EditDesk(Venue venue, Orders orders, OrderNotes notes, OrderDesk desk) {
    this.venue = venue;
    this.orders = orders;
    this.notes = notes;
    this.desk = desk;
  }

  HttpReply edit(Portfolio portfolio, Body body) {
    var edit = read(body);
    synchronized (desk.lock(portfolio)) {
      return editNow(portfolio, edit).map(EditDesk::refused).orElseGet(() -> done(edit.orderId()));
    }
  }

  /** Only whether it would be taken. */
  HttpReply preview(Portfolio portfolio, Body body) {
    var edit = read(body);
    var json = Json.object();
    var errors = json.putArray("errors");
    reason(portfolio, edit)
        .ifPresent(reason -> errors.addObject().put("edit_failure_reason", reason));
    var total = edit.price().multiply(edit.size());
    return HttpReply.json(
        200,
        json.put("slippage", "0")
            .put("order_total", Texts.plain(total))
            .put("commission_total", Texts.plain(Fees.of(total)))
            .put("quote_size", Texts.plain(total))
            .put("base_size", Texts.plain(edit.size()))
            .put("average_filled_price", "0"));
  }

  static HttpReply done(String orderId) {
    var json = Json.object().put("success", true);
    json.putArray("errors");
    json.putObject("success_response").put("order_id", orderId);
    return HttpReply.json(200, json);
  }

  private static HttpReply refused(String reason) {
    var json = Json.object().put("success", false);
    json.putArray("errors").addObject().put("edit_failure_reason", reason);
    json.putObject("error_response")
        .put("error_details", "")
        .put("edit_order_failure_reason", reason);
    return HttpReply.json(200, json);
  }

  private static Edit read(Body body) {
    body.requireOnly(FIELDS);
    var price = OrderPlanReader.decimal(body, "price");
    var size = OrderPlanReader.decimal(body, "size");
    return new Edit(
        body.required("order_id"),
        price == null ? BigDecimal.ZERO : price,
        size == null ? BigDecimal.ZERO : size,
        OrderPlanReader.decimal(body, "stop_price"));
  }

  /** Carries an edit out; the reason if it cannot be. */
  private Optional<String> editNow(Portfolio portfolio, Edit edit) {
    venue.advanceTo(venue.now());
    var reason = reason(portfolio, edit);
    if (reason.isPresent()) {
      return reason;
    }
    var order = orders.find(portfolio, edit.orderId()).orElseThrow();
    var refused = change(portfolio, order, edit);
    if (refused.isEmpty()) {
      var now = orders.find(portfolio, edit.orderId()).orElse(order);
      notes.edited(now, portfolio, edit.price(), edit.size());
    }
    return refused;
  }

  private Optional<String> change(Portfolio portfolio, TradedOrder order, Edit edit) {
    var exits = order.otherExit();
    var change =
        new OrderChange(
            exits == null ? edit.size() : null,
            edit.price(),
            exits == null ? edit.stopPrice() : null,
            null,
            null,
            null);
    var refused = refusal(venue.replace(portfolio.key(), order.newest().id(), change, ""));
    if (refused.isPresent() || exits == null || edit.stopPrice() == null) {
      return refused;
    }
    var limit =
        OrderDesk.beyond(edit.stopPrice(), !order.buys(), order.first().listed().priceDecimals());
    var loss = new OrderChange(null, limit, edit.stopPrice(), null, null, null);
    return refusal(venue.replace(portfolio.key(), exits.id(), loss, ""));
  }

  private Optional<String> reason(Portfolio portfolio, Edit edit) {
    var found = orders.find(portfolio, edit.orderId());
    if (found.isEmpty()) {
      return Optional.of("ORDER_NOT_FOUND");
    }
    var order = found.get();
    if (!order.isOpen()) {
      return Optional.of("ONLY_OPEN_ORDERS_CAN_BE_EDITED");
    }
    if (order.first().notional() != null) {
      return Optional.of("SIZE_IN_QUOTE_EDITS_NOT_ALLOWED");
    }
    var terms = order.newest().terms();
    var kind = terms.type() == OrderType.LIMIT || terms.type() == OrderType.STOP_LIMIT;
    if (!kind || terms.timeInForce() != TimeInForce.GTC) {
      return Optional.of("ONLY_LIMIT_ORDER_EDITS_SUPPORTED");
    }
    return wrongFigure(order, edit);
  }

  private static Optional<String> wrongFigure(TradedOrder order, Edit edit) {
    var listed = order.first().listed();
    if (edit.size().compareTo(Product.MIN_BASE) < 0
        || edit.size().stripTrailingZeros().scale() > listed.quantityDecimals()
        || (order.otherExit() != null && !same(edit.size(), order.quantity()))) {
      return Optional.of("INVALID_EDITED_SIZE");
    }
    if (edit.price().signum() <= 0
        || edit.price().stripTrailingZeros().scale() > listed.priceDecimals()) {
      return Optional.of("INVALID_EDITED_PRICE");
    }
    if (edit.size().compareTo(order.filled()) <= 0) {
      return Optional.of("CANNOT_EDIT_TO_BELOW_FILLED_SIZE");
    }
    var stop =
        order.otherExit() == null
            ? order.newest().terms().stopPrice()
            : order.otherExit().terms().stopPrice();
    if (edit.stopPrice() != null && stop == null) {
      return Optional.of("INVALID_EDITED_PRICE");
    }
    var same =
        same(edit.price(), order.newest().terms().limitPrice())
            && same(edit.size(), order.quantity())
            && (edit.stopPrice() == null || same(edit.stopPrice(), stop));
    return same ? Optional.of("EDIT_REQUEST_EQUAL_TO_ORIGINAL_REQUEST") : Optional.empty();
  }

  private static boolean same(BigDecimal one, @Nullable BigDecimal other) {
    return other != null && one.compareTo(other) == 0;
  }

  private static Optional<String> refusal(VenueReply reply) {
    return switch (reply) {
      case VenueReply.Accepted _ -> Optional.empty();
      case VenueReply.Refused(var reason, var _) -> Optional.of(name(reason));
    };
  }

  private static String name(RejectReason reason) {
    return switch (reason) {
      case TOO_LATE -> "ONLY_OPEN_ORDERS_CAN_BE_EDITED";
      case UNKNOWN_ORDER -> "ORDER_NOT_FOUND";
      case INVALID_PRICE -> "INVALID_EDITED_PRICE";
      case INVALID_QUANTITY -> "INVALID_EDITED_SIZE";
      case INSUFFICIENT_FUNDS,
          INSUFFICIENT_POSITION,
          UNKNOWN_INSTRUMENT,
          NOT_TRADABLE,
          NOT_SHORTABLE,
          MARKET_CLOSED,
          UNSUPPORTED_COMBINATION,
          DUPLICATE_CLIENT_ORDER_ID,
          NOT_PERMITTED,
          RULE,
          INVALID_REQUEST,
          OTHER ->
          "COMMANDER_REJECTED_EDIT_ORDER";
    };
  }
}
