package io.brokerway.simulators.coinbase;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.Faults;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.SimulatorServer;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.SimulatedBrowser;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A simulated Coinbase on a free port of this machine, for tests: portfolios, keys, faults and the
 * ledger of truth at hand. Thread-safe.
 */
public final class CoinbaseSimulator implements AutoCloseable {
  private static final String LOCALHOST = "127.0.0.1";

  private final CoinbaseBroker broker;
  private final SimulatorServer server;
  private final SimulatorClock clock;
  private int portfolios;

  private CoinbaseSimulator(CoinbaseBroker broker, SimulatorServer server, SimulatorClock clock) {
    this.broker = broker;
    this.server = server;
    this.clock = clock;
  }

  /** A portfolio of its own, and the key that opens it. */
  public record Opened(Portfolio portfolio, KeyFile key) {}

  /** Starts with the demo portfolios and the system's time. */
  public static CoinbaseSimulator start() {
    return start(SimulatorClock.ticking(Clock.systemUTC()), Tape.of(TapeConfig.alwaysOpen()));
  }

  /** Starts with the demo portfolios, all in memory. */
  public static CoinbaseSimulator start(SimulatorClock clock, PriceSource prices) {
    return start(CoinbaseSetup.inMemory(clock, prices), 0);
  }

  /**
   * Starts with the demo portfolios.
   *
   * @param port the port; 0 for any free one
   */
  public static CoinbaseSimulator start(CoinbaseSetup setup, int port) {
    var broker = CoinbaseBroker.open(setup);
    DemoLogins.open(broker);
    var server = SimulatorServer.start(LOCALHOST, port, setup.clock(), List.of(broker));
    broker.run();
    return new CoinbaseSimulator(broker, server, setup.clock());
  }

  /** What stands for {@code https://api.coinbase.com}. */
  public URI url() {
    return URI.create("http://%s:%d/coinbase".formatted(LOCALHOST, server.port()));
  }

  /** What stands for {@code https://login.coinbase.com}. */
  public URI loginUrl() {
    return URI.create(url() + LoginHost.PATH);
  }

  /** A user's browser, which walks the login and consent pages. */
  public SimulatedBrowser browser(SimulatedUser user) {
    return new SimulatedBrowser(user);
  }

  /** Every access token that was issued, oldest first. */
  public List<AccessToken> tokens() {
    return broker.oauth().grants().all();
  }

  /** Lets a token end, or come back; ends the streams that it opened. */
  public void setToken(String value, AccessToken.State state) {
    broker.setToken(value, state);
  }

  /** What stands for {@code wss://advanced-trade-ws.coinbase.com}. */
  public URI marketStreamUrl() {
    return socket("/ws");
  }

  /** What stands for {@code wss://advanced-trade-ws-user.coinbase.com}. */
  public URI userStreamUrl() {
    return socket("/ws-user");
  }

  /** Where faults are scripted over HTTP. */
  public URI controlUrl() {
    return URI.create("http://%s:%d/control".formatted(LOCALHOST, server.port()));
  }

  /** Opens another portfolio of another user, with an ECDSA key that may trade. */
  public synchronized Opened openPortfolio(BigDecimal cash) {
    var name = nextName();
    return open(name, KeyFile.ecdsa(keyName(name)), true, cash);
  }

  /** As {@link #openPortfolio} with an Ed25519 key. */
  public synchronized Opened openWithEdwardsKey(BigDecimal cash) {
    var name = nextName();
    return open(name, KeyFile.ed25519(keyName(name)), true, cash);
  }

  /** As {@link #openPortfolio} with a key that may only look. */
  public synchronized Opened openReadOnly(BigDecimal cash) {
    var name = nextName();
    return open(name, KeyFile.ecdsa(keyName(name)), false, cash);
  }

  public void revoke(KeyFile key) {
    broker.setRevoked(key.name(), true);
  }

  public void restore(KeyFile key) {
    broker.setRevoked(key.name(), false);
  }

  /** What was truly accepted, oldest first. */
  public List<JsonNode> ledger() {
    return broker.ledger().entries();
  }

  /** How often an order with a client order id was truly accepted. */
  public long accepted(String clientOrderId) {
    return ledger().stream()
        .filter(entry -> entry.path("kind").asString().equals("place"))
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

  public CoinbaseBroker broker() {
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

  private String nextName() {
    portfolios++;
    return "Test portfolio %d".formatted(portfolios);
  }

  private static String keyName(String portfolio) {
    return "organizations/%s/apiKeys/%s"
        .formatted(Portfolio.id("organization:" + portfolio), Portfolio.id("key:" + portfolio));
  }

  private Opened open(String name, KeyFile file, boolean canTrade, BigDecimal cash) {
    var portfolio = CoinbaseBroker.portfolio(name);
    broker.openPortfolio(portfolio, cash);
    broker.addKey(
        new ApiKey(file.name(), file.publicKey(), portfolio.id(), canTrade, false, false));
    return new Opened(portfolio, file);
  }

  private URI socket(String path) {
    return URI.create("ws://%s:%d/coinbase%s".formatted(LOCALHOST, server.port(), path));
  }
}
