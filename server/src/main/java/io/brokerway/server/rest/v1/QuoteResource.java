package io.brokerway.server.rest.v1;

import io.brokerway.broker.market.Quote;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The best prices of an instrument at one moment; what the source does not give is null. */
record QuoteResource(
    InstrumentResource instrument,
    @Nullable BigDecimal bid,
    @Nullable BigDecimal bidSize,
    @Nullable BigDecimal ask,
    @Nullable BigDecimal askSize,
    @Nullable BigDecimal last,
    @Nullable BigDecimal lastSize,
    @Nullable BigDecimal previousClose,
    Instant asOf,
    boolean delayed,
    String source) {

  static QuoteResource of(Quote quote) {
    return new QuoteResource(
        InstrumentResource.of(quote.instrument()),
        quote.bid(),
        quote.bidSize(),
        quote.ask(),
        quote.askSize(),
        quote.last(),
        quote.lastSize(),
        quote.previousClose(),
        quote.asOf(),
        quote.delayed(),
        quote.source());
  }
}
