package io.brokerway.broker;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The durable, append-only record of a venue that lives inside the gateway. One venue at a time
 * holds it. Thread-safe.
 */
public interface VenueJournal {

  /** An entry with its position, counted from 1 without gaps. */
  record Entry(long position, byte[] bytes) {}

  /**
   * Takes the journal for one venue.
   *
   * @throws IllegalStateException if another one of this process holds it
   */
  Hold hold();

  /** A venue's hold of a journal, until it is closed. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Appends entries in order, all or none; durable when this returns.
   *
   * @param after the position of the last entry that the caller knows; 0 for none
   * @return the position of the last one
   * @throws BrokerException.Unavailable if the store cannot take them, if another process has the
   *     journal now, or if it holds entries that the caller does not know: none is kept, and the
   *     caller reads the journal again
   */
  long append(long after, List<byte[]> entries);

  /** Reads every entry after a position, in order. */
  void readAfter(long position, Consumer<Entry> reader);

  /** Where a venue keeps what it need not have in memory; empty if this journal has no such. */
  default Optional<VenueArchive> archive() {
    return Optional.empty();
  }
}
