package io.brokerway.engine.orders;

import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.Side;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.risk.Demand;
import io.brokerway.engine.risk.Exposure;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.List;

/**
 * What a buy needs to spend when it buys back a short position. A short already binds its margin,
 * so covering must not fail for want of buying power; only what goes beyond the short is paid for.
 */
final class Covers {
  private static final int DECIMALS = 8;

  private final Venues venues;

  Covers(Venues venues) {
    this.venues = venues;
  }

  /**
   * The demand, less what covers. The holding is asked for only where the account could not pay for
   * the whole: other buys are spared the question, and reserve their whole cost.
   *
   * @param ofThisBatch orders that are taken and not written yet
   */
  Demand eased(
      Tx tx,
      AccountRef account,
      NewOrder order,
      Demand demand,
      Exposure exposure,
      List<OrderRow> ofThisBatch)
      throws SQLException {
    var instrument = order.instrument();
    var units = Sells.units(order.quantity());
    var available = exposure.available(demand.withoutMargin());
    var affordable = available != null && demand.cash().compareTo(available) <= 0;
    if (order.side() != Side.BUY || instrument == null || units == null || affordable) {
      return demand;
    }
    var holding = venues.holding(tx, account, instrument);
    if (holding.freshness().asOf() == null || holding.quantity().signum() >= 0) {
      return demand;
    }
    var free = holding.quantity().negate().subtract(bought(tx, account, order, ofThisBatch));
    var beyond = units.subtract(free.max(BigDecimal.ZERO)).max(BigDecimal.ZERO);
    return demand.withCash(
        demand
            .cash()
            .multiply(beyond)
            .divide(units, DECIMALS, RoundingMode.UP)
            .stripTrailingZeros());
  }

  /** What open buys of the instrument may still buy: they cover first. */
  private static BigDecimal bought(
      Tx tx, AccountRef account, NewOrder order, List<OrderRow> ofThisBatch) throws SQLException {
    var key = java.util.Objects.requireNonNull(order.instrument()).key();
    var stored =
        tx.query(
            "SELECT "
                + OrderTable.COLUMNS
                + """
                 FROM orders
                WHERE account_id = ? AND open AND tenant_id = ? AND instrument_key = ?
                  AND side = 'BUY'
                ORDER BY id
                """,
            OrderTable::read,
            account.account(),
            account.tenant(),
            key);
    var sum = BigDecimal.ZERO;
    for (var each : stored) {
      sum = sum.add(leaves(each));
    }
    for (var each : ofThisBatch) {
      if (each.account().equals(account.account())
          && each.spec().side() == Side.BUY
          && key.equals(OrderTable.instrumentKey(each.spec()))
          && !each.life().isFinal()) {
        sum = sum.add(leaves(each));
      }
    }
    return sum;
  }

  /** An amount of money buys nobody knows how much: then nothing is left to cover. */
  private static BigDecimal leaves(OrderRow order) {
    var leaves = order.life().leaves();
    return leaves == null ? BigDecimal.valueOf(Long.MAX_VALUE) : leaves;
  }
}
