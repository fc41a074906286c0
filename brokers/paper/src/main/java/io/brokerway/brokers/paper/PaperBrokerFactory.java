package io.brokerway.brokers.paper;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.login.Login;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.Tape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The paper broker. It opens one venue, over the journal {@code paper}, for the accounts with
 * replayed prices, and one over a journal of its own for each connection whose quotes paper
 * accounts trade on; each when it is first used, and lets its market run until it is closed.
 * Thread-safe.
 */
public final class PaperBrokerFactory implements BrokerFactory, AutoCloseable {
  private static final String JOURNAL = "paper";
  private static final BrokerProfile PROFILE =
      new BrokerProfile(
          new BrokerId("paper"),
          "Paper",
          null,
          List.of(PaperLogin.OPTION),
          PaperCapabilities.ALL,
          PaperConfig.SETTINGS);

  private final Function<BrokerContext, Venue> replay;
  private final Map<String, PaperVenue> venues = new HashMap<>();

  /** Over the prices that the settings name and the journal that the gateway gives. */
  public PaperBrokerFactory() {
    this(PaperBrokerFactory::open);
  }

  /**
   * With a venue for the replay that the caller makes, for tests and tools; the factory runs and
   * closes it.
   */
  public PaperBrokerFactory(Function<BrokerContext, Venue> replay) {
    this.replay = replay;
  }

  @Override
  public BrokerProfile profile() {
    return PROFILE;
  }

  @Override
  public Login login(BrokerContext context) {
    return new PaperLogin(context, source -> venue(context, source));
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    var source = PaperLogin.source(session.credentials());
    return new PaperBroker(
        () -> venue(context, source),
        PaperLogin.account(session.credentials()),
        source.isEmpty() ? PaperCapabilities.REPLAY : PaperCapabilities.QUOTED);
  }

  /**
   * @param source the connection whose quotes are its prices; empty for the replay
   */
  private synchronized PaperVenue venue(BrokerContext context, Optional<String> source) {
    var open = venues.get(source.orElse(PaperConfig.REPLAY));
    if (open == null) {
      open = source.map(id -> quoted(context, id)).orElseGet(() -> replayed(context));
      open.venue().start();
      venues.put(source.orElse(PaperConfig.REPLAY), open);
    }
    return open;
  }

  private PaperVenue replayed(BrokerContext context) {
    var venue = replay.apply(context);
    return new PaperVenue(venue, new ReplayMarket(venue));
  }

  private static Venue open(BrokerContext context) {
    var config = PaperConfig.of(context.settings());
    return Venue.open(
        config.venue(JOURNAL), Tape.of(config.tape()), context.journal(JOURNAL), context.clock());
  }

  private static PaperVenue quoted(BrokerContext context, String connection) {
    var config = PaperConfig.of(context.settings());
    var source = context.quotes(connection);
    var prices =
        new QuotedPrices("connection " + connection, config.quoteMaxAge(), source::trouble);
    var venue =
        Venue.open(
            config.venue(JOURNAL + "-" + connection),
            prices,
            context.journal(JOURNAL + "-" + connection),
            context.clock());
    return new PaperVenue(
        venue, new ConnectionMarket(source, prices, venue, context.clock(), config.quotePoll()));
  }

  /** Stops the markets; the journals keep everything. */
  @Override
  public synchronized void close() {
    venues.values().forEach(PaperVenue::close);
    venues.clear();
  }
}
