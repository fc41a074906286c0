package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import java.util.Optional;

/**
 * Numbers for the venue's orders, the same in each life of the simulator. An OCO pair has a number
 * of its own besides those of its two orders.
 */
final class OrderIds {
  private static final long ORDERS = 1_000_000_000_000L;
  private static final long PAIRS = 2_000_000_000_000L;
  private static final long REJECTED = 3_000_000_000_000L;

  private final Venue venue;

  OrderIds(Venue venue) {
    this.venue = venue;
  }

  static long of(VenueOrder order) {
    return ORDERS + order.sequence();
  }

  /** The number of the pair that begins with an order. */
  static long ofPair(VenueOrder first) {
    return PAIRS + first.sequence();
  }

  static long ofRejected(int count) {
    return REJECTED + count;
  }

  static boolean isPair(long id) {
    return id >= PAIRS && id < REJECTED;
  }

  /** The order of a number; of a pair's number its first order. */
  Optional<VenueOrder> find(Holder holder, long id) {
    var sequence = isPair(id) ? id - PAIRS : id - ORDERS;
    return venue.orders(holder.key()).stream()
        .filter(order -> order.sequence() == sequence)
        .findFirst();
  }
}
