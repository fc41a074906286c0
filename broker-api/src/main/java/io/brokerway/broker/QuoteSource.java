package io.brokerway.broker;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The prices of one connection, for a venue inside the gateway that fills its orders by them. It is
 * always a connection of the user for whom the adapter acts: what his login may see serves nobody
 * else. Whatever asks throws a {@link BrokerException}: {@link BrokerException.Unavailable}, with
 * the reason, while the connection cannot be asked. Thread-safe.
 */
public interface QuoteSource {

  /** The id of the connection. */
  String connection();

  BrokerId broker();

  /** Why it cannot be asked now, said for people; empty if it can. Asks nobody. */
  Optional<String> trouble();

  /** An instrument that the broker has no quote of is left out. */
  List<Quote> fetchQuotes(List<Instrument> instruments);

  List<Bar> fetchBars(BarQuery query);

  Optional<Listing> findListing(Instrument instrument);

  List<Listing> searchListings(String text, int limit);

  MarketHours fetchMarketHours(Instrument instrument);

  /**
   * Hears the quotes that the connection streams, where its broker streams any; who needs them for
   * certain asks as well.
   */
  Watch watch(Consumer<Quote> listener);

  /** A listener's place in the stream of quotes. */
  interface Watch extends AutoCloseable {

    /** Replaces the set of instruments whose quotes are wanted; none at first. */
    void instruments(Set<Instrument> wanted);

    @Override
    void close();
  }
}
