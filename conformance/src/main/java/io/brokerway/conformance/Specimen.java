package io.brokerway.conformance;

import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.Instrument;
import java.math.BigDecimal;

/**
 * An instrument that trades now, with sizes and prices of orders that the broker takes.
 *
 * @param unknown another of its class that the broker does not know
 * @param whole a small number of whole units, above 3
 * @param fraction a small number of units that is not whole
 * @param notional a small amount of money; not asked for where no such order is declared
 * @param below a price far below the market: a limit to buy there rests
 * @param above a price far above the market: a stop to buy there waits
 * @param crossing a limit to buy there fills at once
 * @param step the least difference of two prices
 */
public record Specimen(
    Instrument instrument,
    Instrument unknown,
    BigDecimal whole,
    BigDecimal fraction,
    Money notional,
    BigDecimal below,
    BigDecimal above,
    BigDecimal crossing,
    BigDecimal step) {

  public Specimen {
    if (below.compareTo(crossing) >= 0 || crossing.compareTo(above) >= 0) {
      throw new IllegalArgumentException("prices must be below < crossing < above");
    }
    if (whole.stripTrailingZeros().scale() > 0 || whole.intValueExact() <= 3) {
      throw new IllegalArgumentException("whole must be a whole number above 3, not " + whole);
    }
  }
}
