package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.VenueJournal;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the gateway gives an adapter for calls on behalf of one tenant. */
record AdapterContext(
    Clock clock,
    BrokerSettings settings,
    Consumer<CallRecord> calls,
    Function<String, VenueJournal> journals)
    implements BrokerContext {

  @Override
  public VenueJournal journal(String name) {
    return journals.apply(name);
  }
}
