package io.brokerway.exchange;

import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.exchange.VenueEvent.Trail;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.MarketQuote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Where trailing stops stand. Pure. */
final class Trailing {
  private Trailing() {}

  /** The stop at an offset from the best price seen. */
  static Trail at(BigDecimal highWaterMark, TrailingOffset offset, boolean buy, Listed listed) {
    var distance =
        switch (offset.unit()) {
          case AMOUNT -> offset.value();
          case PERCENT -> highWaterMark.multiply(offset.value()).movePointLeft(2);
        };
    var stop = buy ? highWaterMark.add(distance) : highWaterMark.subtract(distance);
    return new Trail(highWaterMark, stop.setScale(listed.priceDecimals(), RoundingMode.HALF_EVEN));
  }

  /** The move of a waiting trailing stop that a better price brings. */
  static Optional<VenueEvent> follow(LiveOrder order, MarketQuote quote) {
    var offset = order.terms.trail();
    var trail = order.trail;
    if (offset == null || trail == null || order.triggered) {
      return Optional.empty();
    }
    var better =
        order.isBuy()
            ? quote.last().compareTo(trail.highWaterMark()) < 0
            : quote.last().compareTo(trail.highWaterMark()) > 0;
    if (!better) {
      return Optional.empty();
    }
    var moved = at(quote.last(), offset, order.isBuy(), order.listed);
    return Optional.of(new VenueEvent.OrderTrailed(quote.at(), order.id, moved));
  }
}
