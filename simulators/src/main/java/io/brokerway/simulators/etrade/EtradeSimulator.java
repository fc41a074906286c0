package io.brokerway.simulators.etrade;

import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.Faults;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.SimulatorServer;
import io.brokerway.simulators.etrade.oauth.AccessToken;
import io.brokerway.simulators.etrade.oauth.Consumer;
import io.brokerway.simulators.etrade.oauth.Customer;
import io.brokerway.simulators.etrade.oauth.CustomerBrowser;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A simulated E*TRADE on a free port of this machine, for tests: accounts, customers, faults and
 * the ledger of truth at hand. Thread-safe.
 */
public final class EtradeSimulator implements AutoCloseable {
  private static final String LOCALHOST = "127.0.0.1";

  /** A customer and his one account. */
  public record Opened(Customer customer, String accountId) {}

  private final EtradeBroker broker;
  private final SimulatorServer server;
  private final SimulatorClock clock;
  private int accounts;

  private EtradeSimulator(EtradeBroker broker, SimulatorServer server, SimulatorClock clock) {
    this.broker = broker;
    this.server = server;
    this.clock = clock;
  }

  /** Starts with the demo accounts, a market that never closes and the system's time. */
  public static EtradeSimulator start() {
    return start(SimulatorClock.ticking(Clock.systemUTC()), Tape.of(TapeConfig.alwaysOpen()));
  }

  /** Starts with the demo accounts, all in memory. */
  public static EtradeSimulator start(SimulatorClock clock, PriceSource prices) {
    return start(EtradeSetup.inMemory(clock, prices), 0);
  }

  /**
   * Starts with the demo accounts.
   *
   * @param port the port; 0 for any free one
   */
  public static EtradeSimulator start(EtradeSetup setup, int port) {
    var broker = EtradeBroker.open(setup);
    DemoLogins.open(broker);
    var server = SimulatorServer.start(LOCALHOST, port, setup.clock(), List.of(broker));
    broker.run();
    return new EtradeSimulator(broker, server, setup.clock());
  }

  /**
   * What stands for {@code https://api.etrade.com}: {@code /oauth} and {@code /v1} go behind it.
   */
  public URI apiUrl() {
    return http("");
  }

  /** What stands for {@code https://us.etrade.com/e/t/etws/authorize}. */
  public URI authorizeUrl() {
    return http("/e/t/etws/authorize");
  }

  /** Where faults are scripted over HTTP. */
  public URI controlUrl() {
    return URI.create("http://%s:%d/control".formatted(LOCALHOST, server.port()));
  }

  /** Opens another account, of a customer of its own. */
  public synchronized Opened openAccount(AccountTerms terms, BigDecimal cash) {
    accounts++;
    var number = "84%06d".formatted(accounts);
    var customer = new Customer("user" + number, "password-of-" + number, List.of(number));
    broker.openAccount(number, terms, cash, customer);
    return new Opened(customer, number);
  }

  /** Makes an application known that may ask customers for access. */
  public void register(Consumer consumer) {
    broker.register().put(consumer);
  }

  /** A customer's browser, which walks the pages. */
  public CustomerBrowser browser(Customer customer) {
    return new CustomerBrowser(customer);
  }

  /** Every access token that was issued, oldest first. */
  public List<AccessToken> tokens() {
    return broker.tokens().all();
  }

  /** Lets a token end, sleep, or come back. */
  public void setToken(String value, AccessToken.State state) {
    broker.tokens().set(value, state);
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

  public EtradeBroker broker() {
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
    return URI.create("http://%s:%d/etrade%s".formatted(LOCALHOST, server.port(), path));
  }
}
