package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CallRecord;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the parts of this package share.
 *
 * @param process names this process where processes take turns
 */
record Services(
    Database database,
    ConnectionStore store,
    Brokers brokers,
    VenueJournals journals,
    Function<TenantId, Consumer<CallRecord>> calls,
    Feeds feeds,
    Delays delays,
    Clock clock,
    UUID process) {

  AdapterContext context(TenantId tenant, BrokerId broker) {
    BrokerSettings settings = brokers.settings(broker);
    return new AdapterContext(
        clock, settings, calls.apply(tenant), name -> journals.journal(broker, name));
  }

  Instant now() {
    return clock.instant();
  }
}
