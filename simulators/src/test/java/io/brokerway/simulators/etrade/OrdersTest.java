package io.brokerway.simulators.etrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrdersTest {
  private final Scene scene = Scene.morning();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aMarketOrderIsPreviewedPlacedAndFilled() {
    var number = scene.place(Scene.order("a1", "MARKET", "", ""));

    var detail = scene.detail(number);
    var instrument = detail.path("Instrument").path(0);
    assertThat(detail.path("status").asString()).isEqualTo("EXECUTED");
    assertThat(instrument.path("filledQuantity").decimalValue()).isEqualByComparingTo("3");
    assertThat(instrument.path("averageExecutionPrice").decimalValue()).isPositive();
    assertThat(scene.etrade.accepted("a1")).isEqualTo(1);
  }

  @Test
  void aPreviewPlacesNothing() {
    var reply = scene.preview(Scene.order("a1", "LIMIT", "10", ""));

    assertThat(reply.json().path("PreviewOrderResponse").path("totalOrderValue").decimalValue())
        .isEqualByComparingTo("30");
    assertThat(scene.etrade.ledger()).isEmpty();
    assertThat(scene.caller.get(scene.account + "/orders.json").status()).isEqualTo(204);
  }

  @Test
  void aPreviewServesOnce() {
    var order = Scene.order("a1", "LIMIT", "10", "");
    var preview = scene.previewId(order);

    assertThat(scene.place(order, preview).status()).isEqualTo(200);
    assertThat(scene.place(order, preview).code()).isEqualTo(900);
    assertThat(scene.etrade.accepted("a1")).isEqualTo(1);
  }

  @Test
  void aPlaceRepeatsItsPreviewInTime() {
    var order = Scene.order("a1", "LIMIT", "10", "");
    var preview = scene.previewId(order);

    assertThat(scene.place(order.replace("\"10\"", "\"11\""), preview).code()).isEqualTo(101);
    assertThat(scene.place(order.replace("a1", "a2"), preview).code()).isEqualTo(101);
    assertThat(scene.place(order, preview + 1).code()).isEqualTo(900);
    scene.etrade.clock().advance(Duration.ofMinutes(3));
    assertThat(scene.place(order, preview).code()).isEqualTo(101);
    assertThat(scene.etrade.ledger()).isEmpty();
  }

  @Test
  void aClientOrderIdServesOnce() {
    var order = Scene.order("a1", "LIMIT", "10", "");
    scene.place(order);

    assertThat(scene.place(order, scene.previewId(order)).code()).isEqualTo(1033);
    assertThat(scene.etrade.accepted("a1")).isEqualTo(1);
  }

  @Test
  void moreThanTheFundsIsRefusedAtThePreview() {
    var order = Scene.order("a1", "LIMIT", "90000", "");

    assertThat(scene.preview(order).code()).isEqualTo(1021);
  }

  @ParameterizedTest
  @CsvSource({
    "EQ,LIMIT,GOOD_UNTIL_CANCEL,10,,OPEN",
    "EQ,STOP,GOOD_FOR_DAY,,9000,OPEN",
    "EQ,STOP_LIMIT,GOOD_FOR_DAY,1,9000,OPEN",
    "EQ,HIDDEN_STOP,GOOD_FOR_DAY,,9000,OPEN",
    "EQ,LIMIT,IMMEDIATE_OR_CANCEL,10,,CANCELLED",
    "EQ,LIMIT,FILL_OR_KILL,10,,CANCELLED",
    "EQ,MARKET_ON_CLOSE,GOOD_FOR_DAY,,,OPEN",
    "EQ,LIMIT_ON_CLOSE,GOOD_FOR_DAY,10,,OPEN",
    "EQ,TRAILING_STOP_CNST,GOOD_FOR_DAY,,5,OPEN",
    "EQ,TRAILING_STOP_PRCT,GOOD_FOR_DAY,,5,OPEN",
  })
  void eachPriceTypeIsTakenWithItsMeaning(
      String type, String priceType, String term, String limit, String stop, String status) {
    var order =
        Scene.order(
            "a1",
            type,
            priceType,
            term,
            text(limit),
            text(stop),
            Scene.instrument("AAPL", "BUY", 1));

    var detail = scene.detail(scene.place(order));

    assertThat(detail.path("status").asString()).isEqualTo(status);
    assertThat(detail.path("priceType").asString()).isEqualTo(priceType);
    assertThat(detail.path("orderTerm").asString()).isEqualTo(term);
    assertThat(detail.path("stopPrice").decimalValue())
        .isEqualByComparingTo(stop == null ? "0" : stop);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"priceType\":\"LIMIT\" -> \"priceType\":\"MIDPOINT\"",
        "\"priceType\":\"LIMIT\" -> \"priceType\":\"MARKET\"",
        "GOOD_FOR_DAY -> GOOD_TILL_DATE",
        "GOOD_FOR_DAY -> FOR_EVER",
        "REGULAR -> OVERNIGHT",
        "\"quantity\":\"3\" -> \"quantity\":\"2.5\"",
        "\"quantity\":\"3\" -> \"quantity\":\"-3\"",
        "\"limitPrice\":\"10\" -> \"limitPrice\":\"10.123\"",
        "\"limitPrice\":\"10\" -> \"limitPrice\":\"\"",
        "AAPL -> NOSUCH",
        "BTC-USD -> BTC-USD",
        "\"BUY\" -> \"BUY_OPEN\"",
        "\"BUY\" -> \"SELL\"",
        "\"allOrNone\" -> \"iceberg\"",
        "\"clientOrderId\":\"a1\" -> \"clientOrderId\":\"a-1\"",
        "\"clientOrderId\":\"a1\" -> \"clientOrderId\":\"aaaaaaaaaaaaaaaaaaaaa\"",
      })
  void whatIsNotOneOfEtradesOrdersIsRefused(String change) {
    var parts = change.split(" -> ", -1);
    var order = Scene.order("a1", "LIMIT", "10", "").replace(parts[0], parts[1]);
    var symbolOnly = parts[0].equals(parts[1]) ? order.replace("AAPL", parts[1]) : order;

    var reply = scene.preview(symbolOnly);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(100);
  }

  @Test
  void outsideRegularHoursOnlyLimitOrdersAreTaken() {
    assertThat(scene.preview(Scene.order("a1", "MARKET", "", "EXTENDED")).code()).isEqualTo(100);
    assertThat(scene.preview(Scene.order("a1", "LIMIT", "10", "EXTENDED")).status()).isEqualTo(200);
  }

  @Test
  void aChangeEndsTheOldOrderAndLinksBoth() {
    var number = scene.place(Scene.order("a1", "LIMIT", "10", ""));
    var changed = Scene.order("a2", "LIMIT", "11", "");
    var path = scene.account + "/orders/" + number + "/change/";

    var preview =
        Scene.previewId(
            scene.caller.put(path + "preview.json", "{\"PreviewOrderRequest\":{" + changed + "}}"));
    var next =
        Scene.orderId(scene.caller.put(path + "place.json", Scene.placing(changed, preview)));

    assertThat(scene.detail(number).path("status").asString()).isEqualTo("CANCELLED");
    assertThat(scene.detail(number).path("replacedByOrderId").longValue()).isEqualTo(next);
    assertThat(scene.detail(next).path("replacesOrderId").longValue()).isEqualTo(number);
    assertThat(scene.detail(next).path("limitPrice").decimalValue()).isEqualByComparingTo("11");
    assertThat(scene.etrade.ledger().getLast().path("kind").asString()).isEqualTo("replace");
  }

  @Test
  void aCancelIsTakenWhileTheOrderWorks() {
    var number = scene.place(Scene.order("a1", "LIMIT", "10", ""));
    var body = "{\"CancelOrderRequest\":{\"orderId\":%d}}".formatted(number);

    var first = scene.caller.put(scene.account + "/orders/cancel.json", body);
    var second = scene.caller.put(scene.account + "/orders/cancel.json", body);

    assertThat(first.status()).isEqualTo(200);
    assertThat(scene.detail(number).path("status").asString()).isEqualTo("CANCELLED");
    assertThat(scene.detail(number).path("executedTime").longValue()).isLessThan(1_000_000);
    assertThat(second.code()).isEqualTo(5001);
  }

  @Test
  void listsComeInPagesNewestFirst() {
    for (var i = 1; i <= 5; i++) {
      scene.place(Scene.order("a" + i, "LIMIT", "10", ""));
    }
    var numbers = new ArrayList<Long>();

    var path = scene.account + "/orders.json?count=2&status=OPEN";
    var page = scene.caller.get(path).json().path("OrdersResponse");
    page.path("Order").forEach(order -> numbers.add(order.path("orderId").longValue()));
    while (page.has("marker")) {
      page =
          scene
              .caller
              .get(path + "&marker=" + page.path("marker").asString())
              .json()
              .path("OrdersResponse");
      page.path("Order").forEach(order -> numbers.add(order.path("orderId").longValue()));
    }

    assertThat(numbers).hasSize(5).doesNotHaveDuplicates();
    assertThat(numbers).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(scene.caller.get(scene.account + "/orders.json?status=REJECTED").status())
        .isEqualTo(204);
    assertThat(scene.caller.get(scene.account + "/orders.json?status=LOST").code()).isEqualTo(100);
  }

  @Test
  void clientOrderIdsAreNotInLists() {
    scene.place(Scene.order("needle", "LIMIT", "10", ""));

    assertThat(scene.caller.get(scene.account + "/orders.json").body()).doesNotContain("needle");
  }

  @Test
  void shortsAndTheirCoversHaveActionsOfTheirOwn() {
    var sale = Scene.instrument("AAPL", "SELL_SHORT", 2);
    scene.place(Scene.order("a1", "EQ", "MARKET", "GOOD_FOR_DAY", "", "", sale));
    var cover = Scene.instrument("AAPL", "BUY_TO_COVER", 2);

    assertThat(position("AAPL").path("positionType").asString()).isEqualTo("SHORT");
    scene.place(Scene.order("a2", "EQ", "MARKET", "GOOD_FOR_DAY", "", "", cover));
    assertThat(scene.caller.get(scene.account + "/portfolio.json").status()).isEqualTo(204);
  }

  @Test
  void anOptionIsNamedByItsParts() {
    var strike = strike();
    var number = scene.place(option("a1", "BUY_OPEN", strike, "MARKET", ""));

    assertThat(scene.detail(number).path("status").asString()).isEqualTo("EXECUTED");
    var held = position("AAPL");
    assertThat(held.path("osiKey").asString()).startsWith("AAPL--2603").hasSize(21);
    assertThat(held.path("Product").path("expiryYear").intValue()).isEqualTo(26);
  }

  @Test
  void aSpreadHasOneOrderAndTwoInstruments() {
    var strike = strike();
    var legs =
        leg("BUY_OPEN", strike)
            + ","
            + leg("SELL_OPEN", new BigDecimal(strike).add(step(strike)).toPlainString());
    var order = Scene.order("a1", "SPREADS", "NET_DEBIT", "GOOD_FOR_DAY", "0.01", "", legs);

    var detail = scene.detail(scene.place(order));

    assertThat(detail.path("priceType").asString()).isEqualTo("NET_DEBIT");
    assertThat(detail.path("Instrument")).hasSize(2);
    assertThat(detail.path("Instrument").path(1).path("orderAction").asString())
        .isEqualTo("SELL_OPEN");
  }

  @Test
  void anOrderThatWasTakenWithoutAnAnswerIsThereOnce() {
    var order = Scene.order("a1", "LIMIT", "10", "");
    var preview = scene.previewId(order);
    scene.etrade.spoil(
        Fault.afterAccepting("etrade", "POST", "/v1/.*/orders/place.json", new Answer.Silence()));

    org.assertj.core.api.Assertions.assertThatThrownBy(() ->
            scene.caller.post(
                scene.account + "/orders/place.json",
                Scene.placing(order, preview),
                Duration.ofMillis(300)))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(scene.place(order, preview).code()).isEqualTo(900);
    assertThat(scene.etrade.accepted("a1")).isEqualTo(1);
  }

  @Test
  void anOrderThatWasNotTakenCanBePlacedAgain() {
    var order = Scene.order("a1", "LIMIT", "10", "");
    var preview = scene.previewId(order);
    scene.etrade.spoil(
        Fault.withoutAccepting("etrade", "POST", "/v1/.*/orders/place.json", new Answer.AsIs()));

    assertThat(scene.place(order, preview).status()).isEqualTo(200);
    assertThat(scene.etrade.accepted("a1")).isZero();
    assertThat(scene.place(order, preview).status()).isEqualTo(200);
    assertThat(scene.etrade.accepted("a1")).isEqualTo(1);
  }

  private tools.jackson.databind.JsonNode position(String symbol) {
    for (var held :
        scene
            .caller
            .get(scene.account + "/portfolio.json")
            .json()
            .path("PortfolioResponse")
            .path("AccountPortfolio")
            .path(0)
            .path("Position")) {
      if (held.path("Product").path("symbol").asString().equals(symbol)) {
        return held;
      }
    }
    throw new AssertionError("nothing of " + symbol);
  }

  private String strike() {
    return scene
        .caller
        .get(
            "/v1/market/optionchains.json?symbol=AAPL&expiryYear=2026&expiryMonth=3&expiryDay=6&noOfStrikes=1")
        .json()
        .path("OptionChainResponse")
        .path("OptionPair")
        .path(0)
        .path("Call")
        .path("strikePrice")
        .decimalValue()
        .toPlainString();
  }

  private static BigDecimal step(String strike) {
    return new BigDecimal(strike).compareTo(new BigDecimal(200)) < 0
        ? BigDecimal.ONE
        : new BigDecimal(5);
  }

  private static String option(
      String id, String action, String strike, String priceType, String limit) {
    return Scene.order(id, "OPTN", priceType, "GOOD_FOR_DAY", limit, "", leg(action, strike));
  }

  private static String leg(String action, String strike) {
    return String.format(
        Locale.ROOT,
        """
        {"Product":{"securityType":"OPTN","symbol":"AAPL","callPut":"CALL","expiryYear":2026,\
        "expiryMonth":3,"expiryDay":6,"strikePrice":%s},"orderAction":"%s",\
        "quantityType":"QUANTITY","quantity":1}\
        """,
        strike,
        action);
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }
}
