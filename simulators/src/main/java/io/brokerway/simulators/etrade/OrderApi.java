package io.brokerway.simulators.etrade;

import io.brokerway.broker.market.MarketHours;
import io.brokerway.exchange.OrderHistoryEntry;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.Visibility;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/accounts/{key}/orders}. */
final class OrderApi {
  private static final String PREVIEW = "PreviewOrderRequest";
  private static final String PLACE = "PlaceOrderRequest";
  private static final String CANCEL = "CancelOrderRequest";
  private static final int OPEN_MARKET = 1026;
  private static final int CLOSED_MARKET = 1027;
  private static final int CANCEL_REQUESTED = 5011;

  private final Venue venue;
  private final OrderDesk desk;
  private final OrderNotes notes;
  private final OrderView view;
  private final Visibility visibility;

  OrderApi(Venue venue, OrderDesk desk, OrderNotes notes, OrderView view, Visibility visibility) {
    this.venue = venue;
    this.desk = desk;
    this.notes = notes;
    this.view = view;
    this.visibility = visibility;
  }

  HttpReply preview(Asked asked, Holder holder) {
    return previewed(asked, holder, desk.preview(holder, asked.body(PREVIEW)));
  }

  HttpReply previewChange(Asked asked, Holder holder, String number) {
    return previewed(asked, holder, desk.previewChange(holder, number, asked.body(PREVIEW)));
  }

  HttpReply place(Asked asked, Holder holder) {
    return taken(asked, holder, desk.place(holder, asked.body(PLACE)));
  }

  HttpReply change(Asked asked, Holder holder, String number) {
    return taken(asked, holder, desk.change(holder, number, asked.body(PLACE)));
  }

  /** What a broker answers that takes an order and then loses it. */
  HttpReply pretendPlace(Asked asked, Holder holder) {
    var preview = desk.repeated(holder, asked.body(PLACE));
    return placed(asked, holder, preview.request(), preview.id());
  }

  HttpReply cancel(Asked asked, Holder holder) {
    var number = new Fields(asked.body(CANCEL)).required("orderId");
    desk.cancel(holder, number);
    return canceled(asked, holder, number);
  }

  HttpReply pretendCancel(Asked asked, Holder holder) {
    var number = new Fields(asked.body(CANCEL)).required("orderId");
    desk.require(holder, number);
    return canceled(asked, holder, number);
  }

  HttpReply list(Asked asked, Holder holder) {
    var query = OrderListQuery.read(asked);
    var found =
        query.select(
            venue.orders(holder.key()).stream()
                .filter(order -> visibility.shows(order.id()))
                .toList(),
            notes);
    if (found.isEmpty()) {
      return HttpReply.empty(204);
    }
    var answer = Json.object();
    if (found.size() > query.count()) {
      var marker = String.valueOf(OrderNotes.number(found.get(query.count() - 1)));
      answer.put("marker", marker).put("next", asked.link(holder, "orders?marker=" + marker));
    }
    var rows = answer.putArray("Order");
    found.stream().limit(query.count()).forEach(order -> rows.add(shown(asked, holder, order)));
    return asked.answer("OrdersResponse", answer);
  }

  HttpReply details(Asked asked, Holder holder, String number) {
    var order = desk.require(holder, number);
    if (!visibility.shows(order.id())) {
      throw Refusal.notFound("The order %s was not found.".formatted(number));
    }
    var json = shown(asked, holder, order);
    json.putObject("Events").set("Event", events(order));
    var answer = Json.object();
    answer.putArray("Order").add(json);
    return asked.answer("OrdersResponse", answer);
  }

  private ObjectNode shown(Asked asked, Holder holder, VenueOrder order) {
    var details = asked.link(holder, "orders/%d.json".formatted(OrderNotes.number(order)));
    return view.json(order, details);
  }

  private ArrayNode events(VenueOrder order) {
    var events = Json.array();
    for (var entry : venue.history(order.account(), order.id())) {
      events
          .addObject()
          .put("name", name(entry))
          .put("dateTime", entry.at().toEpochMilli())
          .put("orderNumber", OrderNotes.number(order));
    }
    return events;
  }

  private static String name(OrderHistoryEntry entry) {
    return switch (entry.event()) {
      case NEW, HELD, ACTIVATED, REPLACEMENT -> "ORDER_PLACED";
      case PARTIAL_FILL, FILL -> "ORDER_EXECUTED";
      case CANCELED -> "ORDER_CANCELLED";
      case EXPIRED -> "ORDER_EXPIRED";
      case REPLACED, TRIGGERED, TRAILED, RESTATED -> "ORDER_CHANGED";
    };
  }

