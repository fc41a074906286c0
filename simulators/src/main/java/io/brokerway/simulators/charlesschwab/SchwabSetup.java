package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.FileJournal;
import io.brokerway.exchange.InMemoryJournal;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.TruthLedger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated Schwab runs on.
 *
 * @param folder where accounts, tokens and rejected orders are kept; absent to keep them in memory
 * @param requestsPerMinute of each user of an application, 1 or more; Schwab's own limit is 120
 */
public record SchwabSetup(
    SimulatorClock clock,
    PriceSource prices,
    VenueJournal journal,
    TruthLedger ledger,
    @Nullable Path folder,
    int requestsPerMinute) {
  public static final int USUAL_REQUESTS_PER_MINUTE = 120;

  public SchwabSetup {
    if (requestsPerMinute < 1) {
      throw new IllegalArgumentException("requestsPerMinute must be at least 1");
    }
  }

  /** Everything in memory, at Schwab's own limits. */
  public static SchwabSetup inMemory(SimulatorClock clock, PriceSource prices) {
    return new SchwabSetup(
        clock,
        prices,
        new InMemoryJournal(),
        TruthLedger.inMemory(),
        null,
        USUAL_REQUESTS_PER_MINUTE);
  }

  /** Everything in the files of a folder that exists. */
  public static SchwabSetup in(Path folder, SimulatorClock clock, PriceSource prices) {
    return new SchwabSetup(
        clock,
        prices,
        FileJournal.open(folder.resolve("venue.journal")),
        TruthLedger.in(folder.resolve("ledger.jsonl")),
        folder,
        USUAL_REQUESTS_PER_MINUTE);
  }

  public SchwabSetup withRequestsPerMinute(int limit) {
    return new SchwabSetup(clock, prices, journal, ledger, folder, limit);
  }

  @Nullable Path file(String name) {
    return folder == null ? null : folder.resolve(name);
  }
}
