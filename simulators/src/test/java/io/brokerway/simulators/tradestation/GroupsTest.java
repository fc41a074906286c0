package io.brokerway.simulators.tradestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class GroupsTest {
  private static final String DAY = "\"TimeInForce\":{\"Duration\":\"DAY\"}";

  private static String exits(String profit, String loss) {
    return "%s,%s"
        .formatted(
            Scene.limit("AAPL", "SELL", "10", profit),
            Scene.order(
                "AAPL",
                "SELL",
                "10",
                "\"OrderType\":\"StopMarket\",\"StopPrice\":\"%s\",%s".formatted(loss, DAY)));
  }

  @Test
  void aBracketWaitsForItsEntryAndTiesItsExits() {
    try (var scene = Scene.open()) {
      var entry =
          Scene.order(
              "AAPL",
              "BUY",
              "10",
              "\"OrderType\":\"Limit\",\"LimitPrice\":\"%s\",%s,\"OSOs\":[{\"Type\":\"BRK\",\"Orders\":[%s]}]"
                  .formatted(scene.restingBuy("AAPL"), DAY, exits("9000", "5")));

      var orders =
          scene.simulation().post("/v3/orderexecution/orders", entry).json().path("Orders");

      assertThat(orders).hasSize(3);
      var parent = orders.get(0).path("OrderID").asString();
      var profit = orders.get(1).path("OrderID").asString();
      var loss = orders.get(2).path("OrderID").asString();
      assertThat(scene.shown(profit).path("Status").asString()).isEqualTo("OSO");
      assertThat(scene.shown(profit).path("LimitPrice").asString()).isEqualTo("9000");
      assertThat(scene.shown(loss).path("StopPrice").asString()).isEqualTo("5");
      assertThat(relationship(scene, parent, profit)).isEqualTo("OSO");
      assertThat(relationship(scene, profit, parent)).isEqualTo("OSP");
      assertThat(relationship(scene, profit, loss)).isEqualTo("BRK");
    }
  }

  private static String relationship(Scene scene, String of, String to) {
    return scene
        .shown(of)
        .path("ConditionalOrders")
        .valueStream()
        .filter(other -> other.path("OrderID").asString().equals(to))
        .map(other -> other.path("Relationship").asString())
        .findFirst()
        .orElse("none");
  }

  @Test
  void aFillOfOneExitCancelsTheOther() {
    try (var scene = Scene.open()) {
      scene.simulation().place(Scene.market("AAPL", "BUY", "10"));
      var marketable =
          scene
              .ask("AAPL")
              .multiply(new BigDecimal("0.9"))
              .setScale(2, java.math.RoundingMode.DOWN);
      var group = "{\"Type\":\"OCO\",\"Orders\":[%s]}".formatted(exits(marketable.toString(), "5"));

      var orders =
          scene.simulation().post("/v3/orderexecution/ordergroups", group).json().path("Orders");

      assertThat(orders).hasSize(2);
      var profit = scene.shown(orders.get(0).path("OrderID").asString());
      var loss = scene.shown(orders.get(1).path("OrderID").asString());
      assertThat(profit.path("Status").asString()).isEqualTo("FLL");
      assertThat(loss.path("Status").asString()).isEqualTo("OUT");
    }
  }

  @Test
  void ordersOfANormalGroupSucceedAndFailForThemselves() {
    try (var scene = Scene.open()) {
      var group =
          "{\"Type\":\"NORMAL\",\"Orders\":[%s,%s]}"
              .formatted(Scene.limit("AAPL", "BUY", "1", "10"), Scene.market("AAPL", "SELL", "1"));

      var reply = scene.simulation().post("/v3/orderexecution/ordergroups", group).json();

      assertThat(reply.path("Orders")).hasSize(1);
      assertThat(reply.path("Errors")).hasSize(1);
    }
  }

  @Test
  void groupsThatTheExchangeCannotDoAreNotPretended() {
    try (var scene = Scene.open()) {
      var group =
          "{\"Type\":\"OCO\",\"Orders\":[%s,%s]}"
              .formatted(
                  Scene.limit("AAPL", "BUY", "1", "10"), Scene.limit("MSFT", "BUY", "1", "10"));

      var reply = scene.simulation().post("/v3/orderexecution/ordergroups", group);

      assertThat(reply.status()).isEqualTo(501);
      assertThat(scene.tradeStation.ledger()).isEmpty();
    }
  }
}
