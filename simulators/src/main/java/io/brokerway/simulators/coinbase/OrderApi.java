package io.brokerway.simulators.coinbase;

import io.brokerway.exchange.Venue;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.Visibility;
import java.math.BigDecimal;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /orders}: new ones, previews, look-ups and the list. */
final class OrderApi {
  private static final int USUAL_ORDERS = 100;
  private static final int MOST_ORDERS = 1_000;

  private final Venue venue;
  private final OrderDesk desk;
  private final Orders orders;
  private final OrderView view;
  private final Visibility visibility;
  private final Supplier<String> ids;

  OrderApi(
      Venue venue,
      OrderDesk desk,
      Orders orders,
      OrderView view,
      Visibility visibility,
      Supplier<String> ids) {
    this.venue = venue;
    this.desk = desk;
    this.orders = orders;
    this.view = view;
    this.visibility = visibility;
    this.ids = ids;
  }

  HttpReply place(Portfolio portfolio, HttpCall call) {
    var body = Body.of(call);
    try {
      var request = OrderRequest.ofOrder(body);
      var order = desk.place(portfolio, request, "api");
      visibility.accepted(order.id());
      var attached = orders.attachedTo(order).map(TradedOrder::id).orElse("");
      return HttpReply.json(200, taken(request, order.id(), attached));
    } catch (OrderFailure failure) {
      return failure.reply(configuration(body));
    }
  }

  /** What a broker answers that takes an order and then loses it. */
  HttpReply pretend(Portfolio portfolio, HttpCall call) {
    var body = Body.of(call);
    try {
      var request = OrderRequest.ofOrder(body);
      desk.prepare(portfolio, request);
      return HttpReply.json(200, taken(request, ids.get(), ""));
    } catch (OrderFailure failure) {
      return failure.reply(configuration(body));
    }
  }

  HttpReply preview(Portfolio portfolio, HttpCall call) {
    var body = Body.of(call);
    var json = Json.object();
    var errors = json.putArray("errs");
    json.putArray("warning");
    try {
      var request = OrderRequest.ofPreview(body);
      figures(json, request);
      desk.prepare(portfolio, request);
    } catch (OrderFailure failure) {
      errors.add(failure.preview());
    }
    return HttpReply.json(200, json.put("preview_id", ids.get()));
  }

  private void figures(ObjectNode json, OrderRequest request) {
    var quote = venue.prices().quote(desk.product(request).listed(), venue.now());
    var plan = request.plan();
    var touch = request.buys() ? quote.ask() : quote.bid();
    var price = plan.limitPrice() == null ? touch : plan.limitPrice();
    var value =
        plan.quoteSize() != null
            ? plan.quoteSize()
            : price.multiply(plan.baseSize() == null ? BigDecimal.ZERO : plan.baseSize());
    var fee = Fees.of(value);
    json.put("order_total", Texts.plain(request.buys() ? value.add(fee) : value.subtract(fee)))
        .put("commission_total", Texts.plain(fee))
        .put("quote_size", Texts.plain(value))
        .put("base_size", Texts.orEmpty(plan.baseSize()))
        .put("best_bid", Texts.plain(quote.bid()))
        .put("best_ask", Texts.plain(quote.ask()))
        .put("is_max", false)
        .put("order_margin_total", "0")
        .put("leverage", "1")
        .put("slippage", "0");
  }

  HttpReply one(Portfolio portfolio, String id) {
    return orders
        .find(portfolio, id)
        .filter(order -> visibility.shows(order.id()))
        .map(order -> Json.object().set("order", view.json(order, portfolio)))
        .map(json -> HttpReply.json(200, json))
        .orElseThrow(() -> Refusal.notFound("order with this orderID was not found"));
  }

  HttpReply list(Portfolio portfolio, HttpCall call) {
    var query = OrderQuery.read(call);
    var wanted =
        orders.all(portfolio).stream()
            .filter(order -> visibility.shows(order.id()))
            .filter(query::wants)
            .toList();
    var page = Paging.of(call, wanted, USUAL_ORDERS, MOST_ORDERS);
    var json = Json.object();
    var list = json.putArray("orders");
    page.rows().forEach(order -> list.add(view.json(order, portfolio)));
    return HttpReply.json(
        200,
        json.put("sequence", "0").put("has_next", page.hasNext()).put("cursor", page.cursor()));
  }

  private static ObjectNode taken(OrderRequest request, String id, String attachedId) {
    var json = Json.object().put("success", true);
    json.putObject("success_response")
        .put("order_id", id)
        .put("product_id", request.productId())
        .put("side", request.buys() ? "BUY" : "SELL")
        .put("client_order_id", request.clientOrderId())
        .put("attached_order_id", attachedId);
    return json.set("order_configuration", request.configuration());
  }

  private static JsonNode configuration(Body body) {
    return body.object("order_configuration").map(Body::json).orElseGet(Json::object);
  }
}
