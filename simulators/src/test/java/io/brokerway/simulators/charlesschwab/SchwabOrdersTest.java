package io.brokerway.simulators.charlesschwab;

import static io.brokerway.simulators.charlesschwab.Scene.simple;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders as Schwab takes, shows, changes and rejects them. */
final class SchwabOrdersTest {
  private static final String MARKET = "\"orderType\":\"MARKET\"";

  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void anOrderIsTakenWithAnAddressAndNoBody() {
    var reply = scene.place(simple("BUY", 10, "AAPL", MARKET));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.location()).matches(".*/trader/v1/accounts/[0-9A-F]{64}/orders/\\d+");
    assertThat(reply.response().headers().firstValue("Schwab-Client-CorrelId")).isPresent();
  }

  @Test
  void aFilledOrderShowsItsFills() {
    var order = scene.order(scene.place(simple("BUY", 10, "AAPL", MARKET)).orderId());

    assertThat(order.path("status").asString()).isEqualTo("FILLED");
    assertThat(order.path("filledQuantity").decimalValue()).isEqualByComparingTo("10");
    assertThat(order.path("closeTime").asString()).isEqualTo("2026-03-03T15:00:00+0000");
    assertThat(order.path("accountNumber").longValue()).isEqualTo(70001234L);
    var activity = order.path("orderActivityCollection").path(0);
    assertThat(activity.path("executionType").asString()).isEqualTo("FILL");
    assertThat(activity.at("/executionLegs/0/price").decimalValue()).isPositive();
    assertThat(order.at("/orderLegCollection/0/positionEffect").asString()).isEqualTo("OPENING");
  }

  @Test
  void aRestingOrderIsReplacedByOneWithAnotherNumber() {
    var limit = scene.price("AAPL", "0.5");
    var id = scene.place(simple("BUY", 10, "AAPL", limit(limit))).orderId();

    var lower = scene.price("AAPL", "0.4");
    var next =
        scene.trader("PUT", scene.orders() + "/" + id, simple("BUY", 6, "AAPL", limit(lower)));

    assertThat(next.orderId()).isNotEqualTo(id);
    assertThat(next.location()).endsWith("/orders/" + next.orderId());
    var before = scene.order(id);
    assertThat(before.path("status").asString()).isEqualTo("REPLACED");
    assertThat(before.at("/replacingOrderCollection/0/orderId").longValue())
        .isEqualTo(next.orderId());
    assertThat(before.at("/orderActivityCollection/0/executionType").asString())
        .isEqualTo("CANCELED");
    var after = scene.order(next.orderId());
    assertThat(after.path("quantity").decimalValue()).isEqualByComparingTo("6");
    assertThat(after.path("price").decimalValue()).isEqualByComparingTo(lower);
  }

  @Test
  void aCanceledOrderHasAnExecutionThatIsNoFill() {
    var id = scene.place(simple("BUY", 10, "AAPL", limit(scene.price("AAPL", "0.5")))).orderId();

    var reply = scene.trader("DELETE", scene.orders() + "/" + id, "");
    var again = scene.trader("DELETE", scene.orders() + "/" + id, "");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(again.status()).isEqualTo(400);
    var order = scene.order(id);
    assertThat(order.path("status").asString()).isEqualTo("CANCELED");
    assertThat(order.path("remainingQuantity").decimalValue()).isEqualByComparingTo("0");
    assertThat(order.path("orderActivityCollection")).hasSize(1);
    assertThat(order.at("/orderActivityCollection/0/executionType").asString())
        .isEqualTo("CANCELED");
  }

  @Test
  void aBusinessRefusalIsATakenOrderThatIsRejected() {
    var dear = scene.place(simple("BUY", 1_000_000, "AAPL", MARKET));
    var oversold = scene.place(simple("SELL", 5, "AAPL", MARKET));
    var fine = scene.place(simple("BUY", 1, "AAPL", limit("123.456")));
    var far = scene.place(simple("BUY", 1, "AAPL", limit(scene.price("AAPL", "3"))));
    var wrongSide =
        scene.place(simple("BUY", 1, "AAPL", "\"orderType\":\"STOP\",\"stopPrice\":\"1.00\""));

    assertThat(description(dear)).isEqualTo(Rejected.FUNDS);
    assertThat(description(oversold)).contains("Position_Sys_0001");
    assertThat(description(fine)).startsWith("Orders above $1");
    assertThat(description(far)).startsWith("Your limit price is significantly away");
    assertThat(description(wrongSide)).contains("Order_Sys_0002");
    assertThat(scene.schwab.ledger()).isEmpty();
    assertThat(scene.list()).hasSize(5);
  }

  private String description(Scene.Reply reply) {
    var order = scene.order(reply.orderId());
    assertThat(order.path("status").asString()).isEqualTo("REJECTED");
    assertThat(order.path("filledQuantity").decimalValue()).isEqualByComparingTo("0");
    return order.path("statusDescription").asString();
  }

  @Test
  void aSymbolThatNobodyKnowsIsAnErrorOfSchwabsOwn() {
    assertThat(scene.place(simple("BUY", 1, "NOSUCH", MARKET)).status()).isEqualTo(500);
    assertThat(scene.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"orderType\":\"MARKET\",\"clientOrderId\":\"mine\"",
        "\"orderType\":\"ICEBERG\"",
        "\"orderType\":\"LIMIT\"",
        "\"orderType\":\"LIMIT\",\"price\":\"abc\"",
        "\"orderType\":\"MARKET\",\"specialInstruction\":\"PLEASE\"",
      })
  void whatTheSchemaDoesNotHaveIsRefused(String terms) {
    var reply = scene.place(simple("BUY", 1, "AAPL", terms));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("errors").path(0).asString()).isNotEmpty();
    assertThat(scene.schwab.ledger()).isEmpty();
  }

  @Test
  void aFractionAndASessionThatDoesNotFitAreRefused() {
    var fraction = simple("BUY", 1, "AAPL", MARKET).replace("\"quantity\":1", "\"quantity\":0.5");
    var evening = simple("BUY", 1, "AAPL", MARKET).replace("NORMAL", "PM");

    assertThat(scene.place(fraction).status()).isEqualTo(400);
    assertThat(scene.place(evening).status()).isEqualTo(400);
  }

  @Test
  void aBracketIsAParentWithAPairOfChildren() {
    var id = scene.place(bracket("0.5")).orderId();

    var order = scene.order(id);
    var pair = order.path("childOrderStrategies").path(0);

    assertThat(order.path("orderStrategyType").asString()).isEqualTo("TRIGGER");
    assertThat(order.path("status").asString()).isEqualTo("WORKING");
    assertThat(pair.path("orderStrategyType").asString()).isEqualTo("OCO");
    assertThat(pair.path("childOrderStrategies"))
        .extracting(child -> child.path("orderType").asString() + child.path("status").asString())
        .containsExactly("LIMITAWAITING_PARENT_ORDER", "STOPAWAITING_PARENT_ORDER");
    assertThat(scene.list()).hasSize(1);
    assertThat(scene.schwab.ledger())
        .extracting(entry -> entry.path("parent").asString("none"))
        .containsExactly("none", String.valueOf(id), String.valueOf(id));
  }

  @Test
  void theExitsOfABracketWorkOnceTheEntryFilled() {
    var order = scene.order(scene.place(bracket("1.02")).orderId());

    assertThat(order.path("status").asString()).isEqualTo("FILLED");
    assertThat(order.at("/childOrderStrategies/0/childOrderStrategies"))
        .extracting(child -> child.path("status").asString())
        .containsExactly("WORKING", "AWAITING_STOP_CONDITION");
  }

  @Test
  void aPairHasANumberOfItsOwnAndIsCanceledByIt() {
    scene.place(simple("BUY", 4, "AAPL", MARKET));
    var id =
        scene
            .place("{\"orderStrategyType\":\"OCO\",\"childOrderStrategies\":" + exits() + "}")
            .orderId();

    var pair = scene.order(id);
    var first = pair.at("/childOrderStrategies/0/orderId").longValue();
    scene.trader("DELETE", scene.orders() + "/" + id, "");

    assertThat(pair.path("status").asString()).isEqualTo("WORKING");
    assertThat(pair.path("orderId").longValue()).isEqualTo(id).isNotEqualTo(first);
    assertThat(scene.order(first).path("status").asString()).isEqualTo("CANCELED");
    assertThat(scene.order(id).path("status").asString()).isEqualTo("CANCELED");
  }

  @Test
  void listsAreCutByTimeAndStatus() {
    scene.place(simple("BUY", 1, "AAPL", MARKET));
    scene.place(simple("BUY", 1, "AAPL", limit(scene.price("AAPL", "0.5"))));
    scene.schwab.clock().advance(Duration.ofHours(1));
    scene.withLogin();
    var from = scene.schwab.clock().instant();
    scene.place(simple("BUY", 2, "AAPL", MARKET));

    var late =
        scene.get(
            "%s?fromEnteredTime=%s&toEnteredTime=%s"
                .formatted(scene.orders(), from, from.plusSeconds(1)));
    var working =
        scene.get(
            scene.orders() + scene.span("fromEnteredTime", "toEnteredTime") + "&status=WORKING");
    var all = scene.get("/orders" + scene.span("fromEnteredTime", "toEnteredTime"));

    assertThat(late.json()).hasSize(1);
    assertThat(working.json()).hasSize(1);
    assertThat(all.json()).hasSize(3);
    assertThat(scene.get(scene.orders()).status()).isEqualTo(400);
    assertThat(
            scene
                .get(
                    scene.orders()
                        + "?fromEnteredTime=2024-01-01T00:00:00.000Z&toEnteredTime=2026-01-01T00:00:00.000Z")
                .status())
        .isEqualTo(400);
  }

  @Test
  void previewTellsTheReasonAndPlacesNothing() {
    var path = "/accounts/" + scene.hash(DemoLogins.MARGIN) + "/previewOrder";

    var good = scene.trader("POST", path, simple("BUY", 1, "AAPL", MARKET));
    var doomed = scene.trader("POST", path, simple("SELL", 1, "AAPL", MARKET));

    assertThat(good.json().at("/orderStrategy/status").asString()).isEqualTo("ACCEPTED");
    assertThat(doomed.status()).isEqualTo(200);
    assertThat(doomed.json().at("/orderStrategy/status").asString()).isEqualTo("REJECTED");
    assertThat(doomed.json().at("/orderValidationResult/rejects/0/activityMessage").asString())
        .contains("oversold");
    assertThat(scene.list()).isEmpty();
  }

  @Test
  void aSpreadFillsWithItsLegs() {
    var symbols =
        scene.market("/chains?symbol=AAPL&contractType=CALL").json().path("callExpDateMap");
    var strikes = symbols.properties().iterator().next().getValue().properties().iterator();
    var one = strikes.next().getValue().at("/0/symbol").asString();
    var two = strikes.next().getValue().at("/0/symbol").asString();
    var body =
        """
        {"session":"NORMAL","duration":"DAY","orderStrategyType":"SINGLE","orderType":"NET_DEBIT",
         "price":"50.00","complexOrderStrategyType":"VERTICAL","orderLegCollection":[
          {"instruction":"BUY_TO_OPEN","quantity":2,"instrument":{"symbol":"%s","assetType":"OPTION"}},
          {"instruction":"SELL_TO_OPEN","quantity":2,"instrument":{"symbol":"%s","assetType":"OPTION"}}]}
        """
            .formatted(one, two);

    var order = scene.order(scene.place(body).orderId());

    assertThat(order.path("status").asString()).isEqualTo("FILLED");
    assertThat(order.path("orderLegCollection"))
        .extracting(leg -> leg.at("/instrument/symbol").asString())
        .containsExactly(one, two);
    assertThat(order.path("orderActivityCollection"))
        .extracting(activity -> activity.at("/executionLegs/0/legId").intValue())
        .containsExactlyInAnyOrder(1, 2);
  }

  private String bracket(String factor) {
    return """
    {"orderType":"LIMIT","session":"NORMAL","duration":"DAY","price":"%s",
     "orderStrategyType":"TRIGGER","orderLegCollection":[{"instruction":"BUY","quantity":4,
       "instrument":{"symbol":"AAPL","assetType":"EQUITY"}}],
     "childOrderStrategies":[{"orderStrategyType":"OCO","childOrderStrategies":%s}]}
    """
        .formatted(scene.price("AAPL", factor), exits());
  }

  private String exits() {
    return "[%s,%s]"
        .formatted(
            simple("SELL", 4, "AAPL", limit(scene.price("AAPL", "1.5"))),
            simple(
                "SELL",
                4,
                "AAPL",
                "\"orderType\":\"STOP\",\"stopPrice\":\"%s\""
                    .formatted(scene.price("AAPL", "0.2"))));
  }

  private static String limit(String price) {
    return "\"orderType\":\"LIMIT\",\"price\":\"%s\"".formatted(price);
  }
}
