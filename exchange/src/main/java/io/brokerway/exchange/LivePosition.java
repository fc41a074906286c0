package io.brokerway.exchange;

import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A holding as it changes, by average cost. Guarded by its venue's lock. */
final class LivePosition {
  private static final int COST_DECIMALS = 12;

  final Listed listed;
  BigDecimal quantity = BigDecimal.ZERO;

  /** Negative for a short holding. */
  BigDecimal costBasis = BigDecimal.ZERO;

  BigDecimal realized = BigDecimal.ZERO;

  /** Units that open orders are to close. */
  BigDecimal closing = BigDecimal.ZERO;

  LivePosition(Listed listed) {
    this.listed = listed;
  }

  /**
   * Books a fill.
   *
   * @param change positive for a buy
   */
  void trade(BigDecimal change, BigDecimal price) {
    var opens = quantity.signum() == 0 || quantity.signum() == change.signum();
    if (opens) {
      add(change, price);
      return;
    }
    var closed = change.abs().min(quantity.abs());
    close(closed, price);
    var rest = change.abs().subtract(closed);
    if (rest.signum() > 0) {
      add(change.signum() > 0 ? rest : rest.negate(), price);
    }
  }

  private void add(BigDecimal change, BigDecimal price) {
    quantity = Amounts.trimmed(quantity.add(change));
    costBasis = Amounts.trimmed(costBasis.add(worth(change, price)));
  }

  private void close(BigDecimal closed, BigDecimal price) {
    var cost = costOf(closed);
    var direction = BigDecimal.valueOf(quantity.signum());
    var signed = closed.multiply(direction);
    realized = Amounts.trimmed(realized.add(worth(signed, price)).subtract(cost));
    quantity = Amounts.trimmed(quantity.subtract(signed));
    costBasis = Amounts.trimmed(costBasis.subtract(cost));
  }

  /** The part of the cost that some of the units carry; all of it for all of them. */
  private BigDecimal costOf(BigDecimal units) {
    if (units.compareTo(quantity.abs()) == 0) {
      return costBasis;
    }
    return costBasis.multiply(units).divide(quantity.abs(), COST_DECIMALS, RoundingMode.HALF_EVEN);
  }

  void split(BigDecimal ratio) {
    quantity = Amounts.trimmed(quantity.multiply(ratio));
  }

  BigDecimal averagePrice() {
    return quantity.signum() == 0
        ? BigDecimal.ZERO
        : Amounts.trimmed(
            costBasis.divide(quantity.multiply(listed.multiplier()), MathContext.DECIMAL64));
  }

  private BigDecimal worth(BigDecimal units, BigDecimal price) {
    return units.multiply(price).multiply(listed.multiplier());
  }

  /** Units that no open order is to close. */
  BigDecimal available() {
    return quantity.abs().subtract(closing).max(BigDecimal.ZERO);
  }
}
