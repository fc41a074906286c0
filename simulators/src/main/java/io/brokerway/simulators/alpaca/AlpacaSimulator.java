package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.exchange.AccountTerms;
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
import io.brokerway.simulators.oauth.SimulatedBrowser;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A simulated Alpaca on a free port of this machine, for tests: accounts, keys, faults and the
 * ledger of truth at hand. Thread-safe.
 */
public final class AlpacaSimulator implements AutoCloseable {
  private static final String LOCALHOST = "127.0.0.1";

  private final AlpacaBroker broker;
  private final SimulatorServer server;
  private final SimulatorClock clock;
  private int accounts;

  private AlpacaSimulator(AlpacaBroker broker, SimulatorServer server, SimulatorClock clock) {
    this.broker = broker;
    this.server = server;
    this.clock = clock;
  }

  /** Starts with the demo accounts, a market that never closes and the system's time. */
  public static AlpacaSimulator start() {
    return start(SimulatorClock.ticking(Clock.systemUTC()), Tape.of(TapeConfig.alwaysOpen()));
  }

  /** Starts with the demo accounts, all in memory. */
  public static AlpacaSimulator start(SimulatorClock clock, PriceSource prices) {
    return start(AlpacaSetup.inMemory(clock, prices), 0);
  }

  /**
   * Starts with the demo accounts.
   *
   * @param port the port; 0 for any free one
   */
  public static AlpacaSimulator start(AlpacaSetup setup, int port) {
    var broker = AlpacaBroker.open(setup);
    DemoLogins.open(broker);
    var server = SimulatorServer.start(LOCALHOST, port, setup.clock(), List.of(broker));
    broker.run();
    return new AlpacaSimulator(broker, server, setup.clock());
  }

  /** What stands for {@code https://api.alpaca.markets}. */
  public URI liveUrl() {
    return http("/live");
  }

  /** What stands for {@code https://paper-api.alpaca.markets}. */
  public URI paperUrl() {
    return http("/paper");
  }

  /** What stands for {@code https://data.alpaca.markets}. */
  public URI dataUrl() {
    return http("/data");
  }

  /** What stands for {@code https://app.alpaca.markets/oauth/authorize}. */
  public URI authorizeUrl() {
    return http("/app/oauth/authorize");
  }

  /** What stands for {@code https://api.alpaca.markets/oauth/token}. */
  public URI tokenUrl() {
    return http("/live/oauth/token");
  }

  /** What stands for {@code wss://api.alpaca.markets/stream}. */
  public URI liveStreamUrl() {
    return socket("/live/stream");
  }

  /** What stands for {@code wss://paper-api.alpaca.markets/stream}. */
  public URI paperStreamUrl() {
    return socket("/paper/stream");
  }

  /** What stands for {@code wss://stream.data.alpaca.markets}; the feed's path goes behind it. */
  public URI marketStreamUrl() {
    return socket("/data");
  }

  /** Where faults are scripted over HTTP. */
  public URI controlUrl() {
    return URI.create("http://%s:%d/control".formatted(LOCALHOST, server.port()));
  }

  /** Opens another account with a key pair of its own. */
  public synchronized KeyPair openAccount(
      Environment environment, AccountTerms terms, BigDecimal cash) {
    accounts++;
    var paper = environment == Environment.PAPER;
    var number = (paper ? "PA3TEST%05d" : "412TEST%04d").formatted(accounts);
    var keyId = "%sTEST%010d".formatted(paper ? "PK" : "AK", accounts);
    var keys =
        new KeyPair(keyId, UUID.randomUUID().toString(), AlpacaBroker.accountId(number), false);
    return broker.openAccount(number, environment, terms, cash, keys);
  }

  public void revoke(KeyPair keys) {
    broker.setRevoked(keys.keyId(), true);
  }

  public void restore(KeyPair keys) {
    broker.setRevoked(keys.keyId(), false);
  }

  /** Makes an application known that may ask users for access. */
  public void register(OAuthClient client) {
    broker.oauth().put(client);
  }

  /** A user's browser, which walks the login and consent pages. */
  public SimulatedBrowser browser(SimulatedUser user) {
    return new SimulatedBrowser(user);
  }

  /** Every token that was issued, oldest first. */
  public List<AccessToken> tokens() {
    return broker.oauth().grants().all();
  }

  /** Lets a token end, or come back; ends the streams that it opened. */
  public void setToken(String value, AccessToken.State state) {
    broker.setToken(value, state);
  }

  /** What was truly accepted, oldest first. */
  public List<JsonNode> ledger() {
    return broker.ledger().entries();
  }

  /** How often an order with a client order id was truly accepted. */
  public long accepted(String clientOrderId) {
    return ledger().stream()
        .filter(entry -> !entry.path("kind").asString().equals("cancel"))
        .filter(entry -> entry.path("client_order_id").asString().equals(clientOrderId))
        .count();
  }

  /** Spoils the next calls that match. */
  public void spoil(Fault fault) {
    server.faults().add(fault);
  }

  public Faults faults() {
    return server.faults();
  }

  public AlpacaBroker broker() {
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
    return URI.create("http://%s:%d/alpaca%s".formatted(LOCALHOST, server.port(), path));
  }

  private URI socket(String path) {
    return URI.create("ws://%s:%d/alpaca%s".formatted(LOCALHOST, server.port(), path));
  }
}
