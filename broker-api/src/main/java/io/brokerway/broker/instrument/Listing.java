package io.brokerway.broker.instrument;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instrument as one broker offers it: what may be done with it, and in which steps.
 *
 * @param tradable whether orders are taken now
 * @param fractionable whether orders may be in fractions of a unit
 * @param shortable whether it may be sold short; absent if the broker does not say
 * @param minOrderQuantity the smallest order in units; absent if any is taken
 * @param quantityIncrement the step of quantities; absent if whole units, or fractions where {@code
 *     fractionable}
 * @param priceIncrement the step of prices; absent if the market's usual rule holds
 */
public record Listing(
    Instrument instrument,
    String name,
    boolean tradable,
    boolean fractionable,
    @Nullable Boolean shortable,
    @Nullable BigDecimal minOrderQuantity,
    @Nullable BigDecimal quantityIncrement,
    @Nullable BigDecimal priceIncrement,
    List<Identifier> identifiers) {

  public Listing {
    identifiers = List.copyOf(identifiers);
  }
}
