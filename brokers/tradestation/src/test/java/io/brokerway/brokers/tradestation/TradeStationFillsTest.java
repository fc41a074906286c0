package io.brokerway.brokers.tradestation;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.order.OrderReport;
import io.brokerway.kit.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Fills are what lies between two looks. */
final class TradeStationFillsTest {
  private static final Instant SEEN = Instant.parse("2026-03-03T15:00:00Z");

  private final TradeStationFills fills = new TradeStationFills();

  @Test
  void theGrowthOfTheCountIsAFillAtThePriceThatTheAveragesLeave() {
    var first = fills.since(report("4", "100"), true).orElseThrow();
    var second = fills.since(report("10", "103"), true).orElseThrow();

    assertThat(first.quantity()).isEqualByComparingTo("4");
    assertThat(first.price()).isEqualByComparingTo("100");
    assertThat(second.quantity()).isEqualByComparingTo("6");
    assertThat(second.price()).isEqualByComparingTo("105");
    assertThat(second.cumulativeQuantity()).isEqualByComparingTo("10");
    assertThat(second.synthesised()).isTrue();
  }

  @Test
  void theSameLookTwiceIsNoFill() {
    fills.since(report("4", "100"), true);

    assertThat(fills.since(report("4", "100"), true)).isEmpty();
  }

  @Test
  void whatWasFilledBeforeTheFirstLookIsLeftToWhoReadsTheGap() {
    assertThat(fills.since(report("4", "100"), false)).isEmpty();
    assertThat(fills.since(report("6", "100"), false)).isPresent();
  }

  @Test
  void aCountThatShrinksIsNoFill() {
    fills.since(report("10", "100"), true);

    assertThat(fills.shrank(report("4", "100"))).isTrue();
    assertThat(fills.since(report("4", "100"), true)).isEmpty();
  }

  private static OrderReport report(String filled, String average) {
    var order = (ObjectNode) Json.tree(WireFile.bytes("order_filled.json"));
    order.put("FilledPrice", average).put("Status", "FPR").remove("ClosedDateTime");
    ((ObjectNode) order.path("Legs").path(0))
        .put("ExecQuantity", filled)
        .put("QuantityRemaining", "1");
    return TradeStationOrders.report(
        Json.read(Json.write(order), TradeStationWire.Order.class), SEEN);
  }
}
