package io.brokerway.simulators.alpaca;

import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import io.brokerway.simulators.SimulatorClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** A simulator at a known moment, and callers of its paper and live accounts. */
final class Scene implements AutoCloseable {
  /** A Tuesday, ten in the morning in New York. */
  static final Instant MORNING = Instant.parse("2026-03-03T15:00:00Z");

  private static final Tape ALWAYS_OPEN = Tape.of(TapeConfig.alwaysOpen());
  private static final Tape MARKET_HOURS = Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS));

  final AlpacaSimulator alpaca;
  final Caller paper;
  final Caller live;
  final Caller data;

  private Scene(AlpacaSimulator alpaca) {
    this.alpaca = alpaca;
    this.paper = new Caller(alpaca.paperUrl(), DemoLogins.PAPER.keys());
    this.live = new Caller(alpaca.liveUrl(), DemoLogins.LIVE.keys());
    this.data = new Caller(alpaca.dataUrl(), DemoLogins.PAPER.keys());
  }

  /** A market that never closes. */
  static Scene alwaysOpen() {
    return new Scene(AlpacaSimulator.start(SimulatorClock.standing(MORNING), ALWAYS_OPEN));
  }

  /** The real hours of New York, at a moment. */
  static Scene at(String moment) {
    var clock = SimulatorClock.standing(Instant.parse(moment));
    return new Scene(AlpacaSimulator.start(clock, MARKET_HOURS));
  }

  static Tape prices() {
    return ALWAYS_OPEN;
  }

  /** A caller of the paper host with other keys. */
  Caller paperAs(KeyPair keys) {
    return new Caller(alpaca.paperUrl(), keys);
  }

  Caller control() {
    return new Caller(alpaca.controlUrl(), DemoLogins.PAPER.keys());
  }

  /** The ask of a symbol now, in whole cents. */
  BigDecimal ask(String symbol) {
    var listed = alpaca.venue().prices().find(symbol).orElseThrow();
    var quote = alpaca.venue().prices().quote(listed, alpaca.clock().instant());
    return quote.ask().setScale(2, RoundingMode.HALF_UP);
  }

  /** A price so far below the market that a buy rests. */
  String restingBuy(String symbol) {
    return ask(symbol).multiply(new BigDecimal("0.5")).setScale(2, RoundingMode.DOWN).toString();
  }

  @Override
  public void close() {
    alpaca.close();
  }
}
