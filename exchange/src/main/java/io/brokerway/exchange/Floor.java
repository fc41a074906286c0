package io.brokerway.exchange;

import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.tape.PriceSource;

/** The parts of a venue that live and die with its state. Guarded by its lock. */
record Floor(Ledger ledger, Recorder recorder, MarketRun run, Dealer dealer) {

  /** The state that a journal tells. */
  static Floor of(VenueConfig config, PriceSource prices, VenueJournal journal) {
    var ledger = new Ledger(prices);
    journal.readAfter(0, entry -> ledger.apply(EventCodec.decode(entry.position(), entry.bytes())));
    ledger.startTelling();
    var recorder = new Recorder(ledger);
    var contingencies = new Contingencies(ledger, prices, recorder);
    var matching = new Matching(config, prices, ledger, recorder, contingencies);
    return new Floor(
        ledger,
        recorder,
        new MarketRun(config, prices, ledger, recorder, matching, contingencies),
        new Dealer(config, prices, ledger, recorder, matching, contingencies));
  }
}
