package io.brokerway.simulators.etrade;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a preview or a place and refuses what has a wrong form. */
final class OrderRequestReader {
  private static final Pattern CLIENT_ORDER_ID = Pattern.compile("[A-Za-z0-9]{1,20}");
  private static final Set<String> TOP =
      Set.of("orderType", "clientOrderId", "Order", "PreviewIds");
  private static final Set<String> ORDER =
      Set.of(
          "allOrNone",
          "priceType",
          "orderTerm",
          "marketSession",
          "limitPrice",
          "stopPrice",
          "stopLimitPrice",
          "routingDestination",
          "Instrument");
  private static final Set<String> INSTRUMENT =
      Set.of(
          "Product", "orderAction", "quantityType", "quantity", "reserveOrder", "reserveQuantity");
  private static final Set<String> ORDER_TYPES =
      Set.of(
          "EQ",
          "OPTN",
          "SPREADS",
          "BUY_WRITES",
          "BUTTERFLY",
          "IRON_BUTTERFLY",
          "CONDOR",
          "IRON_CONDOR",
          "MF",
          "MMF");
  private static final Set<String> TERMS =
      Set.of(
          "GOOD_FOR_DAY",
          "GOOD_UNTIL_CANCEL",
          "GOOD_TILL_DATE",
          "IMMEDIATE_OR_CANCEL",
          "FILL_OR_KILL");
  private static final Set<String> SESSIONS = Set.of("REGULAR", "EXTENDED");
  private static final Set<String> ROUTES =
      Set.of("AUTO", "AMEX", "BOX", "CBOE", "ISE", "NOM", "NYSE", "PHX");
  private static final Set<String> QUANTITY_TYPES = Set.of("QUANTITY", "DOLLAR", "ALL_I_OWN");

  private final Products products;

  OrderRequestReader(Products products) {
    this.products = products;
  }

  OrderRequest read(ObjectNode body) {
    var top = new Fields(body);
    top.requireOnly(TOP);
    var orders = top.objects("Order");
    if (orders.size() != 1) {
      throw Refusal.invalid("Exactly one Order is required");
    }
    var order = orders.getFirst();
    order.requireOnly(ORDER);
    if (order.figure("stopLimitPrice") != null) {
      throw Refusal.invalid("stopLimitPrice is not taken");
    }
    var items = order.objects("Instrument").stream().map(this::item).toList();
    return new OrderRequest(
        top.word("orderType", ORDER_TYPES),
        clientOrderId(top),
        order.word("priceType", PriceTypes.ALL),
        order.word("orderTerm", TERMS),
        order.word("marketSession", SESSIONS),
        order.flag("allOrNone"),
        order.figure("limitPrice"),
        order.figure("stopPrice"),
        route(order),
        items);
  }

  /** The id of the preview that a place repeats: without it, and alone in its list, none counts. */
  static long previewId(ObjectNode body) {
    var ids = new Fields(body).objects("PreviewIds");
    var text = ids.size() == 1 ? ids.getFirst().text("previewId") : null;
    try {
      return text == null ? malformed() : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return malformed();
    }
  }

  /** What E*TRADE says of a place that it cannot match with a preview. */
  static Refusal timedOut() {
    return Refusal.of(
        Refusal.TIMED_OUT,
        "For your protection, we have timed out your original order request. "
            + "If you would like to place this order, please resubmit it now.");
  }

  private static long malformed() {
    throw timedOut();
  }

  private static String clientOrderId(Fields top) {
    var id = top.required("clientOrderId");
    if (!CLIENT_ORDER_ID.matcher(id).matches()) {
      throw Refusal.invalid("clientOrderId must be 1 to 20 letters and digits");
    }
    return id;
  }

  private static @Nullable String route(Fields order) {
    return order.text("routingDestination") == null
        ? null
        : order.word("routingDestination", ROUTES);
  }

  private OrderItem item(Fields instrument) {
    instrument.requireOnly(INSTRUMENT);
    var listed = products.read(instrument.object("Product"));
    var action = instrument.word("orderAction", OrderItem.ACTIONS);
    var type = instrument.word("quantityType", QUANTITY_TYPES);
    if (type.equals("DOLLAR")) {
      throw Refusal.invalid("quantityType DOLLAR is for mutual funds");
    }
    var quantity = instrument.figure("quantity");
    if (type.equals("QUANTITY") && quantity == null) {
      throw Refusal.invalid("quantity is required");
    }
    if (quantity != null && quantity.scale() > 0) {
      throw Refusal.invalid("quantity must be a whole number");
    }
    var reserve = instrument.flag("reserveOrder") ? instrument.figure("reserveQuantity") : null;
    if (instrument.flag("reserveOrder") && (reserve == null || quantity == null)) {
      throw Refusal.invalid("reserveQuantity is required for a reserve order");
    }
    return new OrderItem(listed, action, type.equals("QUANTITY") ? quantity : null, reserve);
  }
}
