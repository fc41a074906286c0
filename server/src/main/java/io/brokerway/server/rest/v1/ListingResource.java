package io.brokerway.server.rest.v1;

import io.brokerway.broker.instrument.Identifier;
import io.brokerway.broker.instrument.Listing;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instrument as one broker offers it.
 *
 * @param shortable null if the broker does not say
 * @param priceIncrement the step of prices; null if the market's usual rule holds
 */
record ListingResource(
    InstrumentResource instrument,
    String name,
    boolean tradable,
    boolean fractionable,
    @Nullable Boolean shortable,
    @Nullable BigDecimal minOrderQuantity,
    @Nullable BigDecimal quantityIncrement,
    @Nullable BigDecimal priceIncrement,
    List<NameOf> identifiers) {

  /** A name of the instrument in some scheme. */
  record NameOf(Identifier.Scheme scheme, String value) {}

  static ListingResource of(Listing listing) {
    return new ListingResource(
        InstrumentResource.of(listing.instrument()),
        listing.name(),
        listing.tradable(),
        listing.fractionable(),
        listing.shortable(),
        listing.minOrderQuantity(),
        listing.quantityIncrement(),
        listing.priceIncrement(),
        listing.identifiers().stream().map(id -> new NameOf(id.scheme(), id.value())).toList());
  }
}
