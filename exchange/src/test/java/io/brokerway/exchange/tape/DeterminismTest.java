package io.brokerway.exchange.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** The market is the same on every machine: books agree to the cent wherever they were kept. */
final class DeterminismTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(1_307);
  private static final int STEPS = 200;

  private final Tape tape = Tape.of(TapeConfig.alwaysOpen());

  @Test
  void quotesAndVolumesAreThoseOfEveryOtherMachine() {
    var text = new StringBuilder();
    for (var symbol : List.of("AAPL", "AMD", "SPY", "BRK.B", "F", "BTC-USD", "ETH-USD")) {
      var listed = tape.find(symbol).orElseThrow();
      for (var i = 0; i < STEPS; i++) {
        var quote = tape.quote(listed, START.plus(STEP.multipliedBy(i)));
        text.append(symbol)
            .append(quote.bid())
            .append(quote.ask())
            .append(quote.last())
            .append(quote.bidSize())
            .append(quote.askSize())
            .append(quote.dayVolume());
      }
    }

    assertThat(checksum(text.toString())).isEqualTo(2_626_321_282L);
  }

  @Test
  void everyPriceIsAWholeNumberOfCents() {
    for (var listed : tape.listings()) {
      for (var i = 0; i < STEPS; i += 10) {
        var at = START.plus(STEP.multipliedBy(i));
        var quote = tape.quote(listed, at);

        assertThat(
                List.of(
                    quote.bid(),
                    quote.ask(),
                    quote.last(),
                    quote.dayOpen(),
                    quote.dayHigh(),
                    quote.dayLow(),
                    quote.previousClose(),
                    tape.latestTrade(listed, at).price(),
                    tape.closePrice(listed, at)))
            .as("%s at %s", listed.symbol(), at)
            .allSatisfy(price -> {
              assertThat(price.scale()).isEqualTo(2);
              assertThat(price).isPositive();
            });
      }
    }
  }

  @Test
  void barsAreWholeCentsToo() {
    var prices = new ArrayList<BigDecimal>();
    for (var bar : bars("AMD", BarSize.MINUTE_1)) {
      prices.addAll(List.of(bar.open(), bar.high(), bar.low(), bar.close()));
    }

    assertThat(prices)
        .hasSize(4 * 1_440)
        .allSatisfy(price -> assertThat(price.scale()).isEqualTo(2));
  }

  private List<Bar> bars(String symbol, BarSize size) {
    var end = START.plus(Duration.ofDays(1));
    return tape.bars(tape.find(symbol).orElseThrow(), size, START, end, 10_000, end);
  }

  private static long checksum(String text) {
    var checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return checksum.getValue();
  }
}
