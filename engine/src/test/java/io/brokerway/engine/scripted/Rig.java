package io.brokerway.engine.scripted;

import io.brokerway.broker.CallRecord;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.connections.Brokers;
import io.brokerway.engine.connections.ConnectRequest;
import io.brokerway.engine.connections.ConnectionView;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.Delays;
import io.brokerway.engine.connections.LoginProgress;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.market.Market;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.Sync;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.TestDatabase;
import io.brokerway.engine.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Connections, portfolio and market over a real database and a scripted broker. */
public final class Rig implements AutoCloseable {
  public static final Duration INTERVAL = Duration.ofMinutes(5);
  public static final TenantId TENANT = new TenantId("acme");
  public static final Owner OWNER = new Owner(TENANT, new UserId("user_1"));
  public static final Owner STRANGER = new Owner(TENANT, new UserId("user_2"));

  public final SettableClock clock =
      new SettableClock(Instant.parse("2026-11-23T15:00:00.123456Z"));
  public final ScriptedBroker broker;
  public final ConcurrentLinkedQueue<CallRecord> calls = new ConcurrentLinkedQueue<>();
  private final TestDatabase test;
  private final Path keys;
  private Process process;

  /** What one process of the gateway holds. */
  public record Process(
      Database database,
      Vault vault,
      Delays delays,
      Connections connections,
      Accounts accounts,
      Sync sync,
      Portfolio portfolio,
      Market market) {

    void close() {
      delays.close();
      sync.close();
      connections.close();
    }
  }

  private Rig(boolean streaming) {
    broker = new ScriptedBroker(clock, streaming);
    test = TestDatabase.open(clock);
    keys = temporary();
    process = start();
  }

  public static Rig open() {
    return new Rig(false);
  }

  public static Rig streaming() {
    return new Rig(true);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("brokerway-keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A further process on the same database. */
  public Process start() {
    return start(Vault.open(test.database(), keys));
  }

  private Process start(Vault vault) {
    var database = test.database();
    var delays = new Delays();
    var brokers =
        Brokers.of(
            List.of(broker),
            Map.of(
                broker.profile().id().value(),
                Map.of(
                    "client-id",
                    "install",
                    "client-secret",
                    "install-secret",
                    "redirect-uri",
                    "https://us.test/callback")));
    var connections = new Connections(database, vault, brokers, _ -> calls::add, delays, false);
    var accounts = new Accounts(database, vault, connections, INTERVAL.multipliedBy(2));
    // Time stands still while a broker is read, unless a test moves it.
    var sync =
        new Sync(
            database, connections, accounts, delays, INTERVAL, () -> clock.millis() * 1_000_000);
    var portfolio = new Portfolio(database, connections, accounts, sync);
    var market = new Market(database, connections, () -> clock.millis() * 1_000_000);
    connections.load();
    return new Process(database, vault, delays, connections, accounts, sync, portfolio, market);
  }

  /** Ends the process and starts another, as a restart does. */
  public void restart() {
    process.close();
    process = start(process.vault());
  }

  public Process process() {
    return process;
  }

  public Database database() {
    return test.database();
  }

  public Connections connections() {
    return process.connections();
  }

  public Portfolio portfolio() {
    return process.portfolio();
  }

  public static ConnectRequest request(String apiKey) {
    return new ConnectRequest(
        ScriptedBroker.ID,
        "api-key",
        Environment.PAPER,
        Map.of("api_key", Secret.of(apiKey), "api_secret", Secret.of("hush-hush-" + apiKey)),
        null);
  }

  /** Connects with a key that the broker takes. */
  public ConnectionView connect(String apiKey) {
    broker.accept(apiKey);
    var progress = connections().connect(OWNER, request(apiKey));
    return ((LoginProgress.Connected) progress).connection();
  }

  /** The only account of a connection. */
  public AccountRef account(UUID connection) {
    return process.accounts().ofConnection(connection).getFirst();
  }

  /** The cash figure of an account. */
  public BigDecimal cash(AccountRef account) {
    var balance = Objects.requireNonNull(portfolio().balance(account).balance(), "never read");
    return Objects.requireNonNull(balance.cash(), "no cash figure");
  }

  public long count(String table) {
    return database()
        .readSystem(tx ->
            tx.first("SELECT count(*) AS n FROM " + table, row -> row.getLong("n")).orElseThrow());
  }

  /** The types of the facts in the log, oldest first. */
  public List<String> facts() {
    return database()
        .readSystem(
            tx -> tx.query("SELECT type FROM log ORDER BY position", row -> row.getString("type")));
  }

  @Override
  public void close() {
    process.close();
    test.close();
  }
}
