package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.Faults;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.SimulatorServer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A simulated Zerodha on a free port of this machine, for tests: accounts, logins, faults and the
 * ledger of truth at hand. Thread-safe.
 */
public final class ZerodhaSimulator implements AutoCloseable {
  private static final String LOCALHOST = "127.0.0.1";

  /** Base 32; every user of a test has the same one-time codes. */
  private static final String TOTP_SECRET = "MFRGGZDFMZTWQ2LK";

  private final ZerodhaBroker broker;
  private final SimulatorServer server;
  private final SimulatorClock clock;
  private int accounts;

  private ZerodhaSimulator(ZerodhaBroker broker, SimulatorServer server, SimulatorClock clock) {
    this.broker = broker;
    this.server = server;
    this.clock = clock;
  }

  /** Starts with the demo accounts, a market that never closes and the system's time. */
  public static ZerodhaSimulator start() {
    return start(
        SimulatorClock.ticking(Clock.systemUTC()), Tape.of(TapeConfig.alwaysOpen()), false);
  }

  /** Starts with the demo accounts, all in memory; see {@link ZerodhaSetup}. */
  public static ZerodhaSimulator start(
      SimulatorClock clock, PriceSource prices, boolean realHours) {
    return start(ZerodhaSetup.inMemory(clock, prices, realHours), 0);
  }

  /**
   * Starts with the demo accounts.
   *
   * @param port the port; 0 for any free one
   */
  public static ZerodhaSimulator start(ZerodhaSetup setup, int port) {
    var broker = ZerodhaBroker.open(setup);
    DemoLogins.open(broker);
    var server = SimulatorServer.start(LOCALHOST, port, setup.clock(), List.of(broker));
    broker.run();
    return new ZerodhaSimulator(broker, server, setup.clock());
  }

  /** What stands for {@code https://api.kite.trade}. */
  public URI apiUrl() {
    return http("/api");
  }

  /** What stands for {@code https://kite.zerodha.com/connect/login}. */
  public URI loginUrl() {
    return http("/connect/login");
  }

  /** What stands for {@code wss://ws.kite.trade/}. */
  public URI tickerUrl() {
    return URI.create("ws://%s:%d/zerodha/ws".formatted(LOCALHOST, server.port()));
  }

  /** Where faults are scripted over HTTP. */
  public URI controlUrl() {
    return URI.create("http://%s:%d/control".formatted(LOCALHOST, server.port()));
  }

  /** Opens another account. */
  public synchronized KiteUser openAccount(BigDecimal cash) {
    accounts++;
    var id = "ZT%04d".formatted(accounts);
    var user =
        new KiteUser(
            id, "Test " + accounts, id + "@example.test", "password-of-" + id, TOTP_SECRET);
    broker.openAccount(user, cash);
    return user;
  }

  /** Makes an application known that may ask users for a login. */
  public void register(KiteApp app) {
    broker.register(app);
  }

  /** A user's browser, which walks the login pages. */
  public KiteBrowser browser(KiteUser user) {
    return new KiteBrowser(user, clock);
  }

  /** Every login that was given, oldest first. */
  public List<KiteLogin> logins() {
    return broker.logins().all();
  }

  /** Ends all logins of a user, and the sockets that came by them. */
  public void endLogins(String userId) {
    broker.endLogins(userId);
  }

  /** What was truly accepted, oldest first. */
  public List<JsonNode> ledger() {
    return broker.ledger().entries();
  }

  /** How many orders with a tag were truly accepted. */
  public long accepted(String tag) {
    return ledger().stream()
        .filter(entry -> entry.path("kind").asString().equals("place"))
        .filter(entry -> entry.path("tag").asString("").equals(tag))
        .count();
  }

  /** Spoils the next calls that match. */
  public void spoil(Fault fault) {
    server.faults().add(fault);
  }

  public Faults faults() {
    return server.faults();
  }

  public ZerodhaBroker broker() {
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
    return URI.create("http://%s:%d/zerodha%s".formatted(LOCALHOST, server.port(), path));
  }
}
