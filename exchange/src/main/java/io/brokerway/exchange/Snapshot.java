package io.brokerway.exchange;

import io.brokerway.broker.VenueArchive;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A venue's state at an entry of its journal, with what leaves the memory by it. Made under the
 * venue's lock; written without: nothing of it changes any more.
 */
record Snapshot(
    Floor floor,
    long position,
    VenueState state,
    List<LiveOrder> leaving,
    List<VenueTransaction> transactions) {

  static Snapshot of(Floor floor, int recentOrders) {
    var ledger = floor.ledger();
    var leaving = ledger.settled(recentOrders);
    return new Snapshot(
        floor,
        floor.recorder().position(),
        ledger.state(new LinkedHashSet<>(leaving)),
        leaving,
        ledger.accounts().values().stream()
            .flatMap(account -> account.transactions.stream())
            .toList());
  }

  /** What leaves first: a snapshot never speaks of items that are not filed. */
  void write(VenueArchive archive) {
    new Shelves(archive).file(leaving.stream().map(LiveOrder::state).toList(), transactions);
    archive.keep(new VenueArchive.Snapshot(position, StateCodec.encode(state)));
  }

  /** Lets go of what is filed. */
  void release() {
    floor.ledger().forget(leaving, transactions);
  }
}
