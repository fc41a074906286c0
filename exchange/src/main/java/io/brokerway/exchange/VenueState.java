package io.brokerway.exchange;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What the events of a journal add up to, as far as it is in memory. Fields are only ever added, or
 * the version of {@link StateCodec} grows.
 *
 * @param orderCount of all orders ever placed
 * @param orders by sequence; those that the archive holds are left out
 */
record VenueState(
    Instant time,
    long orderCount,
    List<VenueEvent.InstrumentListed> listings,
    List<AccountState> accounts,
    List<OrderState> orders) {

  VenueState {
    listings = List.copyOf(listings);
    accounts = List.copyOf(accounts);
    orders = List.copyOf(orders);
  }

  /**
   * An account.
   *
   * @param filedOrders how many of its orders the archive holds
   * @param filedTransactions how many of its transactions the archive holds: all of them
   */
  record AccountState(
      String key,
      String currency,
      BigDecimal multiplier,
      boolean shorting,
      Instant openedAt,
      BigDecimal cash,
      long filedOrders,
      long filedTransactions,
      List<Holding> holdings,
      List<Taken> taken) {

    AccountState {
      holdings = List.copyOf(holdings);
      taken = List.copyOf(taken);
    }
  }

  record Holding(String symbol, BigDecimal quantity, BigDecimal costBasis, BigDecimal realized) {}

  /** What an account took of the size that a side displays. */
  record Taken(String side, long slot, BigDecimal quantity) {}
}
