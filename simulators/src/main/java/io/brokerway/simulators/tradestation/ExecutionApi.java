package io.brokerway.simulators.tradestation;

import io.brokerway.exchange.Venue;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/orderexecution}: what is refused by the rules of trade is told within a 200. */
final class ExecutionApi {
  private static final List<String> STOCK_ROUTES = List.of("AMEX", "ARCX", "Intelligent", "NSDQ");

  private final Venue venue;
  private final OrderDesk desk;
  private final OrderIds ids;

  ExecutionApi(Venue venue, OrderDesk desk, OrderIds ids) {
    this.venue = venue;
    this.desk = desk;
    this.ids = ids;
  }

  HttpReply place(Visitor visitor, HttpCall call) {
    var answer = new Placed();
    place(visitor, OrderRequestReader.order(Body.of(call)), answer);
    return answer.reply();
  }

  HttpReply placeGroup(Visitor visitor, HttpCall call) {
    var group = OrderRequestReader.group(Body.of(call));
    var answer = new Placed();
    if (group.kind() == GroupKind.NORMAL) {
      group.orders().forEach(order -> place(visitor, order, answer));
    } else {
      var ready = desk.prepare(visitor, group);
      answer.add(() -> desk.place(ready, "api"), ids);
    }
    return answer.reply();
  }

  private void place(Visitor visitor, OrderRequest request, Placed answer) {
    var ready = desk.prepare(visitor, request);
    answer.add(() -> desk.place(ready, "api"), ids);
  }

  /** What a broker answers that takes an order and then loses it. */
  HttpReply pretend(Visitor visitor, HttpCall call) {
    return lost(visitor, List.of(OrderRequestReader.order(Body.of(call))));
  }

  HttpReply pretendGroup(Visitor visitor, HttpCall call) {
    return lost(visitor, OrderRequestReader.group(Body.of(call)).orders());
  }

  private HttpReply lost(Visitor visitor, List<OrderRequest> requests) {
    var answer = new Placed();
    for (var request : requests) {
      var unused = desk.prepare(visitor, request);
      var message = "Sent order: " + OrderWords.summary(request);
      answer.add(() -> List.of(new OrderDesk.Taken(ids.lost(), message)), ids);
    }
    return answer.reply();
  }

  HttpReply confirm(Visitor visitor, HttpCall call) {
    var json = Json.object();
    confirm(visitor, OrderRequestReader.order(Body.of(call)), json.putArray("Confirmations"));
    return HttpReply.json(200, json);
  }

  HttpReply confirmGroup(Visitor visitor, HttpCall call) {
    var group = OrderRequestReader.group(Body.of(call));
    var json = Json.object();
    var all = json.putArray("Confirmations");
    group.orders().forEach(order -> confirm(visitor, order, all));
    return HttpReply.json(200, json);
  }

  private void confirm(Visitor visitor, OrderRequest request, ArrayNode all) {
    var ready = desk.prepare(visitor, request);
    var quote = venue.prices().quote(ready.listed(), venue.now());
    var price = request.limitPrice();
    if (price == null) {
      price = request.action().buys() ? quote.ask() : quote.bid();
    }
    var cost = price.multiply(request.quantity()).multiply(ready.listed().multiplier());
    var debit = request.action().buys() ? cost.negate() : cost;
    var json =
        all.addObject()
            .put("OrderAssetCategory", ready.listed().isOption() ? "STOCKOPTION" : "EQUITY")
            .put("Currency", "USD")
            .put("AccountCurrency", "USD")
            .put("ProductCurrency", "USD")
            .put("Route", request.route())
            .put("Duration", request.lifespan().word())
            .put("AccountID", request.account())
            .put("OrderConfirmID", request.confirmId())
            .put("EstimatedPrice", Amounts.plain(price))
            .put("EstimatedCost", Amounts.cents(cost))
            .put("EstimatedCommission", "0")
            .put("DebitCreditEstimatedCost", Amounts.cents(debit))
            .put("InitialMarginDisplay", Amounts.cents(BigDecimal.ZERO))
            .put("SummaryMessage", OrderWords.summary(request));
    json.putObject("TimeInForce").put("Duration", request.lifespan().word());
    if (request.limitPrice() != null) {
      json.put("LimitPrice", Amounts.plain(request.limitPrice()));
    }
    if (request.stopPrice() != null) {
      json.put("StopPrice", Amounts.plain(request.stopPrice()));
    }
    json.putArray("Legs")
        .addObject()
        .put("Symbol", request.symbol())
        .put("Quantity", Amounts.plain(request.quantity()))
        .put("TradeAction", request.action().name());
  }

  /** Changes an order, or only says so. */
  HttpReply replace(Visitor visitor, String orderId, HttpCall call, boolean pretending) {
    var body = Body.of(call);
    var order = desk.find(visitor, orderId);
    var change = ReplaceReader.read(order, body);
    Runnable command = pretending ? () -> {} : () -> desk.replace(order, change);
    return done(orderId, "Cancel/Replace order sent.", command);
  }

  /** Cancels an order, or only says so. */
  HttpReply cancel(Visitor visitor, String orderId, boolean pretending) {
    var order = desk.find(visitor, orderId);
    Runnable command = pretending ? () -> {} : () -> desk.cancel(order);
    return done(orderId, "Cancel request sent", command);
  }

  private static HttpReply done(String orderId, String message, Runnable command) {
    var json = Json.object().put("OrderID", orderId);
    try {
      command.run();
      json.put("Message", message);
    } catch (OrderFailed failed) {
      json.put("Error", "FAILED").put("Message", failed.text());
    }
    return HttpReply.json(200, json);
  }

  HttpReply routes() {
    var json = Json.object();
    var all = json.putArray("Routes");
    for (var route : STOCK_ROUTES) {
      all.add(route(route));
    }
    return HttpReply.json(200, json);
  }

  private static ObjectNode route(String id) {
    var json = Json.object().put("Id", id).put("Name", id);
    var types = json.putArray("AssetTypes").add("STOCK");
    if (id.equals("Intelligent")) {
      types.add("STOCKOPTION");
    }
    return json;
  }

  HttpReply triggers() {
    var json = Json.object();
    json.putArray("ActivationTriggers")
        .addObject()
        .put("Key", "STT")
        .put("Name", "Single Trade Tick")
        .put("Description", "One trade at or beyond the price.");
    return HttpReply.json(200, json);
  }
}
