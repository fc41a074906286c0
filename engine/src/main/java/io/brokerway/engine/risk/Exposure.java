package io.brokerway.engine.risk;

import io.brokerway.broker.account.Balance;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an account's orders bind, and what its broker last said it may spend. Read and written only
 * while its row is locked. Immutable.
 *
 * @param buyingPower of the newest stored balance read; absent if unknown
 * @param nonMarginable buying power for what has no margin; absent if the broker does not say
 * @param balanceReadAt when that read started, on the broker's clock
 * @param reservedCash by orders that the read does not know of
 * @param openOrders orders that are not final
 * @param laneSequence the newest number given to a command of the account
 * @param second the second, in seconds since 1970, that {@code inSecond} counts
 * @param minute the minute that {@code inMinute} counts
 */
public record Exposure(
    @Nullable BigDecimal buyingPower,
    @Nullable BigDecimal nonMarginable,
    @Nullable Instant balanceReadAt,
    BigDecimal reservedCash,
    int openOrders,
    long laneSequence,
    long second,
    int inSecond,
    long minute,
    int inMinute) {
  private static final int SECONDS_PER_MINUTE = 60;

  /** An account of which nothing is known yet. */
  public static final Exposure NONE =
      new Exposure(null, null, null, BigDecimal.ZERO, 0, 0, 0, 0, 0, 0);

  /** What is left to spend; absent if the broker never said. */
  public @Nullable BigDecimal available(boolean withoutMargin) {
    var figure = withoutMargin && nonMarginable != null ? nonMarginable : buyingPower;
    return figure == null ? null : figure.subtract(reservedCash);
  }

  /** A balance read is stored; {@code released} is what it now counts itself. */
  public Exposure withBalance(Balance balance, Instant readStartedAt, BigDecimal released) {
    return new Exposure(
        balance.buyingPower() != null ? balance.buyingPower() : balance.cash(),
        balance.nonMarginableBuyingPower(),
        readStartedAt,
        reservedCash.subtract(released).max(BigDecimal.ZERO),
        openOrders,
        laneSequence,
        second,
        inSecond,
        minute,
        inMinute);
  }

  /** With what changed of an order. */
  public Exposure moved(BigDecimal cash, int orders) {
    return new Exposure(
        buyingPower,
        nonMarginable,
        balanceReadAt,
        reservedCash.add(cash).max(BigDecimal.ZERO),
        Math.max(0, openOrders + orders),
        laneSequence,
        second,
        inSecond,
        minute,
        inMinute);
  }

  /** With the next number of the lane given out. */
  public Exposure numbered() {
    return new Exposure(
        buyingPower,
        nonMarginable,
        balanceReadAt,
        reservedCash,
        openOrders,
        laneSequence + 1,
        second,
        inSecond,
        minute,
        inMinute);
  }

  /** With one more order at a moment, taken or not. */
  public Exposure counted(Instant now) {
    var thisSecond = now.getEpochSecond();
    var thisMinute = thisSecond / SECONDS_PER_MINUTE;
    return new Exposure(
        buyingPower,
        nonMarginable,
        balanceReadAt,
        reservedCash,
        openOrders,
        laneSequence,
        thisSecond,
        thisSecond == second ? inSecond + 1 : 1,
        thisMinute,
        thisMinute == minute ? inMinute + 1 : 1);
  }
}
