package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.QuoteSource;
import io.brokerway.broker.VenueJournal;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the gateway gives an adapter for calls on behalf of one user. */
record AdapterContext(
    Clock clock,
    BrokerSettings settings,
    Consumer<CallRecord> calls,
    Function<String, VenueJournal> journals,
    Function<String, QuoteSource> lender,
    Supplier<List<QuoteSource>> lenders)
    implements BrokerContext {

  @Override
  public VenueJournal journal(String name) {
    return journals.apply(name);
  }

  @Override
  public QuoteSource quotes(String connection) {
    return lender.apply(connection);
  }

  @Override
  public List<QuoteSource> quoteSources() {
    return lenders.get();
  }
}
