package io.brokerway.server.rest.v1;

import io.brokerway.broker.market.MarketHours;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a market trades.
 *
 * @param asOf on the venue's clock
 * @param nextOpen of the regular session; null if the venue does not say
 * @param nextClose of the regular session; null if it does not say
 */
record MarketHoursResource(
    MarketHours.Session session,
    Instant asOf,
    @Nullable Instant nextOpen,
    @Nullable Instant nextClose) {

  static MarketHoursResource of(MarketHours hours) {
    return new MarketHoursResource(
        hours.session(), hours.asOf(), hours.nextOpen(), hours.nextClose());
  }
}
