package io.brokerway.broker;

import java.time.Clock;
import java.util.List;
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

  /**
   * The prices of a connection of the user for whom the adapter acts; whether there is one shows
   * when it is asked.
   */
  default QuoteSource quotes(String connection) {
    throw new BrokerException.Unsupported("this gateway lends no quotes of connections");
  }

  /** The connections of that user that give quotes and are logged in, in the order of their ids. */
  default List<QuoteSource> quoteSources() {
    return List.of();
  }
}
