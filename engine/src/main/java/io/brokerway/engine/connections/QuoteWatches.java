package io.brokerway.engine.connections;

import io.brokerway.broker.QuoteSource;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.Quote;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Who wants to hear the streamed quotes of which connection: the wishes for one connection are
 * joined, since a stream takes one set. Only its own user's venues hear a connection. Thread-safe.
 */
final class QuoteWatches {
  private final Registry registry;
  private final List<Place> places = new CopyOnWriteArrayList<>();

  QuoteWatches(Registry registry) {
    this.registry = registry;
  }

  QuoteSource.Watch add(Owner owner, UUID connection, Consumer<Quote> listener) {
    var place = new Place(owner, connection, listener);
    places.add(place);
    return place;
  }

  /** All that is wanted of a connection. */
  Set<Instrument> wanted(ConnectionRef connection) {
    var all = new HashSet<Instrument>();
    places.stream().filter(place -> place.isOf(connection)).forEach(place -> all.addAll(place.set));
    return all;
  }

  /** Tells a streamed quote to who wants it. */
  void tell(ConnectionRef connection, Quote quote) {
    for (var place : places) {
      if (place.isOf(connection) && place.set.contains(quote.instrument())) {
        place.listener.accept(quote);
      }
    }
  }

  private void changed(UUID connection) {
    registry.find(connection).ifPresent(LiveConnection::watchQuotes);
  }

  private final class Place implements QuoteSource.Watch {
    private final Owner owner;
    private final UUID connection;
    private final Consumer<Quote> listener;
    private volatile Set<Instrument> set = Set.of();

    private Place(Owner owner, UUID connection, Consumer<Quote> listener) {
      this.owner = owner;
      this.connection = connection;
      this.listener = listener;
    }

    private boolean isOf(ConnectionRef ref) {
      return ref.connection().equals(connection) && ref.owner().equals(owner);
    }

    @Override
    public void instruments(Set<Instrument> wanted) {
      if (!wanted.equals(set)) {
        set = Set.copyOf(wanted);
        changed(connection);
      }
    }

    @Override
    public void close() {
      places.remove(this);
      if (!set.isEmpty()) {
        changed(connection);
      }
    }
  }
}
