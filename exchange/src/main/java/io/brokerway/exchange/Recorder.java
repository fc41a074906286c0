package io.brokerway.exchange;

import java.util.ArrayList;
import java.util.List;

/** Applies events to the ledger as they happen and keeps them for the journal. */
final class Recorder {
  private final Ledger ledger;
  private final List<byte[]> unsaved = new ArrayList<>();

  /** Of the last entry that the journal holds. */
  private long position;

  Recorder(Ledger ledger, long position) {
    this.ledger = ledger;
    this.position = position;
  }

  long position() {
    return position;
  }

  void saved(long upTo) {
    position = upTo;
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
