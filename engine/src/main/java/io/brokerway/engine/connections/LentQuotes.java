package io.brokerway.engine.connections;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.QuoteSource;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The quotes of one connection, lent to a venue that acts for the same owner. Whose connection it
 * is, is looked at before every question. Thread-safe.
 */
final class LentQuotes implements QuoteSource {
  private static final BrokerId GONE = new BrokerId("unknown");

  private final Services services;
  private final Owner owner;
  private final UUID connection;

  LentQuotes(Services services, Owner owner, UUID connection) {
    this.services = services;
    this.owner = owner;
    this.connection = connection;
  }

  private Optional<LiveConnection> live() {
    return services.registry().find(connection).filter(live -> live.ref().owner().equals(owner));
  }

  @Override
  public String connection() {
    return connection.toString();
  }

  @Override
  public BrokerId broker() {
    return live().map(live -> live.ref().broker()).orElse(GONE);
  }

  @Override
  public Optional<String> trouble() {
    var found = live();
    if (found.isEmpty()) {
      return Optional.of("prices come from connection %s, which has ended".formatted(connection));
    }
    var standing = found.get().standing();
    return standing.state().isOpen()
        ? Optional.empty()
        : Optional.of(
            "prices come from connection %s, which is %s: %s"
                .formatted(connection, standing.state(), standing.reason()));
  }

  /** What is wrong with the lender is not the borrower's login: it is told as not available. */
  private <T> T ask(Function<Broker, T> question) {
    var trouble = trouble();
    if (trouble.isPresent()) {
      throw new BrokerException.Unavailable(trouble.get());
    }
    try {
      return question.apply(live().orElseThrow().broker());
    } catch (BrokerException.LoginNeeded | ConnectionException e) {
      throw new BrokerException.Unavailable(
          trouble().orElse("prices come from connection %s: %s".formatted(connection, e)), e);
    }
  }

  @Override
  public List<Quote> fetchQuotes(List<Instrument> instruments) {
    return ask(broker -> broker.fetchQuotes(instruments));
  }

  @Override
  public List<Bar> fetchBars(BarQuery query) {
    return ask(broker -> broker.fetchBars(query));
  }

  @Override
  public Optional<Listing> findListing(Instrument instrument) {
    return ask(broker -> broker.findListing(instrument));
  }

  @Override
  public List<Listing> searchListings(String text, int limit) {
    return ask(broker -> broker.searchListings(text, limit));
  }

  @Override
  public MarketHours fetchMarketHours(Instrument instrument) {
    return ask(broker -> broker.fetchMarketHours(instrument));
  }

  @Override
  public Watch watch(Consumer<Quote> listener) {
    return services.watches().add(owner, connection, listener);
  }
}
