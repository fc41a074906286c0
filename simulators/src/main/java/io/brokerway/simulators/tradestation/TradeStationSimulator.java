package io.brokerway.simulators.tradestation;

import io.brokerway.broker.Environment;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.Faults;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.SimulatorServer;
import io.brokerway.simulators.oauth.SimulatedBrowser;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A simulated TradeStation on a free port of this machine, for tests: accounts, users, faults and
 * the ledger of truth at hand. Thread-safe.
 */
public final class TradeStationSimulator implements AutoCloseable {
  private static final String LOCALHOST = "127.0.0.1";

  private final TradeStationBroker broker;
  private final SimulatorServer server;
  private final SimulatorClock clock;
  private int accounts;

  private TradeStationSimulator(
      TradeStationBroker broker, SimulatorServer server, SimulatorClock clock) {
    this.broker = broker;
    this.server = server;
    this.clock = clock;
  }

  /** Starts with the demo accounts, all in memory. */
  public static TradeStationSimulator start(SimulatorClock clock, PriceSource prices) {
    return start(TradeStationSetup.inMemory(clock, prices), 0);
  }

  /**
   * Starts with the demo accounts.
   *
   * @param port the port; 0 for any free one
   */
  public static TradeStationSimulator start(TradeStationSetup setup, int port) {
    var broker = TradeStationBroker.open(setup);
    DemoLogins.open(broker);
    var server = SimulatorServer.start(LOCALHOST, port, setup.clock(), List.of(broker));
    broker.run();
    return new TradeStationSimulator(broker, server, setup.clock());
  }

  /** What stands for {@code https://api.tradestation.com}; the version follows. */
  public URI liveUrl() {
    return http("/tradestation/live");
  }

  /** What stands for {@code https://sim-api.tradestation.com}; the version follows. */
  public URI simulationUrl() {
    return http("/tradestation/sim");
  }

  /** What stands for {@code https://signin.tradestation.com}. */
  public URI signInUrl() {
    return http("/tradestation/signin");
  }

  /** Where faults are scripted over HTTP. */
  public URI controlUrl() {
    return http("/control");
  }

  /** Opens another margin account, and makes a user known who owns it alone. */
  public synchronized SimulatedUser openAccount(Environment environment, BigDecimal cash) {
    accounts++;
    var id =
        (environment == Environment.PAPER ? "SIM%07dM" : "12%06d").formatted(9_000_000 + accounts);
    broker.openAccount(new Holder(id, AccountKind.MARGIN, environment, Holder.ACTIVE), cash);
    var user =
        new SimulatedUser(
            "user-of-%s@example.com".formatted(id),
            "password-of-" + id,
            List.of(new SimulatedUser.Owned(id, id, environment)));
    broker.oauth().put(user);
    return user;
  }

  /** A user's browser, which walks the login and consent pages. */
  public SimulatedBrowser browser(SimulatedUser user) {
    return new SimulatedBrowser(user);
  }

  /** What was truly accepted, oldest first. */
  public List<JsonNode> ledger() {
    return broker.ledger().entries();
  }

  /** Spoils the next calls that match. */
  public void spoil(Fault fault) {
    server.faults().add(fault);
  }

  public Faults faults() {
    return server.faults();
  }

  public TradeStationBroker broker() {
    return broker;
  }

  public Venue venue() {
    return broker.venue();
  }

  public SimulatorClock clock() {
    return clock;
  }

  @Override
  public void close() {
    server.close();
  }

  private URI http(String path) {
    return URI.create("http://%s:%d%s".formatted(LOCALHOST, server.port(), path));
  }
}
