package io.brokerway.brokers.paper;

import io.brokerway.exchange.Venue;

/** A venue of paper accounts and where their prices come from. */
record PaperVenue(Venue venue, PaperMarket market) implements AutoCloseable {

  @Override
  public void close() {
    market.close();
    venue.close();
  }
}
