package io.brokerway.simulators.alpaca;

import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.InMemoryJournal;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.TruthLedger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated Alpaca runs on.
 *
 * @param accountsFile where accounts and keys are kept; absent to keep them in memory
 * @param requestsPerMinute of each account, 1 or more; Alpaca's own limit is 200
 */
public record AlpacaSetup(
    SimulatorClock clock,
    PriceSource prices,
    VenueJournal journal,
    TruthLedger ledger,
    @Nullable Path accountsFile,
    int requestsPerMinute) {
  public static final int USUAL_REQUESTS_PER_MINUTE = 200;

  public AlpacaSetup {
    if (requestsPerMinute < 1) {
      throw new IllegalArgumentException("requestsPerMinute must be at least 1");
    }
  }

  /** Everything in memory, at Alpaca's own limits. */
  public static AlpacaSetup inMemory(SimulatorClock clock, PriceSource prices) {
    return new AlpacaSetup(
        clock,
        prices,
        new InMemoryJournal(),
        TruthLedger.inMemory(),
        null,
        USUAL_REQUESTS_PER_MINUTE);
  }

  public AlpacaSetup withRequestsPerMinute(int limit) {
    return new AlpacaSetup(clock, prices, journal, ledger, accountsFile, limit);
  }
}
