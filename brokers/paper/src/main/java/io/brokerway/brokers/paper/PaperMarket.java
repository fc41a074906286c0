package io.brokerway.brokers.paper;

import io.brokerway.broker.Capabilities;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the prices of paper accounts come from. What asks throws a {@link
 * io.brokerway.broker.BrokerException}. Thread-safe.
 */
interface PaperMarket extends AutoCloseable {

  /** What an account of this market takes. */
  Capabilities capabilities();

  List<Quote> quotes(Collection<Instrument> instruments);

  List<Bar> bars(BarQuery query);

  Optional<Listing> listing(Instrument instrument);

  List<Listing> search(String text, int limit);

  MarketHours hours(Instrument instrument);

  /** Sees to it that the venue knows an instrument, and its price if there is one to be had. */
  void prepare(Instrument instrument);

  /** Why there are no prices now, said for people; empty if there are. */
  Optional<String> trouble();

  /** Hears when {@link #trouble} begins or ends, and the quotes wanted; until it is closed. */
  Listening listen(Listener listener);

  /** Who hears of a market. */
  interface Listener {
    void onQuote(Quote quote);

    void onTrouble();
  }

  /** A listener's place. */
  interface Listening extends AutoCloseable {

    /** Replaces the set of instruments whose quotes it hears. */
    void want(Set<Instrument> instruments);

    @Override
    void close();
  }

  @Override
  void close();
}
