package io.brokerway.broker;

import java.util.List;
import java.util.function.Consumer;

/** The durable, append-only record of a venue that lives inside the gateway. Thread-safe. */
public interface VenueJournal {

  /** An entry with its position, counted from 1 without gaps. */
  record Entry(long position, byte[] bytes) {}

  /**
   * Appends entries in order, all or none; durable when this returns.
   *
   * @return the position of the last one
   * @throws BrokerException.Unavailable if the store cannot take them: none is kept
   */
  long append(List<byte[]> entries);

  /** Reads every entry after a position, in order. */
  void readAfter(long position, Consumer<Entry> reader);
}