  private HttpReply taken(Asked asked, Holder holder, OrderDesk.Taken taken) {
    visibility.accepted(taken.order().id());
    return placed(asked, holder, taken.request(), OrderNotes.number(taken.order()));
  }

  private HttpReply previewed(Asked asked, Holder holder, Previews.Preview preview) {
    var request = preview.request();
    var answer =
        head(holder, request)
            .put("totalOrderValue", Figures.cents(desk.checks().value(request)))
            .put("previewTime", preview.at().toEpochMilli());
    answer.putArray("Order").add(order(request));
    answer.putArray("PreviewIds").addObject().put("previewId", preview.id());
    answer
        .putObject("Disclosure")
        .put("ehDisclosureFlag", request.isExtended())
        .put("ahDisclosureFlag", false)
        .put("conditionalDisclosureFlag", true)
        .put("aoDisclosureFlag", false);
    return asked.answer("PreviewOrderResponse", answer);
  }

  private HttpReply placed(Asked asked, Holder holder, OrderRequest request, long number) {
    var answer = head(holder, request).put("placedTime", venue.now().toEpochMilli());
    var order = order(request);
    order.putObject("messages").putArray("Message").add(received(request));
    answer.putArray("Order").add(order);
    answer.putArray("OrderIds").addObject().put("orderId", number);
    return asked.answer("PlaceOrderResponse", answer);
  }

  private HttpReply canceled(Asked asked, Holder holder, String number) {
    var answer =
        Json.object()
            .put("accountId", holder.id())
            .put("orderId", Long.parseLong(number))
            .put("cancelTime", venue.now().toEpochMilli());
    answer
        .putObject("Messages")
        .putArray("Message")
        .add(message(CANCEL_REQUESTED, "Your request to cancel your order is being processed."));
    return asked.answer("CancelOrderResponse", answer);
  }

  private ObjectNode head(Holder holder, OrderRequest request) {
    var now = venue.now();
    return Json.object()
        .put("orderType", request.orderType())
        .put("dstFlag", Figures.NEW_YORK.getRules().isDaylightSavings(now))
        .put("accountId", holder.id())
        .put("optionLevelCd", holder.hasMargin() ? 4 : 2)
        .put(
            "marginLevelCd",
            holder.hasMargin() ? "MARGIN_TRADING_ALLOWED" : "MARGIN_TRADING_NOT_ALLOWED");
  }

  private ObjectNode order(OrderRequest request) {
    var market = request.priceType().equals("MARKET");
    var json =
        Json.object()
            .put("orderTerm", request.orderTerm())
            .put("priceType", request.priceType())
            .put("limitPrice", figure(request.limitPrice()))
            .put("stopPrice", figure(request.stopPrice()))
            .put("marketSession", request.marketSession())
            .put("allOrNone", request.allOrNone())
            .put("egQual", market ? "EG_QUAL_QUALIFIED" : "EG_QUAL_NOT_A_MARKET_ORDER")
            .put("estimatedCommission", 0)
            .put("estimatedTotalAmount", Figures.cents(desk.checks().value(request)))
            .put("netPrice", 0)
            .put("netBid", 0)
            .put("netAsk", 0)
            .put("gcd", 0)
            .put("ratio", "");
    var instruments = json.putArray("Instrument");
    for (var item : request.items()) {
      var reserve = item.reserve();
      instruments
          .addObject()
          .put("symbolDescription", item.listed().name())
          .put("orderAction", item.action())
          .put("quantityType", "QUANTITY")
          .put("quantity", item.units())
          .put("cancelQuantity", 0)
          .put("reserveOrder", reserve != null)
          .put("reserveQuantity", figure(reserve))
          .set("Product", Products.json(item.listed()));
    }
    return json;
  }

  private ObjectNode received(OrderRequest request) {
    var listed = request.items().getFirst().listed();
    var session = venue.prices().hours(listed, venue.now()).session();
    var open =
        request.isExtended()
            ? session != MarketHours.Session.CLOSED
            : session == MarketHours.Session.REGULAR;
    return open
        ? message(OPEN_MARKET, "Your order was successfully entered during market hours.")
        : message(CLOSED_MARKET, "The market was closed when we received your order.");
  }

  private static ObjectNode message(int code, String text) {
    return Json.object().put("description", "200|" + text).put("code", code).put("type", "WARNING");
  }

  private static BigDecimal figure(@Nullable BigDecimal value) {
    return value == null ? BigDecimal.ZERO : value;
  }
}
