package io.brokerway.exchange;

import java.util.ArrayList;
import java.util.List;

/** Applies events to the ledger as they happen and keeps them for the journal. */
final class Recorder {
  private final Ledger ledger;
  private final List<byte[]> unsaved = new ArrayList<>();

  Recorder(Ledger ledger) {
    this.ledger = ledger;
  }

  void emit(VenueEvent event) {
    unsaved.add(EventCodec.encode(event));
    ledger.apply(event);
  }

  int unsavedCount() {
    return unsaved.size();
  }

  List<byte[]> takeUnsaved() {
    var taken = List.copyOf(unsaved);
    unsaved.clear();
    return taken;
  }
}
