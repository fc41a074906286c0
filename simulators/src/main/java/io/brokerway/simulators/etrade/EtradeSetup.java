package io.brokerway.simulators.etrade;

import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.InMemoryJournal;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.TruthLedger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated E*TRADE runs on.
 *
 * @param accountsFile where accounts and customers are kept, tokens beside it; absent to keep them
 *     in memory
 * @param pace how many times E*TRADE's own rate limits it allows, 1 or more
 */
public record EtradeSetup(
    SimulatorClock clock,
    PriceSource prices,
    VenueJournal journal,
    TruthLedger ledger,
    @Nullable Path accountsFile,
    int pace) {

  public EtradeSetup {
    if (pace < 1) {
      throw new IllegalArgumentException("pace must be at least 1, not " + pace);
    }
  }

  /** Everything in memory, at E*TRADE's own limits. */
  public static EtradeSetup inMemory(SimulatorClock clock, PriceSource prices) {
    return new EtradeSetup(clock, prices, new InMemoryJournal(), TruthLedger.inMemory(), null, 1);
  }

  public EtradeSetup withPace(int timesTheUsual) {
    return new EtradeSetup(clock, prices, journal, ledger, accountsFile, timesTheUsual);
  }
}
