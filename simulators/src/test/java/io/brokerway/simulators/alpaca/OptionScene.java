package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;

/** Option contracts around the present price of AAPL, and orders for them. */
final class OptionScene implements AutoCloseable {
  final Scene scene;

  OptionScene(Scene scene) {
    this.scene = scene;
  }

  /** The contracts of the expiry after next, in the order of their strikes. */
  JsonNode contracts(String type) {
    var reply =
        scene.paper.get(
            "/v2/options/contracts?underlying_symbols=AAPL&limit=1000&expiration_date=2026-03-13&type="
                + type);
    if (reply.status() != 200) {
      throw new AssertionError(reply.response().body());
    }
    return reply.json().path("option_contracts");
  }

  /** The symbol of the contract whose strike is nearest to the price, or some strikes off it. */
  String symbol(String type, int strikesAbove) {
    var contracts = contracts(type);
    var price = scene.ask("AAPL");
    var nearest = 0;
    for (var i = 1; i < contracts.size(); i++) {
      if (distance(contracts.get(i), price).compareTo(distance(contracts.get(nearest), price))
          < 0) {
        nearest = i;
      }
    }
    return contracts.get(nearest + strikesAbove).path("symbol").asString();
  }

  JsonNode quote(String symbol) {
    return scene
        .data
        .get("/v1beta1/options/quotes/latest?symbols=" + symbol)
        .json()
        .path("quotes")
        .path(symbol);
  }

  static BigDecimal strike(String symbol) {
    return new BigDecimal(symbol.substring(symbol.length() - 8)).movePointLeft(3);
  }

  JsonNode market(String symbol, String side, int contracts) {
    return scene.paper.place(order(symbol, side, contracts));
  }

  static String order(String symbol, String side, int contracts) {
    return Json.text(
        Json.object()
            .put("symbol", symbol)
            .put("qty", String.valueOf(contracts))
            .put("side", side)
            .put("type", "market")
            .put("time_in_force", "day"));
  }

  /** Buys the one and sells the other, as a spread. */
  static String spread(String bought, String sold, int units, String price) {
    var order =
        Json.object()
            .put("order_class", "mleg")
            .put("qty", String.valueOf(units))
            .put("time_in_force", "day");
    if (price.isEmpty()) {
      order.put("type", "market");
    } else {
      order.put("type", "limit").put("limit_price", price);
    }
    var legs = order.putArray("legs");
    legs.addObject().put("symbol", bought).put("ratio_qty", "1").put("side", "buy");
    legs.addObject().put("symbol", sold).put("ratio_qty", "1").put("side", "sell");
    return Json.text(order);
  }

  BigDecimal cash() {
    return new BigDecimal(scene.paper.get("/v2/account").text("cash"));
  }

  BigDecimal optionsBuyingPower() {
    return new BigDecimal(scene.paper.get("/v2/account").text("options_buying_power"));
  }

  private static BigDecimal distance(JsonNode contract, BigDecimal price) {
    return new BigDecimal(contract.path("strike_price").asString())
        .subtract(price)
        .abs()
        .setScale(2, RoundingMode.HALF_UP);
  }

  @Override
  public void close() {
    scene.close();
  }
}
