package io.brokerway.simulators.zerodha;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KiteOrdersTest {
  private final Scene scene = Scene.open();
  private final Kite kite = scene.kite();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void partsThatFillAreCounted() {
    scene.prices.show(new BigDecimal(4));
    var id = kite.place("regular", scene.limit("BUY", 10, "1.05"));

    var row = kite.order(id);
    assertThat(row.path("status").asString()).isEqualTo("OPEN");
    assertThat(row.path("filled_quantity").intValue()).isEqualTo(4);
    assertThat(row.path("pending_quantity").intValue()).isEqualTo(6);
    assertThat(row.path("tags").path(0).asString()).isEqualTo("TBUY10");
    scene.prices.show(new BigDecimal(6));
    scene.clock.advance(Duration.ofSeconds(5));
    assertThat(kite.order(id).path("status").asString()).isEqualTo("COMPLETE");
    assertThat(kite.get("/orders/%s/trades".formatted(id)).data())
        .extracting(trade -> trade.path("quantity").intValue())
        .containsExactly(4, 6);
    assertThat(scene.zerodha.accepted("TBUY10")).isEqualTo(1);
  }

  @Test
  void theSameFormTwiceIsTwoOrders() {
    var first = kite.place("regular", scene.limit("BUY", 1, "0.9"));
    var second = kite.place("regular", scene.limit("BUY", 1, "0.9"));

    assertThat(second).isNotEqualTo(first);
    assertThat(scene.zerodha.accepted("TBUY1")).isEqualTo(2);
  }

  @Test
  void aPriceBeyondTheCircuitIsTakenAndThenRejected() {
    var id = kite.place("regular", scene.limit("BUY", 1, "0.5"));

    var row = kite.order(id);
    assertThat(row.path("status").asString()).isEqualTo("REJECTED");
    assertThat(row.path("status_message").asString()).contains("circuit");
    assertThat(kite.get("/orders/" + id).data()).hasSize(2);
    assertThat(scene.zerodha.ledger()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "exchange, NYSE, InputException",
    "exchange, NFO, PermissionException",
    "tradingsymbol, NOSUCH, InputException",
    "transaction_type, SHORT, InputException",
    "order_type, STOP, InputException",
    "product, NRML, InputException",
    "quantity, 0, InputException",
    "quantity, 1.5, InputException",
    "price, 1250.03, InputException",
    "validity, GTC, InputException",
    "tag, not_alphanumeric, InputException",
    "tag, 123456789012345678901, InputException",
    "nonsense, 1, InputException",
    "quantity, 100000, MarginException",
    "transaction_type, SELL, HoldingException"
  })
  void whatKiteDoesNotTakeIsRefusedInItsWords(String field, String value, String type) {
    var reply = kite.post("/orders/regular", scene.limit("BUY", 1, "1", field, value));

    assertThat(reply.errorType()).isEqualTo(type);
    assertThat(reply.json().path("status").asString()).isEqualTo("error");
    assertThat(scene.zerodha.ledger()).isEmpty();
  }

  @Test
  void aStopWaitsForItsTriggerAndChangesItsType() {
    var id =
        kite.place(
            "regular",
            scene.limit(
                "BUY",
                2,
                "1.1",
                "order_type",
                "SL",
                "trigger_price",
                scene.price("RELIANCE", "1.08")));

    assertThat(kite.order(id).path("status").asString()).isEqualTo("TRIGGER PENDING");
    var changed =
        kite.put(
            "/orders/regular/" + id,
            "order_type",
            "LIMIT",
            "price",
            scene.price("RELIANCE", "0.9"));
    assertThat(changed.data().path("order_id").asString()).isEqualTo(id);
    var row = kite.order(id);
    assertThat(row.path("status").asString()).isEqualTo("OPEN");
    assertThat(row.path("order_type").asString()).isEqualTo("LIMIT");
    assertThat(row.path("quantity").intValue()).isEqualTo(2);
    assertThat(kite.get("/orders").data()).hasSize(1);
  }

  @Test
  void aChangeKeepsWhatFilledAndTheId() {
    scene.prices.show(new BigDecimal(3));
    var id = kite.place("regular", scene.limit("BUY", 10, "1.05"));

    var tooFew = kite.put("/orders/regular/" + id, "quantity", "3");
    var taken =
        kite.put("/orders/regular/" + id, "quantity", "8", "price", scene.price("RELIANCE", "0.9"));

    assertThat(tooFew.errorType()).isEqualTo("OrderException");
    assertThat(taken.status()).isEqualTo(200);
    var row = kite.order(id);
    assertThat(row.path("quantity").intValue()).isEqualTo(8);
    assertThat(row.path("filled_quantity").intValue()).isEqualTo(3);
    assertThat(row.path("pending_quantity").intValue()).isEqualTo(5);
    assertThat(row.path("modified").booleanValue()).isTrue();
    assertThat(kite.put("/orders/regular/" + id, "transaction_type", "SELL").status())
        .isEqualTo(400);
  }

  @Test
  void aCanceledOrderStaysCanceled() {
    var id = kite.place("regular", scene.limit("BUY", 5, "0.9"));

    var first = kite.delete("/orders/regular/" + id);
    var second = kite.delete("/orders/regular/" + id);

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.errorType()).isEqualTo("OrderException");
    assertThat(kite.order(id).path("cancelled_quantity").intValue()).isEqualTo(5);
    assertThat(kite.get("/orders/" + id).data())
        .extracting(row -> row.path("status").asString())
        .endsWith("CANCEL PENDING", "CANCELLED");
  }

  @Test
  void anOrderForTheDayLapsesAndIsForgottenInTheMorning() {
    var id = kite.place("regular", scene.limit("BUY", 5, "0.9"));
    scene.clock.set(Instant.parse("2026-03-10T10:01:00Z"));

    assertThat(kite.order(id).path("status").asString()).isEqualTo("LAPSED");
    assertThat(kite.post("/orders/regular", scene.limit("BUY", 1, "0.9")).message())
        .startsWith("Markets are closed right now.");
    scene.clock.set(Instant.parse("2026-03-11T04:00:00Z"));
    assertThat(scene.kite().get("/orders").data()).isEmpty();
  }

  @Test
  void anAfterMarketOrderWaitsForTheOpening() {
    scene.clock.set(Instant.parse("2026-03-10T13:00:00Z"));

    var id = kite.place("amo", scene.limit("BUY", 5, "1.05"));

    assertThat(kite.order(id).path("status").asString()).isEqualTo("AMO REQ RECEIVED");
    assertThat(kite.order(id).path("exchange_order_id").isNull()).isTrue();
    scene.clock.set(Instant.parse("2026-03-11T03:46:00Z"));
    assertThat(scene.kite().order(id).path("status").asString()).isEqualTo("COMPLETE");
    var net = scene.kite().get("/portfolio/positions").data().path("net");
    assertThat(net.path(0).path("quantity").intValue()).isEqualTo(5);
  }

  @Test
  void whatDoesNotFillAtOnceOfAnImmediateOrderIsCanceled() {
    scene.prices.show(new BigDecimal(2));

    var id = kite.place("regular", scene.limit("BUY", 5, "1.05", "validity", "IOC"));

    var row = kite.order(id);
    assertThat(row.path("status").asString()).isEqualTo("CANCELLED");
    assertThat(row.path("filled_quantity").intValue()).isEqualTo(2);
    assertThat(row.path("cancelled_quantity").intValue()).isEqualTo(3);
  }

  @Test
  void anOrderOfSomeMinutesLapses() {
    var id =
        kite.place("regular", scene.limit("BUY", 5, "0.9", "validity", "TTL", "validity_ttl", "2"));
    scene.clock.advance(Duration.ofMinutes(3));

    assertThat(kite.order(id).path("status").asString()).isEqualTo("LAPSED");
    assertThat(kite.order(id).path("validity_ttl").intValue()).isEqualTo(2);
  }

  @Test
  void aCoverOrderBringsItsStopOnceItFilled() {
    var id =
        kite.place(
            "co",
            scene.limit(
                "BUY",
                5,
                "1.05",
                "product",
                "MIS",
                "trigger_price",
                scene.price("RELIANCE", "0.95")));

    var second =
        kite.get("/orders")
            .data()
            .valueStream()
            .filter(row -> row.path("parent_order_id").asString("").equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(second.path("status").asString()).isEqualTo("TRIGGER PENDING");
    assertThat(second.path("transaction_type").asString()).isEqualTo("SELL");
    var stop = second.path("order_id").asString();
    assertThat(kite.delete("/orders/co/%s?parent_order_id=%s".formatted(stop, id)).status())
        .isEqualTo(200);
    var net = kite.get("/portfolio/positions").data().path("net");
    assertThat(net.path(0).path("quantity").intValue()).isZero();
  }

  @Test
  void theLegsOfAnIcebergFollowOneAnother() {
    var id =
        kite.place(
            "iceberg", scene.limit("BUY", 5, "1.05", "iceberg_legs", "2", "iceberg_quantity", "3"));

    assertThat(kite.order(id).path("meta").path("iceberg").path("remaining_quantity").intValue())
        .isEqualTo(2);
    Eventually.holds(() -> kite.get("/orders").data().size() == 2);
    assertThat(kite.get("/orders").data().path(1).path("quantity").intValue()).isEqualTo(2);
  }

  @Test
  void anOrderAboveTheFreezeQuantityIsSliced() {
    kite.control("/zerodha/deposits", "{\"user_id\":\"ZQ1001\",\"amount\":\"50000000\"}");

    var reply =
        kite.post("/orders/regular", scene.limit("BUY", 25_000, "0.9", "autoslice", "true"));

    assertThat(reply.data().path("children")).hasSize(3);
    assertThat(kite.get("/orders").data().path(1).path("tags").path(1).asString())
        .isEqualTo("autoslice");
  }
}
