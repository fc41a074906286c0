package io.brokerway.exchange;

import io.brokerway.broker.VenueArchive;
import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.tape.PriceSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a venue that live and die with its state. Guarded by its lock. */
record Floor(Ledger ledger, Recorder recorder, MarketRun run, Dealer dealer) {
  private static final Logger LOG = LoggerFactory.getLogger(Floor.class);

  /** The state that a journal tells: the newest good snapshot and what came after it. */
  static Floor of(VenueConfig config, PriceSource prices, VenueJournal journal) {
    var snapshots = journal.archive().map(VenueArchive::snapshots).orElse(List.of());
    for (var snapshot : snapshots) {
      try {
        var ledger = new Ledger(prices);
        ledger.restore(StateCodec.decode(snapshot.bytes(), VenueState.class));
        return read(config, prices, journal, ledger, snapshot.position());
      } catch (IllegalStateException | IllegalArgumentException unusable) {
        LOG.warn(
            "a snapshot cannot be used, an older one or the whole journal is read instead: venue={}"
                + " position={} why={}",
            config.name(),
            snapshot.position(),
            unusable.toString());
      }
    }
    return read(config, prices, journal, new Ledger(prices), 0);
  }

  private static Floor read(
      VenueConfig config, PriceSource prices, VenueJournal journal, Ledger ledger, long after) {
    var last = new long[] {after};
    journal.readAfter(
        after,
        entry -> {
          ledger.apply(EventCodec.decode(entry.position(), entry.bytes()));
          last[0] = entry.position();
        });
    LOG.info(
        "journal read: venue={} snapshot={} entriesAfter={}",
        config.name(),
        after,
        last[0] - after);
    ledger.startTelling();
    var recorder = new Recorder(ledger, last[0]);
    var contingencies = new Contingencies(ledger, prices, recorder);
    var matching = new Matching(config, prices, ledger, recorder, contingencies);
    return new Floor(
        ledger,
        recorder,
        new MarketRun(config, prices, ledger, recorder, matching, contingencies),
        new Dealer(config, prices, ledger, recorder, matching, contingencies));
  }
}
