package io.brokerway.broker;

import java.time.Clock;
import java.util.function.Consumer;

/** What the gateway gives an adapter. */
public interface BrokerContext {

  /** The one clock. */
  Clock clock();

  BrokerSettings settings();

  /** Takes the record of every call to the broker; never blocks and never throws. */
  Consumer<CallRecord> calls();

  /**
   * A durable journal for an adapter that is its own venue; other adapters have no use for it. The
   * same name gives the same journal after a restart.
   */
  VenueJournal journal(String name);
}
