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
 * @param ids makes the ids of orders, fills and transactions; never the same twice
 */
public record VenueConfig(
    String name,
    Commission equityCommission,
    Commission cryptoCommission,
    BigDecimal slippageBasisPoints,
    MarginRules margin,
    boolean sellOpensShort,
    Supplier<UUID> ids) {

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
        randomIds());
  }

  public VenueConfig withCommissions(Commission equity, Commission crypto) {
    return new VenueConfig(name, equity, crypto, slippageBasisPoints, margin, sellOpensShort, ids);
  }

  public VenueConfig withSlippage(BigDecimal basisPoints) {
    return new VenueConfig(
        name, equityCommission, cryptoCommission, basisPoints, margin, sellOpensShort, ids);
  }

  public VenueConfig withSellOpensShort(boolean opens) {
    return new VenueConfig(
        name, equityCommission, cryptoCommission, slippageBasisPoints, margin, opens, ids);
  }

  public VenueConfig withIds(Supplier<UUID> newIds) {
    return new VenueConfig(
        name,
        equityCommission,
        cryptoCommission,
        slippageBasisPoints,
        margin,
        sellOpensShort,
        newIds);
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
