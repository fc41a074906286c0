package io.brokerway.simulators.zerodha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class KiteFaultsTest {
  private final Scene scene = Scene.open();
  private final Kite kite = scene.kite();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void anOrderIsTakenThoughTheAnswerSaysTimedOutAndIsListedLater() {
    kite.control("/zerodha/hidden", "{\"orders\":1,\"for\":\"PT8S\"}");
    var body =
        "{\"status\":\"error\",\"message\":\"Order request timed out. Please check the order book"
            + " and confirm before placing again.\",\"data\":null,\"error_type\":\"OrderException\"}";
    scene.zerodha.spoil(
        Fault.afterAccepting(
            "zerodha", "POST", "/api/orders/.*", new Answer.Status(400, "application/json", body)));

    var reply = kite.post("/orders/regular", scene.limit("BUY", 1, "0.9"));

    assertThat(reply.errorType()).isEqualTo("OrderException");
    assertThat(kite.get("/orders").data()).isEmpty();
    scene.clock.advance(Duration.ofSeconds(9));
    assertThat(kite.get("/orders").data()).hasSize(1);
    assertThat(scene.zerodha.accepted("TBUY1")).isEqualTo(1);
  }

  @Test
  void anOrderIsLostThoughTheAnswerIsGood() {
    scene.zerodha.spoil(
        Fault.withoutAccepting("zerodha", "POST", "/api/orders/.*", new Answer.AsIs()));

    var reply = kite.post("/orders/regular", scene.limit("BUY", 1, "0.9"));

    assertThat(reply.data().path("order_id").asString()).hasSize(15);
    assertThat(kite.get("/orders").data()).isEmpty();
    assertThat(scene.zerodha.ledger()).isEmpty();
  }

  @Test
  void tooManyCallsGetKitesAnswer() {
    scene.zerodha.broker().allowCalls(2);

    kite.get("/quote/ltp?i=NSE:INFY");
    kite.get("/quote/ltp?i=NSE:INFY");
    var third = kite.get("/quote/ltp?i=NSE:INFY");

    assertThat(third.status()).isEqualTo(429);
    assertThat(third.errorType()).isEqualTo("NetworkException");
    assertThat(third.message()).isEqualTo("Too many requests");
    scene.clock.advance(Duration.ofSeconds(1));
    assertThat(kite.get("/quote/ltp?i=NSE:INFY").status()).isEqualTo(200);
  }

  @Test
  void ordersAreCountedBySecondAndMinuteAndQuotesApart() {
    var limits = new KiteLimits(scene.clock);
    for (var i = 0; i < 10; i++) {
      limits.count(KiteLimits.Group.ORDERS, "me");
    }
    limits.count(KiteLimits.Group.QUOTES, "me");
    limits.count(KiteLimits.Group.ORDERS, "somebody else");

    assertThatThrownBy(() -> limits.count(KiteLimits.Group.ORDERS, "me"))
        .isInstanceOf(Refusal.class);
    assertThat(KiteLimits.of("POST", "/orders/regular")).isEqualTo(KiteLimits.Group.ORDERS);
    assertThat(KiteLimits.of("GET", "/orders/1")).isEqualTo(KiteLimits.Group.OTHERS);
  }

  @Test
  void ordersFromElsewhereAndMoneyThatComesInAreSeen() {
    kite.control(
        "/zerodha/orders",
        "{\"user_id\":\"ZQ1001\",\"order\":{\"exchange\":\"NSE\",\"tradingsymbol\":\"RELIANCE\","
            + "\"transaction_type\":\"BUY\",\"order_type\":\"LIMIT\",\"product\":\"CNC\","
            + "\"quantity\":1,\"price\":%s}}".formatted(scene.price("RELIANCE", "0.9")));
    kite.control("/zerodha/deposits", "{\"user_id\":\"ZQ1001\",\"amount\":\"1000\"}");

    assertThat(kite.get("/orders").data().path(0).path("tag").isNull()).isTrue();
    var available = kite.get("/user/margins/equity").data().path("available");
    assertThat(available.path("intraday_payin").decimalValue()).isEqualByComparingTo("1000");
  }

  @Test
  void theApplicationIsToldWithAChecksumOfItsSecret() throws IOException, InterruptedException {
    var told = new LinkedBlockingQueue<JsonNode>();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/postback",
        exchange -> {
          told.add(Json.read(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    var app =
        new KiteApp(
            "posted",
            "s3cr3t",
            "Posted",
            DemoLogins.APP.redirectUrl(),
            URI.create("http://127.0.0.1:%d/postback".formatted(server.getAddress().getPort())),
            false,
            Set.of());
    scene.zerodha.register(app);

    var id =
        Kite.of(scene.zerodha, scene.user, app).place("regular", scene.limit("BUY", 1, "1.05"));

    var first = told.poll(10, TimeUnit.SECONDS);
    var second = told.poll(10, TimeUnit.SECONDS);
    server.stop(0);
    assertThat(first).isNotNull();
    assertThat(second).isNotNull();
    assertThat(second.path("status").asString()).isEqualTo("COMPLETE");
    assertThat(second.path("order_id").asString()).isEqualTo(id);
    assertThat(second.path("checksum").asString())
        .isEqualTo(Checksum.of(id, second.path("order_timestamp").asString(), "s3cr3t"));
  }

  @Test
  void theChecksumOfAPostbackIsThatOfTheDocumentation() {
    assertThat(Checksum.of("250310000000017", "2025-03-10 10:15:02", "s3cr3t"))
        .isEqualTo("e8dcb682ede4b84b79e806e5882a6a43ec6202d1de512f88bc842ea66312ea9e");
  }

  @Test
  void aTriggerPlacesItsOrderWhenThePriceComes() {
    var seen = scene.price("RELIANCE", "1.1");
    var reply =
        kite.post(
            "/gtt/triggers",
            "type",
            "single",
            "condition",
            "{\"exchange\":\"NSE\",\"tradingsymbol\":\"RELIANCE\",\"trigger_values\":[%s],\"last_price\":%s}"
                .formatted(scene.price("RELIANCE", "1.05"), seen),
            "orders",
            "[{\"exchange\":\"NSE\",\"tradingsymbol\":\"RELIANCE\",\"transaction_type\":\"BUY\",\"quantity\":2,\"order_type\":\"LIMIT\",\"product\":\"CNC\",\"price\":%s}]"
                .formatted(seen));
    var path = "/gtt/triggers/" + reply.data().path("trigger_id").longValue();
    assertThat(kite.get(path).data().path("status").asString()).isEqualTo("active");

    scene.clock.advance(Duration.ofSeconds(2));

    var fired = kite.get(path).data();
    assertThat(fired.path("status").asString()).isEqualTo("triggered");
    var result = fired.path("orders").path(0).path("result").path("order_result");
    assertThat(result.path("status").asString()).isEqualTo("success");
    assertThat(kite.order(result.path("order_id").asString()).path("status").asString())
        .isEqualTo("COMPLETE");
    assertThat(kite.delete(path).errorType()).isEqualTo("InputException");
  }

  @Test
  void aTriggerFiresOnTheSideThatItWaitsOn() {
    var trigger =
        new GoodTillTriggered(
            1,
            "ZQ1001",
            "",
            Instruments.load().find("NSE:RELIANCE").orElseThrow(),
            List.of(new BigDecimal(90), new BigDecimal(110)),
            new BigDecimal(100),
            List.of(),
            List.of(),
            "active",
            Scene.MORNING,
            Scene.MORNING,
            Scene.MORNING.plus(Duration.ofDays(365)));

    assertThat(trigger.firedBy(new BigDecimal(91), new BigDecimal(109))).isEqualTo(-1);
    assertThat(trigger.firedBy(new BigDecimal(90), new BigDecimal(109))).isZero();
    assertThat(trigger.firedBy(new BigDecimal(91), new BigDecimal(110))).isEqualTo(1);
  }
}
