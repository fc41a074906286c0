package io.brokerway.simulators.coinbase;

import io.brokerway.exchange.Commission;
import java.math.BigDecimal;

/** What trading costs: one rate, whoever makes or takes. */
final class Fees {
  static final BigDecimal RATE = new BigDecimal("0.006");

  static final Commission COMMISSION = new Commission.Percent(RATE.movePointRight(2));

  private Fees() {}

  /** The fee of so much money traded. */
  static BigDecimal of(BigDecimal value) {
    return COMMISSION.of(BigDecimal.ONE, value);
  }
}
