package io.brokerway.brokers.zerodha;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The shares of each exchange, read once in a while: the list is the same for every login.
 * Thread-safe; who comes while a list is read waits for it.
 */
final class ZerodhaShares {

  private record Kept(Map<String, ZerodhaInstruments.Row> rows, Instant at) {}

  private final Duration maxAge;
  private final Clock clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  ZerodhaShares(Duration maxAge, Clock clock) {
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /**
   * The shares of an exchange, by symbol.
   *
   * @param read asks Kite for the list
   */
  Map<String, ZerodhaInstruments.Row> of(String exchange, Function<String, String> read) {
    var now = clock.instant();
    return kept.compute(
            exchange,
            (_, old) ->
                old != null && now.isBefore(old.at().plus(maxAge))
                    ? old
                    : new Kept(ZerodhaInstruments.shares(read.apply(exchange)), now))
        .rows();
  }
}
