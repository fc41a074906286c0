package io.brokerway.exchange;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How a venue deals.
 *
 * @param name for its logs and threads
 * @param equityCommission for shares of companies and funds
 * @param slippageBasisPoints how much worse than displayed what takes any price is filled: 100 is
 *     one percent
 * @param sellOpensShort whether a plain sell of what is not held at all sells short, as at brokers
 *     that know no side for it; else it is refused
 * @param snapshotEvery so many entries in the journal are followed by a snapshot of the state; 0
 *     for none
 * @param recentOrders so many orders that ended are kept in memory at least, the newest; older ones
 *     are read from the archive
 * @param ids makes the ids of orders, fills and transactions; never the same twice
 */
public record VenueConfig(
    String name,
    Commission equityCommission,
    Commission cryptoCommission,
    BigDecimal slippageBasisPoints,
    MarginRules margin,
    boolean sellOpensShort,
    int snapshotEvery,
    int recentOrders,
    Supplier<UUID> ids) {
  private static final int USUAL_SNAPSHOT_EVERY = 5_000;
  private static final int USUAL_RECENT_ORDERS = 2_000;

  public VenueConfig {
    if (slippageBasisPoints.signum() < 0) {
      throw new IllegalArgumentException(
          "slippage must not be below 0, but is " + slippageBasisPoints.toPlainString());
    }
  }

  /** No commission, no slippage, Regulation T, random ids. */
  public static VenueConfig free(String name) {
    return new VenueConfig(
        name,
        new Commission.None(),
        new Commission.None(),
        BigDecimal.ZERO,
        MarginRules.REGULATION_T,
        false,
        USUAL_SNAPSHOT_EVERY,
        USUAL_RECENT_ORDERS,
        randomIds());
  }

  public VenueConfig withCommissions(Commission equity, Commission crypto) {
    return new VenueConfig(
        name,
        equity,
        crypto,
        slippageBasisPoints,
        margin,
        sellOpensShort,
        snapshotEvery,
        recentOrders,
        ids);
  }

  public VenueConfig withSlippage(BigDecimal basisPoints) {
    return new VenueConfig(
        name,
        equityCommission,
        cryptoCommission,
        basisPoints,
        margin,
        sellOpensShort,
        snapshotEvery,
        recentOrders,
        ids);
  }

  public VenueConfig withSellOpensShort(boolean opens) {
    return new VenueConfig(
        name,
        equityCommission,
        cryptoCommission,
        slippageBasisPoints,
        margin,
        opens,
        snapshotEvery,
        recentOrders,
        ids);
  }

  public VenueConfig withIds(Supplier<UUID> newIds) {
    return new VenueConfig(
        name,
        equityCommission,
        cryptoCommission,
        slippageBasisPoints,
        margin,
        sellOpensShort,
        snapshotEvery,
        recentOrders,
        newIds);
  }

  /** With snapshots each so many entries, and so many ended orders kept in memory. */
  public VenueConfig withSnapshots(int every, int recent) {
    return new VenueConfig(
        name,
        equityCommission,
        cryptoCommission,
        slippageBasisPoints,
        margin,
        sellOpensShort,
        every,
        recent,
        ids);
  }

  private static Supplier<UUID> randomIds() {
    var random = new SecureRandom();
    return () -> {
      var version4 = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
      var variant2 = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(version4, variant2);
    };
  }
}
