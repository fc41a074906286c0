package io.brokerway.brokers.tradestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders as TradeStation shows and takes them. */
final class TradeStationOrdersTest {
  private static final Instant SEEN = Instant.parse("2026-03-03T15:00:00Z");
  private static final AccountKey ACCOUNT = new AccountKey("SIM0001234M");
  private static final Instrument MSFT = Instrument.Equity.us("MSFT");

  @Test
  void aFilledOrder() {
    var report = report(WireFile.text("order_filled.json"));

    assertThat(report.brokerOrderId()).isEqualTo("960000101");
    assertThat(report.clientOrderId()).isNull();
    assertThat(report.instrument()).isEqualTo(MSFT);
    assertThat(report.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(report.cumulativeQuantity()).isEqualByComparingTo("10");
    assertThat(report.averagePrice()).isEqualByComparingTo("404.98");
    assertThat(Objects.requireNonNull(report.terms()).limitPrice()).isEqualByComparingTo("405");
    assertThat(report.submittedAt()).isEqualTo("2026-03-03T14:31:07Z");
    assertThat(report.updatedAt()).isEqualTo(SEEN);
  }

  @ParameterizedTest
  @CsvSource({
    // status, filled, left, closed, ours
    "ACK,0,10,false,NEW",
    "ACK,4,6,false,PARTIALLY_FILLED",
    "ACK,10,0,false,PARTIALLY_FILLED",
    "DON,0,10,false,NEW",
    "OPN,0,10,false,NEW",
    "PLA,0,10,false,PENDING_NEW",
    "DIS,0,10,false,PENDING_NEW",
    "STP,0,10,true,NEW",
    "CND,0,10,false,NEW",
    "CHG,0,10,false,NEW",
    "LAT,4,6,false,PARTIALLY_FILLED",
    "RJC,0,10,false,NEW",
    "OSO,0,10,false,SUSPENDED",
    "SUS,0,10,false,SUSPENDED",
    "FPR,4,6,false,PARTIALLY_FILLED",
    "FLL,10,0,false,FILLED",
    "FLL,4,6,false,PARTIALLY_FILLED",
    "FLP,4,0,true,CANCELED",
    "UCN,0,10,false,PENDING_CANCEL",
    "CSN,0,10,false,PENDING_CANCEL",
    "RPD,0,10,false,PENDING_REPLACE",
    "RSN,0,10,false,PENDING_REPLACE",
    "UCH,0,10,false,NEW",
    "OUT,0,0,true,CANCELED",
    "OUT,0,0,false,PENDING_CANCEL",
    "CAN,4,0,true,CANCELED",
    "TSC,0,0,true,CANCELED",
    "BRC,0,0,true,CANCELED",
    "EXP,0,0,true,EXPIRED",
    "REJ,0,0,false,REJECTED",
    "DOA,0,0,false,REJECTED",
    "ASS,10,0,true,FILLED",
    "EXE,10,0,true,FILLED",
  })
  void states(String status, String filled, String left, boolean closed, OrderStatus ours) {
    var order = order();
    order.put("Status", status);
    leg(order).put("ExecQuantity", filled).put("QuantityRemaining", left);
    if (!closed) {
      order.remove("ClosedDateTime");
    }

    assertThat(report(order.toString()).status()).isEqualTo(ours);
  }

  @Test
  void aStateThatNoPageHasIsNeverGuessed() {
    var order = order().put("Status", "QQQ");

    assertThatThrownBy(() -> report(order.toString()))
        .isInstanceOf(UnexpectedReply.class)
        .hasMessageContaining("QQQ");
  }

  @ParameterizedTest
  @CsvSource({"Buy,BUY", "BUYTOCOVER,BUY", "Sell,SELL", "SELL,SELL", "SellShort,SELL_SHORT"})
  void sides(String theirs, Side ours) {
    var order = order();
    leg(order).put("BuyOrSell", theirs);

    assertThat(report(order.toString()).side()).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource({
    "DAY,DAY,REGULAR",
    "DYP,DAY,EXTENDED",
    "GTC,GTC,REGULAR",
    "GCP,GTC,EXTENDED",
    "OPG,OPG,REGULAR",
    "CLO,CLS,REGULAR",
    "IOC,IOC,REGULAR",
    "FOK,FOK,REGULAR",
  })
  void durations(String theirs, TimeInForce ours, TradingSession session) {
    var terms = report(order().put("Duration", theirs).toString()).terms();

    assertThat(Objects.requireNonNull(terms).timeInForce()).isEqualTo(ours);
    assertThat(terms.session()).isEqualTo(session);
    var sent = new OrderTerms(OrderType.MARKET, ours, session, null, null, null, null, null);
    assertThat(TradeStationDurations.wire(sent).duration()).isEqualTo(theirs);
  }

  @Test
  void termsWithoutAWordOfOursAreLeftOut() {
    assertThat(report(order().put("Duration", "3").toString()).terms()).isNull();
    assertThat(report(order().put("OrderType", "Iceberg").toString()).terms()).isNull();
  }

  @Test
  void aTrailIsAStopThatFollows() {
    var order = order().put("OrderType", "StopMarket");
    order.putObject("TrailingStop").put("Percent", "2.0");

    var terms = Objects.requireNonNull(report(order.toString()).terms());

    assertThat(terms.type()).isEqualTo(OrderType.TRAILING_STOP);
    assertThat(terms.trail()).isEqualTo(TrailingOffset.percent("2.0"));
  }

  @Test
  void requestsAreThoseOfThePublishedExamples() {
    var entry =
        order(
            OrderClass.BRACKET,
            Side.BUY,
            OrderTerms.limit("405.00", TimeInForce.GTC),
            ExitOrder.takeProfit(new BigDecimal("420.00")),
            ExitOrder.stopLoss(new BigDecimal("395.00"), null));
    var pair =
        order(
            OrderClass.OCO,
            Side.SELL,
            OrderTerms.limit("420.00", TimeInForce.GTC),
            ExitOrder.takeProfit(new BigDecimal("420.00")),
            ExitOrder.stopLoss(new BigDecimal("395.00"), null));
    var trail =
        NewOrder.simple(
            ACCOUNT,
            "id",
            MSFT,
            Side.SELL,
            OrderQuantity.units("10"),
            OrderTerms.trailingStop(TrailingOffset.percent("2.0"), TimeInForce.GTC));

    assertThat(sent(TradeStationRequests.order(entry, "BUY")))
        .isEqualTo(published("request_bracket.json"));
    assertThat(sent(TradeStationRequests.pair(pair, "SELL")))
        .isEqualTo(published("request_oco.json"));
    assertThat(sent(TradeStationRequests.order(trail, "SELL")))
        .isEqualTo(published("request_trailing_stop.json"));
  }

  @Test
  void everyOrderOfAGroupHasAGuardOfItsOwn() {
    var entry =
        order(
            OrderClass.BRACKET,
            Side.BUY,
            OrderTerms.limit("405", TimeInForce.GTC),
            ExitOrder.takeProfit(new BigDecimal("420")),
            ExitOrder.stopLoss(new BigDecimal("395"), null));

    var json = Json.tree(Json.write(TradeStationRequests.order(entry, "BUY")));

    assertThat(json.findValuesAsString("OrderConfirmID")).containsExactly("id", "id1", "id2");
  }

  @Test
  void ordersHangTogetherByTheirLinks() {
    var entry = linked("1", "Limit", "2", "OSO", "3", "OSO");
    var profit = linked("2", "Limit", "1", "OSP", "3", "BRK");
    var loss = linked("3", "StopMarket", "1", "OSP", "2", "BRK");
    var one = linked("4", "StopMarket", "5", "OCO");
    var other = linked("5", "Limit", "4", "OCO");

    var reports = TradeStationGroups.of(List.of(loss, entry, profit, one, other), SEEN).reports();

    assertThat(reports).extracting(OrderReport::brokerOrderId).containsExactly("1", "5");
    assertThat(reports)
        .extracting(OrderReport::orderClass)
        .containsExactly(OrderClass.BRACKET, OrderClass.OCO);
    assertThat(reports.getFirst().legs())
        .extracting(OrderReport::brokerOrderId)
        .containsExactly("2", "3");
    assertThat(reports.getLast().legs())
        .extracting(OrderReport::brokerOrderId)
        .containsExactly("4");
  }

  private static TradeStationWire.Order linked(String id, String type, String... links) {
    var order = order().put("OrderID", id).put("OrderType", type).put("StopPrice", "400");
    var list = order.putArray("ConditionalOrders");
    for (var i = 0; i < links.length; i += 2) {
      list.addObject().put("OrderID", links[i]).put("Relationship", links[i + 1]);
    }
    return wire(order.toString());
  }

  private static NewOrder order(
      OrderClass orderClass, Side side, OrderTerms terms, ExitOrder profit, ExitOrder loss) {
    return new NewOrder(
        ACCOUNT,
        "id",
        orderClass,
        MSFT,
        side,
        PositionEffect.AUTOMATIC,
        OrderQuantity.units("10"),
        terms,
        List.of(),
        profit,
        loss,
        null,
        false,
        Map.of());
  }

  /** What we send, without the guards that no example has. */
  private static JsonNode sent(Object request) {
    var json = Json.tree(Json.write(request));
    var all = new ArrayList<>(json.findParents("OrderConfirmID"));
    all.forEach(node -> ((ObjectNode) node).remove("OrderConfirmID"));
    return json;
  }

  private static JsonNode published(String name) {
    return Json.tree(WireFile.bytes(name));
  }

  private static ObjectNode order() {
    return (ObjectNode) Json.tree(WireFile.bytes("order_filled.json"));
  }

  private static ObjectNode leg(ObjectNode order) {
    return (ObjectNode) order.path("Legs").path(0);
  }

  private static TradeStationWire.Order wire(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), TradeStationWire.Order.class);
  }

  private static OrderReport report(String json) {
    return TradeStationOrders.report(wire(json), SEEN);
  }
}
