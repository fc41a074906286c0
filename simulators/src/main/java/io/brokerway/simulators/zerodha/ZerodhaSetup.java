package io.brokerway.simulators.zerodha;

import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.InMemoryJournal;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.TruthLedger;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated Zerodha runs on.
 *
 * @param prices of American shares, which the Indian ones are modelled from
 * @param realHours whether shares trade in the hours of the National Stock Exchange, else in those
 *     of the prices; the prices must then keep the hours of New York
 * @param folder where users, logins and refused orders are kept; absent to keep them in memory
 */
public record ZerodhaSetup(
    SimulatorClock clock,
    PriceSource prices,
    boolean realHours,
    VenueJournal journal,
    TruthLedger ledger,
    @Nullable Path folder) {

  /** Everything in memory. */
  public static ZerodhaSetup inMemory(SimulatorClock clock, PriceSource prices, boolean realHours) {
    return new ZerodhaSetup(
        clock, prices, realHours, new InMemoryJournal(), TruthLedger.inMemory(), null);
  }

  @Nullable Path file(String name) {
    return folder == null ? null : folder.resolve(name);
  }
}
