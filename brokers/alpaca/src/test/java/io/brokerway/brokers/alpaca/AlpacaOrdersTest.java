package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class AlpacaOrdersTest {
  private static final Instrument SPY = Instrument.Equity.us("SPY");

  // ---- to Alpaca ----

  @Test
  void aLimitOrderIsWrittenAsPublished() {
    var order =
        NewOrder.simple(
            Connected.ACCOUNT,
            "gw-01J8Z-1",
            Instrument.Equity.us("AAPL"),
            Side.BUY,
            OrderQuantity.units("10"),
            OrderTerms.limit("240.10", TimeInForce.DAY));

    assertWritten(order, "request_limit.json");
  }

  @Test
  void aTrailingStopIsWrittenAsPublished() {
    var terms = OrderTerms.trailingStop(TrailingOffset.percent("1.5"), TimeInForce.DAY);

    assertWritten(spy(Side.SELL, OrderQuantity.units("5"), terms), "request_trailing_stop.json");
  }

  @Test
  void anAmountOfMoneyIsWrittenAsPublished() {
    var quantity = OrderQuantity.notional(Money.usd("250.00"));

    assertWritten(
        spy(Side.BUY, quantity, OrderTerms.market(TimeInForce.DAY)), "request_notional.json");
  }

  @Test
  void aBracketIsWrittenAsPublished() {
    var order =
        withExits(
            OrderClass.BRACKET,
            Side.BUY,
            OrderTerms.limit("500.00", TimeInForce.GTC),
            ExitOrder.takeProfit(new BigDecimal("520.00")),
            ExitOrder.stopLoss(new BigDecimal("490.00"), new BigDecimal("489.50")));

    assertWritten(order, "request_bracket.json");
  }

  @Test
  void anOcoIsWrittenAsPublished() {
    var order =
        withExits(
            OrderClass.OCO,
            Side.SELL,
            OrderTerms.limit("520.00", TimeInForce.GTC),
            ExitOrder.takeProfit(new BigDecimal("520.00")),
            ExitOrder.stopLoss(new BigDecimal("490.00"), null));

    assertWritten(order, "request_oco.json");
  }

  @Test
  void aSpreadIsWrittenAsPublished() {
    assertWritten(spread(Side.BUY), "request_mleg.json");
  }

  @Test
  void aCreditHasANegativeNetPrice() {
    assertThat(AlpacaOrders.placeOrder(spread(Side.SELL)).limitPrice()).isEqualTo("-0.85");
  }

  @Test
  void aShortSaleIsASale() {
    var order = spy(Side.SELL_SHORT, OrderQuantity.units("5"), OrderTerms.market(TimeInForce.DAY));

    assertThat(AlpacaOrders.placeOrder(order).side()).isEqualTo("sell");
  }

  @Test
  void extendedHoursAreAsked() {
    var terms =
        new OrderTerms(
            OrderType.LIMIT,
            TimeInForce.DAY,
            TradingSession.EXTENDED,
            new BigDecimal("500"),
            null,
            null,
            null,
            null);

    var wire = AlpacaOrders.placeOrder(spy(Side.BUY, OrderQuantity.units("5"), terms));

    assertThat(wire.extendedHours()).isTrue();
  }

  @Test
  void noFigureIsWrittenWithAnExponent() {
    var order =
        NewOrder.simple(
            Connected.ACCOUNT,
            "id123456",
            Instrument.CryptoPair.parse("SHIB-USD"),
            Side.BUY,
            new OrderQuantity.Units(new BigDecimal("1E+6")),
            OrderTerms.limit("1E-8", TimeInForce.GTC));

    var wire = AlpacaOrders.placeOrder(order);

    assertThat(wire.symbol()).isEqualTo("SHIB/USD");
    assertThat(wire.qty()).isEqualTo("1000000");
    assertThat(wire.limitPrice()).isEqualTo("0.00000001");
  }

  @ParameterizedTest
  @CsvSource({
    "BUY, OPEN, buy_to_open",
    "BUY, CLOSE, buy_to_close",
    "SELL, CLOSE, sell_to_close",
    "SELL, OPEN, sell_to_open",
    "SELL_SHORT, OPEN, sell_to_open",
    "BUY, AUTOMATIC, "
  })
  void whetherItOpensOrClosesIsTold(Side side, PositionEffect effect, @Nullable String intent) {
    var order =
        new NewOrder(
            Connected.ACCOUNT,
            "id123456",
            OrderClass.SIMPLE,
            SPY,
            side,
            effect,
            OrderQuantity.units("1"),
            OrderTerms.market(TimeInForce.DAY),
            List.of(),
            null,
            null,
            null,
            false,
            Map.of());

    assertThat(AlpacaOrders.placeOrder(order).positionIntent()).isEqualTo(intent);
  }

  // ---- from Alpaca ----

  @Test
  void thePublishedOrderIsRead() {
    var report = report(WireFile.text("http_post_order.json"));

    assertThat(report.brokerOrderId()).isEqualTo("1f7c2a10-6a1e-4f0b-9b66-6f0d1b9e4c21");
    assertThat(report.clientOrderId()).isEqualTo("gw-01J8Z-1");
    assertThat(report.instrument()).isEqualTo(Instrument.Equity.us("AAPL"));
    assertThat(report.side()).isEqualTo(Side.BUY);
    assertThat(report.terms()).isEqualTo(OrderTerms.limit("240.10", TimeInForce.DAY));
    assertThat(report.quantity()).isEqualByComparingTo("10");
    assertThat(report.cumulativeQuantity()).isEqualByComparingTo("0");
    assertThat(report.averagePrice()).isNull();
    assertThat(report.status()).isEqualTo(OrderStatus.PENDING_NEW);
    assertThat(report.updatedAt()).isEqualTo(Instant.parse("2026-03-03T14:31:07.121877Z"));
    assertThat(report.legs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "accepted, NEW",
    "pending_new, PENDING_NEW",
    "new, NEW",
    "held, SUSPENDED",
    "accepted_for_bidding, NEW",
    "partially_filled, PARTIALLY_FILLED",
    "filled, FILLED",
    "done_for_day, DONE_FOR_DAY",
    "canceled, CANCELED",
    "expired, EXPIRED",
    "replaced, REPLACED",
    "pending_cancel, PENDING_CANCEL",
    "pending_replace, PENDING_REPLACE",
    "stopped, NEW",
    "rejected, REJECTED",
    "suspended, SUSPENDED",
    "calculated, DONE_FOR_DAY",
    "activated, NEW"
  })
  void everyStateHasItsMeaning(String theirs, OrderStatus ours) {
    assertThat(AlpacaOrders.status(theirs)).isEqualTo(ours);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"status\":\"teleported\"",
        "\"status\":\"FILLED\"",
        "\"status\":null",
        "\"side\":\"hold\"",
        "\"side\":null",
        "\"order_class\":\"octet\"",
        "\"id\":null",
        "\"limit_price\":null",
        "\"filled_qty\":\"1e50\"",
        "\"updated_at\":\"just now\""
      })
  void anOrderThatAlpacaWouldNotWriteIsRefused(String change) {
    assertThatThrownBy(() -> report(changed(change))).isInstanceOf(UnexpectedReply.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"type\":\"pegged\"", "\"time_in_force\":\"gtd\""})
  void termsThatWeHaveNoWordForAreLeftOut(String change) {
    var report = report(changed(change));

    assertThat(report.terms()).isNull();
    assertThat(report.status()).isEqualTo(OrderStatus.PENDING_NEW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"type\":\"market\",\"limit_price\":null | MARKET",
        "\"type\":\"stop\",\"limit_price\":null,\"stop_price\":\"9\" | STOP",
        "\"type\":\"stop_limit\",\"stop_price\":\"9\" | STOP_LIMIT",
        "\"type\":\"trailing_stop\",\"stop_price\":\"9\",\"trail_percent\":\"1\" | TRAILING_STOP",
        "\"type\":\"trailing_stop\",\"stop_price\":\"9\",\"trail_price\":\"1\" | TRAILING_STOP"
      })
  void everyTypeIsRead(String change, OrderType type) {
    var terms = Objects.requireNonNull(report(changed(change)).terms());

    assertThat(terms.type()).isEqualTo(type);
  }

  @Test
  void anOrderByMoneyHasNoQuantity() {
    var report = report(changed("\"qty\":null,\"notional\":\"250\""));

    assertThat(report.quantity()).isNull();
    assertThat(report.notional()).isEqualByComparingTo("250");
  }

  @Test
  void aReplacedOrderNamesBothEnds() {
    var report =
        report(changed("\"replaces\":\"a\",\"replaced_by\":\"b\",\"status\":\"replaced\""));

    assertThat(report.replaces()).isEqualTo("a");
    assertThat(report.replacedBy()).isEqualTo("b");
    assertThat(report.status().isFinal()).isTrue();
  }

  @Test
  void anOpeningSaleOfSharesIsAShortSale() {
    var report = report(changed("\"side\":\"sell\",\"position_intent\":\"sell_to_open\""));

    assertThat(report.side()).isEqualTo(Side.SELL_SHORT);
  }

  @Test
  void theParentOfASpreadHasNeitherSideNorInstrument() {
    var parent =
        changed(
            "\"symbol\":\"\",\"asset_class\":\"\",\"side\":\"\",\"order_class\":\"mleg\","
                + "\"limit_price\":\"-0.85\",\"legs\":["
                + changed("\"symbol\":\"AAPL260619C00250000\",\"asset_class\":\"us_option\"")
                + "]");

    var report = report(parent);

    assertThat(report.orderClass()).isEqualTo(OrderClass.MULTI_LEG);
    assertThat(report.instrument()).isNull();
    assertThat(report.side()).isEqualTo(Side.SELL);
    assertThat(report.terms()).isEqualTo(OrderTerms.limit("0.85", TimeInForce.DAY));
    assertThat(report.legs()).hasSize(1);
  }

  @Test
  void aFillOnTheStreamIsAnExecution() {
    var frame =
        Json.read(WireFile.bytes("ws_trade_update_partial_fill.json"), AlpacaWire.Frame.class);
    var event = Objects.requireNonNull(frame.data());

    var execution = Objects.requireNonNull(AlpacaOrders.execution(Connected.ACCOUNT, event));
    var report = AlpacaOrders.report(Connected.ACCOUNT, event);

    assertThat(execution.executionId()).isEqualTo("7f0f2f0e-0f3a-4a53-9b11-2f6b8f6d0001");
    assertThat(execution.quantity()).isEqualByComparingTo("4");
    assertThat(execution.price()).isEqualByComparingTo("240.09");
    assertThat(execution.cumulativeQuantity()).isEqualByComparingTo("4");
    assertThat(execution.executedAt()).isEqualTo(Instant.parse("2026-03-03T14:31:08.456Z"));
    assertThat(report.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    assertThat(report.updatedAt()).isEqualTo(execution.executedAt());
  }

  // ---- whether it is ours ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"status\":\"filled\" | true",
        "\"qty\":\"10.0\" | true",
        "\"limit_price\":\"240.1\" | true",
        "\"client_order_id\":\"another\" | false",
        "\"symbol\":\"MSFT\" | false",
        "\"qty\":\"11\" | false",
        "\"side\":\"sell\" | false",
        "\"limit_price\":\"240.11\" | false",
        "\"time_in_force\":\"gtc\" | false",
        "\"type\":\"market\",\"limit_price\":null | false",
        "\"type\":\"pegged\" | false"
      })
  void anOrderIsOursByItsTerms(String change, boolean same) {
    var ours =
        NewOrder.simple(
            Connected.ACCOUNT,
            "gw-01J8Z-1",
            Instrument.Equity.us("AAPL"),
            Side.BUY,
            OrderQuantity.units("10"),
            OrderTerms.limit("240.10", TimeInForce.DAY));

    assertThat(AlpacaOrders.isSameOrder(ours, report(changed(change)))).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({"BUY, 0.85", "SELL, -0.85"})
  void aSpreadIsOursWhicheverWayItsPriceGoes(Side side, String netPrice) {
    var theirs =
        report(
            changed(
                ("\"client_order_id\":\"id123456\",\"symbol\":\"\",\"asset_class\":\"\",\"side\":\"\","
                        + "\"order_class\":\"mleg\",\"qty\":\"1\",\"limit_price\":\"%s\"")
                    .formatted(netPrice)));

    assertThat(AlpacaOrders.isSameOrder(spread(side), theirs)).isTrue();
  }

  @Test
  void aBuyStopMayHaveBecomeAStopLimit() {
    var ours =
        NewOrder.simple(
            Connected.ACCOUNT,
            "gw-01J8Z-1",
            Instrument.Equity.us("AAPL"),
            Side.BUY,
            OrderQuantity.units("10"),
            OrderTerms.stop("250", TimeInForce.DAY));
    var theirs = report(changed("\"type\":\"stop_limit\",\"stop_price\":\"250\""));

    assertThat(AlpacaOrders.isSameOrder(ours, theirs)).isTrue();
  }

  private static void assertWritten(NewOrder order, String file) {
    var published = tree(WireFile.text(file));
    var written =
        tree(new String(Json.write(AlpacaOrders.placeOrder(order)), StandardCharsets.UTF_8));

    assertThat(written.path("client_order_id").asString()).isEqualTo(order.clientOrderId());
    ((ObjectNode) published).put("client_order_id", order.clientOrderId());
    assertThat(written).isEqualTo(published);
  }

  private static JsonNode tree(String json) {
    return Json.tree(json.getBytes(StandardCharsets.UTF_8));
  }

  private static NewOrder spy(Side side, OrderQuantity quantity, OrderTerms terms) {
    return NewOrder.simple(Connected.ACCOUNT, "id123456", SPY, side, quantity, terms);
  }

  private static NewOrder withExits(
      OrderClass orderClass,
      Side side,
      OrderTerms terms,
      ExitOrder takeProfit,
      ExitOrder stopLoss) {
    return new NewOrder(
        Connected.ACCOUNT,
        "id123456",
        orderClass,
        SPY,
        side,
        PositionEffect.AUTOMATIC,
        OrderQuantity.units("5"),
        terms,
        List.of(),
        takeProfit,
        stopLoss,
        null,
        false,
        Map.of());
  }

  private static NewOrder spread(Side side) {
    return new NewOrder(
        Connected.ACCOUNT,
        "id123456",
        OrderClass.MULTI_LEG,
        null,
        side,
        PositionEffect.AUTOMATIC,
        OrderQuantity.units("1"),
        OrderTerms.limit("0.85", TimeInForce.DAY),
        List.of(leg("AAPL260619C00250000", Side.BUY), leg("AAPL260619C00260000", Side.SELL)),
        null,
        null,
        null,
        false,
        Map.of());
  }

  private static OrderLeg leg(String symbol, Side side) {
    var option = Instrument.Option.us(OsiSymbol.parse(symbol));
    return new OrderLeg(option, side, 1, PositionEffect.OPEN);
  }

  /** The published order with some of its fields changed. */
  static String changed(String change) {
    var order = (ObjectNode) tree(WireFile.text("http_post_order.json"));
    order.setAll((ObjectNode) tree("{" + change + "}"));
    return order.toString();
  }

  private static OrderReport report(String json) {
    var wire = Json.read(json.getBytes(StandardCharsets.UTF_8), AlpacaWire.Order.class);
    return AlpacaOrders.report(Connected.ACCOUNT, wire);
  }
}
