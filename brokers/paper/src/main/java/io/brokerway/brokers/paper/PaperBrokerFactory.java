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
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The paper broker. It opens one venue, over the journal {@code paper}, when it is first used, and
 * lets its market run until it is closed. A journal has one venue at a time: close the factory
 * before another opens it. Thread-safe.
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

  private final Function<BrokerContext, Venue> venues;
  private @Nullable Venue venue;

  /** Over the prices that the settings name and the journal that the gateway gives. */
  public PaperBrokerFactory() {
    this(PaperBrokerFactory::open);
  }

  /** Over a venue that the caller makes, for tests and tools; the factory runs and closes it. */
  public PaperBrokerFactory(Function<BrokerContext, Venue> venues) {
    this.venues = venues;
  }

  @Override
  public BrokerProfile profile() {
    return PROFILE;
  }

  @Override
  public Login login(BrokerContext context) {
    return new PaperLogin(() -> venue(context));
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    return new PaperBroker(() -> venue(context), PaperLogin.account(session.credentials()));
  }

  private synchronized Venue venue(BrokerContext context) {
    if (venue == null) {
      venue = venues.apply(context);
      venue.start();
    }
    return venue;
  }

  private static Venue open(BrokerContext context) {
    var config = PaperConfig.of(context.settings());
    return Venue.open(
        config.venue(), Tape.of(config.tape()), context.journal(JOURNAL), context.clock());
  }

  /** Stops the market; the journal keeps everything. */
  @Override
  public synchronized void close() {
    if (venue != null) {
      venue.close();
      venue = null;
    }
  }
}
