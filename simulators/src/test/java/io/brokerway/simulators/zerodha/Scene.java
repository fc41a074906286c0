package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A simulator in the hours of the National Stock Exchange, and a user who is logged in. */
final class Scene implements AutoCloseable {
  /** A Tuesday, a quarter to eleven in Mumbai. */
  static final Instant MORNING = Instant.parse("2026-03-10T05:15:00Z");

  private static final Tape PRICES = Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS));
  private static final BigDecimal PLENTY = new BigDecimal(1_000_000);

  final SimulatorClock clock;
  final ThinPrices prices = ThinPrices.of(PRICES);
  final ZerodhaSimulator zerodha;
  final KiteUser user = DemoLogins.FIRST.user();

  private Scene(Instant at) {
    clock = SimulatorClock.standing(at);
    prices.show(PLENTY);
    zerodha = ZerodhaSimulator.start(clock, prices, true);
    zerodha.broker().allowCalls(1_000);
  }

  static Scene open() {
    return new Scene(MORNING);
  }

  static Scene at(String moment) {
    return new Scene(Instant.parse(moment));
  }

  Kite kite() {
    return Kite.of(zerodha, user);
  }

  /** The last price of a share of NSE, times a factor, on the grid of prices. */
  String price(String symbol, String factor) {
    var venue = zerodha.venue();
    var listed = venue.prices().find("NSE:" + symbol).orElseThrow();
    var last = venue.prices().quote(listed, clock.instant()).last();
    return KiteInstrument.toTick(last.multiply(new BigDecimal(factor)), RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** The fields of a limit order for delivery, filled at once for a factor well above 1. */
  String[] limit(String side, int quantity, String factor) {
    return new String[] {
      "exchange", "NSE",
      "tradingsymbol", "RELIANCE",
      "transaction_type", side,
      "order_type", "LIMIT",
      "product", "CNC",
      "quantity", String.valueOf(quantity),
      "price", price("RELIANCE", factor),
      "validity", "DAY",
      "tag", "T" + side + quantity
    };
  }

  /** The same with some fields changed or added. */
  String[] limit(String side, int quantity, String factor, String... changed) {
    var fields = new LinkedHashMap<String, String>();
    put(fields, limit(side, quantity, factor));
    put(fields, changed);
    return fields.entrySet().stream()
        .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
        .toArray(String[]::new);
  }

  private static void put(Map<String, String> fields, String... pairs) {
    for (var i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
  }

  @Override
  public void close() {
    zerodha.close();
  }
}
