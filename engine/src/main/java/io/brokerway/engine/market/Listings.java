package io.brokerway.engine.market;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.engine.connections.ConnectionObserver;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.market.ListingStore.Stored;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What brokers offer, per connection: what may be traded can differ from login to login. Kept in
 * memory and durably, so that neither a restart nor a broker that does not answer (its rate limit
 * is used up by orders, it is down) refuses orders for what it offered yesterday: it has the last
 * word on each order anyway. Thread-safe.
 */
final class Listings {
  private static final Logger LOG = LoggerFactory.getLogger(Listings.class);
  private static final Duration GOOD_FOR = Duration.ofHours(6);
  // Listings of longer ago are no proof of anything; a market may be closed for some days.
  private static final Duration USABLE_FOR = Duration.ofDays(7);
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(5);
  // An instrument may be listed any moment; a mistyped symbol is asked for again and again.
  private static final Duration ABSENT_GOOD_FOR = Duration.ofMinutes(1);
  private static final int MAX_LISTINGS = 100_000;

  private final Database database;
  private final Connections connections;
  private final Cache<Key, Found> cache;

  private record Key(UUID connection, String instrument) {}

  private record Found(Optional<Listing> listing, Duration goodFor) {}

  Listings(Database database, Connections connections, LongSupplier nanoTime) {
    this.database = database;
    this.connections = connections;
    this.cache = new Cache<>(MAX_LISTINGS, nanoTime);
    connections.addObserver(new Eraser());
  }

  /**
   * An instrument as the broker offers it; empty if it does not.
   *
   * @throws BrokerException if the broker does not say and did not within the last week
   */
  Optional<Listing> find(ConnectionRef connection, Instrument instrument) {
    return cache
        .get(
            new Key(connection.connection(), instrument.key()),
            () -> read(connection, instrument),
            Found::goodFor)
        .listing();
  }

  private Found read(ConnectionRef connection, Instrument instrument) {
    var broker = connections.broker(connection.connection());
    var stored = stored(connection, instrument);
    if (stored.isPresent() && age(stored.get()).compareTo(GOOD_FOR) < 0) {
      var left = GOOD_FOR.minus(age(stored.get()));
      return new Found(Optional.of(stored.get().listing()), left);
    }
    try {
      var told = broker.findListing(instrument);
      save(connection, instrument, told);
      return asTold(told);
    } catch (BrokerException e) {
      if (stored.isEmpty() || age(stored.get()).compareTo(USABLE_FOR) > 0) {
        throw e;
      }
      LOG.info(
          "{} did not say what it offers of {}: its word of {} is used",
          connection.broker(),
          instrument.symbol(),
          stored.get().readAt());
      return new Found(Optional.of(stored.get().listing()), TRY_AGAIN_AFTER);
    }
  }

  private static Found asTold(Optional<Listing> told) {
    return new Found(told, told.isPresent() ? GOOD_FOR : ABSENT_GOOD_FOR);
  }

  private Optional<Stored> stored(ConnectionRef connection, Instrument instrument) {
    return database.readTenant(
        connection.owner().tenant(), tx -> ListingStore.find(tx, connection, instrument.key()));
  }

  private Duration age(Stored stored) {
    return Duration.between(stored.readAt(), database.clock().instant());
  }

  /** What cannot be kept is only asked for again. */
  private void save(ConnectionRef connection, Instrument instrument, Optional<Listing> told) {
    try {
      database.inTenant(
          connection.owner().tenant(),
          tx -> {
            if (told.isPresent()) {
              ListingStore.save(tx, connection, told.get(), database.clock().instant());
            } else {
              ListingStore.remove(tx, connection, instrument.key());
            }
            return true;
          });
    } catch (StorageUnavailable | StorageFailure e) {
      LOG.warn("the listing of {} was not kept: {}", instrument.symbol(), e.getMessage());
    }
  }

  /** What a user looked at goes with his connection. */
  private static final class Eraser implements ConnectionObserver {
    @Override
    public void onDisconnected(Tx tx, ConnectionRef connection, Instant at) throws SQLException {
      ListingStore.removeAll(tx, connection);
    }
  }
}
