package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.Environment;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.Faults;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.SimulatorServer;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.OAuthClient;
import io.brokerway.simulators.oauth.RefreshToken;
import io.brokerway.simulators.oauth.SimulatedBrowser;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A simulated Schwab on a free port of this machine, for tests: accounts, users, faults and the
 * ledger of truth at hand. Thread-safe.
 */
public final class SchwabSimulator implements AutoCloseable {
  private static final String LOCALHOST = "127.0.0.1";
  private static final long FIRST_NUMBER = 71_000_000;

  private final SchwabBroker broker;
  private final SimulatorServer server;
  private final SimulatorClock clock;
  private long accounts;

  private SchwabSimulator(SchwabBroker broker, SimulatorServer server, SimulatorClock clock) {
    this.broker = broker;
    this.server = server;
    this.clock = clock;
  }

  /** Starts with the demo accounts, a market that never closes and the system's time. */
  public static SchwabSimulator start() {
    return start(SimulatorClock.ticking(Clock.systemUTC()), Tape.of(TapeConfig.alwaysOpen()));
  }

  /** Starts with the demo accounts, all in memory. */
  public static SchwabSimulator start(SimulatorClock clock, PriceSource prices) {
    return start(SchwabSetup.inMemory(clock, prices), 0);
  }

  /**
   * Starts with the demo accounts.
   *
   * @param port the port; 0 for any free one
   */
  public static SchwabSimulator start(SchwabSetup setup, int port) {
    var broker = SchwabBroker.open(setup);
    DemoLogins.open(broker);
    var server = SimulatorServer.start(LOCALHOST, port, setup.clock(), List.of(broker));
    broker.run();
    return new SchwabSimulator(broker, server, setup.clock());
  }

  /** What stands for {@code https://api.schwabapi.com/trader/v1}. */
  public URI traderUrl() {
    return http("/trader/v1");
  }

  /** What stands for {@code https://api.schwabapi.com/marketdata/v1}. */
  public URI marketUrl() {
    return http("/marketdata/v1");
  }

  /** What stands for {@code https://api.schwabapi.com/v1/oauth/authorize}. */
  public URI authorizeUrl() {
    return http("/v1/oauth/authorize");
  }

  /** What stands for {@code https://api.schwabapi.com/v1/oauth/token}. */
  public URI tokenUrl() {
    return http("/v1/oauth/token");
  }

  /** What stands for {@code wss://streamer-api.schwab.com/ws}. */
  public URI streamerUrl() {
    return URI.create("ws://%s:%d/charles_schwab/ws".formatted(LOCALHOST, server.port()));
  }

  /** Where faults are scripted over HTTP. */
  public URI controlUrl() {
    return URI.create("http://%s:%d/control".formatted(LOCALHOST, server.port()));
  }

  /** Opens another account, and makes a user known who owns it alone. */
  public synchronized SimulatedUser openAccount(boolean margin, BigDecimal cash) {
    accounts++;
    var number = String.valueOf(FIRST_NUMBER + accounts);
    broker.openAccount(number, margin, cash);
    var user =
        new SimulatedUser(
            "user" + number + "@example.com",
            "password-of-" + number,
            List.of(new SimulatedUser.Owned(number, number, Environment.LIVE)));
    broker.oauth().put(user);
    return user;
  }

  /** Makes an application known that may ask users for access. */
  public void register(OAuthClient client) {
    broker.oauth().put(client);
  }

  /** A user's browser, which walks the login and consent pages. */
  public SimulatedBrowser browser(SimulatedUser user) {
    return new SimulatedBrowser(user);
  }

  /** Every access token that was issued, oldest first. */
  public List<AccessToken> tokens() {
    return broker.oauth().grants().all();
  }

  /** Every refresh token that was issued, oldest first. */
  public List<RefreshToken> refreshTokens() {
    return broker.oauth().grants().allRefresh();
  }

  /** Lets an access or refresh token end, or come back; ends the streams that it opened. */
  public void setToken(String value, AccessToken.State state) {
    broker.setToken(value, state);
  }

  /** Takes back every login that opens an account, as its user may do on Schwab's site. */
  public void unlink(String number) {
    broker.unlink(number);
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

  public SchwabBroker broker() {
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
    return URI.create("http://%s:%d/charles_schwab%s".formatted(LOCALHOST, server.port(), path));
  }
}
