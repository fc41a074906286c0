package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Fills and positions for tests. */
public final class Fills {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Fills() {}

  public static Execution buy(
      String account, String symbol, String quantity, String price, Instant at) {
    return fill(account, symbol, Side.BUY, quantity, price, at);
  }

  public static Execution sell(
      String account, String symbol, String quantity, String price, Instant at) {
    return fill(account, symbol, Side.SELL, quantity, price, at);
  }

  static Execution fill(
      String account, String symbol, Side side, String quantity, String price, Instant at) {
    return execution(Execution.Kind.FILL, account, symbol, side, quantity, price, at, null);
  }

  static Execution news(Execution.Kind kind, Execution fill, String quantity, Instant at) {
    return new Execution(
        kind,
        fill.account(),
        fill.brokerOrderId(),
        "e" + COUNT.incrementAndGet(),
        fill.executionId(),
        fill.instrument(),
        fill.side(),
        new BigDecimal(quantity),
        fill.price(),
        null,
        null,
        at,
        "test",
        false);
  }

  private static Execution execution(
      Execution.Kind kind,
      String account,
      String symbol,
      Side side,
      String quantity,
      String price,
      Instant at,
      @Nullable String reference) {
    var number = COUNT.incrementAndGet();
    return new Execution(
        kind,
        new AccountKey(account),
        "o" + number,
        "e" + number,
        reference,
        Instrument.Equity.us(symbol),
        side,
        new BigDecimal(quantity),
        new BigDecimal(price),
        null,
        null,
        at,
        "test",
        false);
  }

  static Position position(String symbol, String quantity, String price) {
    return new Position(
        Instrument.Equity.us(symbol),
        "",
        new BigDecimal(quantity),
        null,
        new BigDecimal(price),
        null,
        new BigDecimal(price),
        null,
        null,
        null);
  }
}
