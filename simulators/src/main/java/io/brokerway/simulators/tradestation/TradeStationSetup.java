package io.brokerway.simulators.tradestation;

import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.InMemoryJournal;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.TruthLedger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated TradeStation runs on.
 *
 * @param accountsFile where accounts are kept; absent to keep them in memory
 * @param rotatesRefreshTokens whether keys have the setting by which a refresh token serves once
 * @param quotaFactor so many times TradeStation's usual quotas, 1 or more
 */
public record TradeStationSetup(
    SimulatorClock clock,
    PriceSource prices,
    VenueJournal journal,
    TruthLedger ledger,
    @Nullable Path accountsFile,
    boolean rotatesRefreshTokens,
    int quotaFactor) {

  public TradeStationSetup {
    if (quotaFactor < 1) {
      throw new IllegalArgumentException("quotaFactor must be at least 1, not " + quotaFactor);
    }
  }

  /** Everything in memory, at TradeStation's own quotas and usual setting of keys. */
  public static TradeStationSetup inMemory(SimulatorClock clock, PriceSource prices) {
    return new TradeStationSetup(
        clock, prices, new InMemoryJournal(), TruthLedger.inMemory(), null, false, 1);
  }

  public TradeStationSetup withRotatingRefreshTokens() {
    return new TradeStationSetup(clock, prices, journal, ledger, accountsFile, true, quotaFactor);
  }

  public TradeStationSetup withQuotaFactor(int factor) {
    return new TradeStationSetup(
        clock, prices, journal, ledger, accountsFile, rotatesRefreshTokens, factor);
  }
}
