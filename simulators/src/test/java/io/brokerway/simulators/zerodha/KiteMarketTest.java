package io.brokerway.simulators.zerodha;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.exchange.tape.MarketQuote;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KiteMarketTest {
  private final Scene scene = Scene.open();
  private final Kite kite = scene.kite();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void candlesBeginWithTheOpeningAndEndWithTheClose() {
    var reply =
        kite.get(
            "/instruments/historical/738561/15minute?from=2026-03-09+00:00:00&to=2026-03-09+23:59:59");

    var candles = reply.data().path("candles");
    assertThat(candles).hasSize(25);
    assertThat(candles.path(0).path(0).asString()).isEqualTo("2026-03-09T09:15:00+0530");
    assertThat(candles.path(24).path(0).asString()).isEqualTo("2026-03-09T15:15:00+0530");
  }

  @Test
  void aRequestForTooManyDaysIsRefused() {
    var reply =
        kite.get(
            "/instruments/historical/738561/minute?from=2026-01-01+00:00:00&to=2026-03-09+00:00:00");

    assertThat(reply.errorType()).isEqualTo("InputException");
    assertThat(reply.message()).contains("60 days");
  }

  @Test
  void pricesLieOnTheirGrid() {
    var quote = kite.get("/quote?i=NSE:RELIANCE&i=738561").data();

    assertThat(quote.propertyNames()).containsExactly("NSE:RELIANCE", "738561");
    var depth = quote.path("738561").path("depth");
    var bid = depth.path("buy").path(0).path("price").decimalValue();
    assertThat(KiteInstrument.isOnTick(bid)).isTrue();
    assertThat(bid).isLessThan(depth.path("sell").path(0).path("price").decimalValue());
  }

  @Test
  void theMarketKeepsIndianHours() {
    try (var early = Scene.at("2026-03-10T03:44:59Z")) {
      var listed = early.zerodha.venue().prices().find("NSE:INFY").orElseThrow();
      var prices = early.zerodha.venue().prices();
      var before = prices.hours(listed, early.clock.instant());
      assertThat(before.isRegular()).isFalse();
      assertThat(before.nextOpen()).isEqualTo("2026-03-10T03:45:00Z");
      assertThat(prices.dayEnd(listed, early.clock.instant(), false))
          .isEqualTo("2026-03-10T10:00:00Z");
    }
  }

  @Test
  void aFrameHasTheDocumentedBytes() {
    var reliance = Instruments.load().find("NSE:RELIANCE").orElseThrow();
    var quote = quote(reliance, "1251.40");

    var frame = Packets.frame(List.of(Packets.of(reliance, quote, quote.at(), Packets.Mode.LTP)));

    assertThat(HexFormat.of().formatHex(frame)).isEqualTo("00010008000b45010001e8d4");
    assertThat(Packets.of(reliance, quote, quote.at(), Packets.Mode.QUOTE)).hasSize(44);
    assertThat(Packets.of(reliance, quote, quote.at(), Packets.Mode.FULL)).hasSize(184);
    var index = Instruments.load().find("NSE:NIFTY 50").orElseThrow();
    assertThat(Packets.of(index, quote(index, "24000"), quote.at(), Packets.Mode.QUOTE))
        .hasSize(28);
    assertThat(Packets.of(index, quote(index, "24000"), quote.at(), Packets.Mode.FULL)).hasSize(32);
  }

  private static MarketQuote quote(KiteInstrument instrument, String last) {
    var price = new BigDecimal(last);
    return new MarketQuote(
        instrument.listed(),
        price,
        BigDecimal.TEN,
        price.add(KiteInstrument.TICK),
        BigDecimal.TEN,
        price,
        BigDecimal.ONE,
        price,
        price,
        price,
        BigDecimal.TEN,
        price,
        Scene.MORNING,
        0,
        true);
  }
}
