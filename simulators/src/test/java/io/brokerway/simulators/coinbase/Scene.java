package io.brokerway.simulators.coinbase;

import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/** A simulator at a known moment, and the caller of its main demo portfolio. */
final class Scene implements AutoCloseable {
  static final Instant MORNING = Instant.parse("2026-03-03T15:00:00Z");

  private static final Tape TAPE = Tape.of(TapeConfig.alwaysOpen());

  final ThinPrices prices = ThinPrices.of(TAPE);
  final CoinbaseSimulator coinbase;
  final Caller caller;

  Scene() {
    coinbase =
        CoinbaseSimulator.start(
            CoinbaseSetup.inMemory(SimulatorClock.standing(MORNING), prices)
                .withRequestsPerSecond(1_000),
            0);
    caller = as(DemoLogins.MAIN.key());
    prices.show(new BigDecimal(1_000_000));
  }

  Caller as(KeyFile key) {
    return new Caller(coinbase.url(), key, coinbase.clock());
  }

  /** The last price of a product. */
  BigDecimal price(String product) {
    var listed = prices.find(product).orElseThrow();
    return prices.quote(listed, coinbase.clock().instant()).last();
  }

  /** A price so many times the last one. */
  String times(String product, String factor) {
    return price(product)
        .multiply(new BigDecimal(factor))
        .setScale(2, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** Shows so many coins, and lets a second pass. */
  void offer(String units) {
    prices.show(new BigDecimal(units));
    coinbase.clock().advance(Duration.ofSeconds(1));
  }

  @Override
  public void close() {
    coinbase.close();
  }
}
