package io.brokerway.engine.market;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.engine.connections.ConnectionRef;
import java.util.List;
import java.util.Optional;

/**
 * Prices and listings, asked of the broker of a connection and kept for a short time. All methods
 * throw the broker's {@link io.brokerway.broker.BrokerException}. Thread-safe.
 */
public final class Market {

  /** At most a second old; an instrument that the broker does not know is left out. */
  public List<Quote> quotes(ConnectionRef connection, List<Instrument> instruments) {
    throw new UnsupportedOperationException();
  }

  public Optional<Quote> quote(ConnectionRef connection, Instrument instrument) {
    throw new UnsupportedOperationException();
  }

  public List<Bar> bars(ConnectionRef connection, BarQuery query) {
    throw new UnsupportedOperationException();
  }

  /** An instrument as the broker offers it, kept for hours; empty if it does not. */
  public Optional<Listing> listing(ConnectionRef connection, Instrument instrument) {
    throw new UnsupportedOperationException();
  }

  public List<Listing> search(ConnectionRef connection, String text, int limit) {
    throw new UnsupportedOperationException();
  }

  /** Kept until the market next opens or closes, a minute at most where the venue does not say. */
  public MarketHours hours(ConnectionRef connection, Instrument instrument) {
    throw new UnsupportedOperationException();
  }

  /**
   * The price to judge an order by: the last trade, else the middle of bid and ask, else the close
   * before; empty if the broker gives none or does not answer.
   */
  public Optional<ReferencePrice> reference(ConnectionRef connection, Instrument instrument) {
    throw new UnsupportedOperationException();
  }
}
