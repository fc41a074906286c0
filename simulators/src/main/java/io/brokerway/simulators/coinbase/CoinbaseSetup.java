package io.brokerway.simulators.coinbase;

import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.InMemoryJournal;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.TruthLedger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated Coinbase runs on.
 *
 * @param portfoliosFile where portfolios and keys are kept; absent to keep them in memory
 * @param requestsPerSecond of each user, 1 or more; Coinbase's own limit is said to be 30
 */
public record CoinbaseSetup(
    SimulatorClock clock,
    PriceSource prices,
    VenueJournal journal,
    TruthLedger ledger,
    @Nullable Path portfoliosFile,
    int requestsPerSecond) {
  public static final int USUAL_REQUESTS_PER_SECOND = 30;

  public CoinbaseSetup {
    if (requestsPerSecond < 1) {
      throw new IllegalArgumentException("requestsPerSecond must be at least 1");
    }
  }

  /** Everything in memory, at the usual limit. */
  public static CoinbaseSetup inMemory(SimulatorClock clock, PriceSource prices) {
    return new CoinbaseSetup(
        clock,
        prices,
        new InMemoryJournal(),
        TruthLedger.inMemory(),
        null,
        USUAL_REQUESTS_PER_SECOND);
  }

  public CoinbaseSetup withRequestsPerSecond(int limit) {
    return new CoinbaseSetup(clock, prices, journal, ledger, portfoliosFile, limit);
  }
}
