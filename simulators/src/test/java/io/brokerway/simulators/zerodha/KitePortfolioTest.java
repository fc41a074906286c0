package io.brokerway.simulators.zerodha;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class KitePortfolioTest {
  private final Scene scene = Scene.open();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void whatWasBoughtIsAPositionTodayAndAHoldingTomorrow() {
    var kite = scene.kite();
    kite.place("regular", scene.limit("BUY", 10, "1.05"));

    assertThat(kite.get("/portfolio/holdings").data()).isEmpty();
    assertThat(net(kite).path(0).path("quantity").intValue()).isEqualTo(10);
    scene.clock.set(Instant.parse("2026-03-11T05:00:00Z"));
    var next = scene.kite();
    var holding = next.get("/portfolio/holdings").data().path(0);
    assertThat(holding.path("t1_quantity").intValue()).isEqualTo(10);
    assertThat(holding.path("quantity").intValue()).isZero();
    assertThat(holding.path("isin").asString()).isEqualTo("INE002A01018");
    assertThat(net(next)).isEmpty();
    scene.clock.set(Instant.parse("2026-03-12T05:00:00Z"));
    var settled = scene.kite().get("/portfolio/holdings").data().path(0);
    assertThat(settled.path("quantity").intValue()).isEqualTo(10);
    assertThat(settled.path("t1_quantity").intValue()).isZero();
  }

  @Test
  void aHoldingThatIsSoldIsANegativePositionUntilTheMorning() {
    scene.kite().place("regular", scene.limit("BUY", 10, "1.05"));
    scene.clock.set(Instant.parse("2026-03-12T05:00:00Z"));
    var kite = scene.kite();

    kite.place("regular", scene.limit("SELL", 4, "0.95"));

    var holding = kite.get("/portfolio/holdings").data().path(0);
    assertThat(holding.path("quantity").intValue()).isEqualTo(10);
    assertThat(holding.path("used_quantity").intValue()).isEqualTo(4);
    assertThat(net(kite).path(0).path("quantity").intValue()).isEqualTo(-4);
    scene.clock.set(Instant.parse("2026-03-13T05:00:00Z"));
    assertThat(scene.kite().get("/portfolio/holdings").data().path(0).path("quantity").intValue())
        .isEqualTo(6);
  }

  @Test
  void whatIsToBeClosedTheSameDayBindsAFifth() {
    var kite = scene.kite();

    kite.place("regular", scene.limit("SELL", 10, "0.95", "product", "MIS"));

    var row = net(kite).path(0);
    var value = row.path("sell_value").decimalValue();
    var equity = kite.get("/user/margins/equity").data();
    assertThat(row.path("quantity").intValue()).isEqualTo(-10);
    assertThat(equity.path("utilised").path("debits").decimalValue())
        .isEqualByComparingTo(
            value.multiply(new BigDecimal("0.2")).setScale(2, RoundingMode.HALF_UP));
    assertThat(row.path("pnl").decimalValue())
        .isEqualByComparingTo(
            value.subtract(row.path("last_price").decimalValue().multiply(BigDecimal.TEN)));
  }

  @Test
  void theFundsAddUp() {
    var kite = scene.kite();
    kite.place("regular", scene.limit("BUY", 10, "1.05"));
    kite.place("regular", scene.limit("BUY", 7, "0.9"));

    var equity = kite.get("/user/margins/equity").data();
    var available = equity.path("available");

    assertThat(equity.path("net")).isEqualTo(available.path("live_balance"));
    assertThat(
            available
                .path("cash")
                .decimalValue()
                .add(available.path("intraday_payin").decimalValue())
                .subtract(equity.path("utilised").path("debits").decimalValue()))
        .isEqualByComparingTo(equity.path("net").decimalValue());
    assertThat(available.path("live_balance").decimalValue())
        .isLessThan(available.path("cash").decimalValue());
  }

  @Test
  void anAccountThatWasNeverUsedIsEmptyAndNotAnError() {
    var kite = scene.kite();

    assertThat(kite.get("/orders").data().isArray()).isTrue();
    assertThat(kite.get("/trades").data()).isEmpty();
    assertThat(kite.get("/portfolio/holdings/summary").data().path("total_pnl_percent").intValue())
        .isZero();
    assertThat(kite.get("/mf/holdings").data()).isEmpty();
    assertThat(kite.get("/nowhere").status()).isEqualTo(404);
  }

  private static JsonNode net(Kite kite) {
    return kite.get("/portfolio/positions").data().path("net");
  }
}
