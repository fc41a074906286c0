package io.brokerway.simulators;

import io.brokerway.exchange.FileJournal;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import io.brokerway.simulators.alpaca.AlpacaBroker;
import io.brokerway.simulators.alpaca.AlpacaSetup;
import io.brokerway.simulators.alpaca.DemoLogins;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts all simulated brokers on one port and runs until it is stopped. */
@Command(
    name = "simulators",
    mixinStandardHelpOptions = true,
    description = "Simulated brokers that speak the real protocols, over historical prices.")
public final class Simulators implements Callable<Integer> {

  /** When shares trade. */
  enum Session {
    /** Around the clock. */
    ALWAYS_OPEN,
    /** In the hours of the New York exchange. */
    REAL_HOURS
  }

  @Option(
      names = "--host",
      defaultValue = "${env:BROKERWAY_SIMULATORS_HOST:-127.0.0.1}",
      description = "address to listen on (default: 127.0.0.1; BROKERWAY_SIMULATORS_HOST)")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "${env:BROKERWAY_SIMULATORS_PORT:-8100}",
      description = "port to listen on (default: 8100; BROKERWAY_SIMULATORS_PORT)")
  private int port;

  @Option(
      names = "--data",
      description = "folder of journals, ledgers and accounts (default: all in memory)")
  private @Nullable Path data;

  @Option(
      names = "--seed",
      defaultValue = "" + TapeConfig.DEFAULT_SEED,
      description = "seed of what is modelled in the prices (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--session",
      defaultValue = "ALWAYS_OPEN",
      description = "when shares trade: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Session session = Session.ALWAYS_OPEN;

  @Option(
      names = "--requests-per-minute",
      defaultValue = "" + AlpacaSetup.USUAL_REQUESTS_PER_MINUTE,
      description = "limit of each account (default: ${DEFAULT-VALUE}, as Alpaca's)")
  private int requestsPerMinute;

  @Spec private @Nullable CommandSpec spec;

  private final CountDownLatch stopped = new CountDownLatch(1);

  public static void main(String[] args) {
    var line = new CommandLine(new Simulators()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    var clock = SimulatorClock.ticking(Clock.systemUTC());
    var mode = session == Session.ALWAYS_OPEN ? TapeMode.ALWAYS_OPEN : TapeMode.MARKET_HOURS;
    var prices = Tape.of(TapeConfig.of(mode).withSeed(seed));
    var memory = AlpacaSetup.inMemory(clock, prices).withRequestsPerMinute(requestsPerMinute);
    var folder = data;
    var alpaca = AlpacaBroker.open(folder == null ? memory : in(folder.resolve("alpaca"), memory));
    DemoLogins.open(alpaca);
    var server = SimulatorServer.start(host, port, clock, List.of(alpaca));
    alpaca.run();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "simulators-stop"));
    announce(server.port());
    stopped.await();
    return CommandLine.ExitCode.OK;
  }

  private static AlpacaSetup in(Path folder, AlpacaSetup memory) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IllegalArgumentException("the data folder cannot be made: " + folder, e);
    }
    return new AlpacaSetup(
        memory.clock(),
        memory.prices(),
        FileJournal.open(folder.resolve("venue.journal")),
        TruthLedger.in(folder.resolve("ledger.jsonl")),
        folder.resolve("accounts.json"),
        memory.requestsPerMinute());
  }

  private void announce(int listening) {
    var out =
        spec == null
            ? new PrintWriter(System.out, true, System.out.charset())
            : spec.commandLine().getOut();
    out.printf("Simulators listen on http://%s:%d%n", host, listening);
    out.printf("  Alpaca live   http://%s:%d/alpaca/live%n", host, listening);
    out.printf("  Alpaca paper  http://%s:%d/alpaca/paper%n", host, listening);
    out.printf("  Alpaca data   http://%s:%d/alpaca/data%n", host, listening);
    out.printf("  Alpaca OAuth  http://%s:%d/alpaca/app/oauth/authorize%n", host, listening);
    out.println("Simulated logins (they open nothing real):");
    for (var login : DemoLogins.ALL) {
      out.printf(
          "  %-5s  key id %s  secret %s%n",
          login.environment(), login.keys().keyId(), login.keys().secret());
    }
    out.printf(
        "  oauth  client id %s  secret %s%n", DemoLogins.CLIENT.id(), DemoLogins.CLIENT.secret());
    for (var user : List.of(DemoLogins.USER, DemoLogins.SECOND_USER)) {
      out.printf("  oauth  user %s  password %s%n", user.email(), user.password());
    }
    out.flush();
  }
}
