package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.QuoteSource;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
    Applications applications,
    VenueJournals journals,
    Function<TenantId, Consumer<CallRecord>> calls,
    Feeds feeds,
    Delays delays,
    Registry registry,
    QuoteWatches watches,
    Clock clock,
    UUID process) {

  /** What an adapter gets that acts for an owner. */
  AdapterContext context(Owner owner, BrokerId broker) {
    return new AdapterContext(
        clock,
        applications.settings(owner.tenant(), broker),
        calls.apply(owner.tenant()),
        name -> journals.journal(broker, name),
        connection -> new LentQuotes(this, owner, UUID.fromString(connection)),
        () -> lenders(owner, broker));
  }

  /** The owner's connections that can lend quotes to a venue of a broker. */
  private List<QuoteSource> lenders(Owner owner, BrokerId borrower) {
    return registry.all().stream()
        .filter(live -> live.ref().owner().equals(owner) && !live.ref().broker().equals(borrower))
        .filter(live -> live.standing().state().isOpen())
        .filter(live -> live.capabilities().marketData().quotes())
        .map(live -> live.ref().connection())
        .sorted()
        .map(connection -> (QuoteSource) new LentQuotes(this, owner, connection))
        .toList();
  }

  Instant now() {
    return clock.instant();
  }
}
