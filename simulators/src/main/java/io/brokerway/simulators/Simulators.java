package io.brokerway.simulators;

import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.FileJournal;
import io.brokerway.exchange.InMemoryJournal;
import io.brokerway.exchange.tape.PriceSource;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import io.brokerway.simulators.alpaca.AlpacaBroker;
import io.brokerway.simulators.alpaca.AlpacaSetup;
import io.brokerway.simulators.charlesschwab.SchwabBroker;
import io.brokerway.simulators.charlesschwab.SchwabSetup;
import io.brokerway.simulators.coinbase.CoinbaseBroker;
import io.brokerway.simulators.coinbase.CoinbaseSetup;
import io.brokerway.simulators.etrade.EtradeBroker;
import io.brokerway.simulators.etrade.EtradeSetup;
import io.brokerway.simulators.tradestation.TradeStationBroker;
import io.brokerway.simulators.tradestation.TradeStationSetup;
import io.brokerway.simulators.zerodha.ZerodhaBroker;
import io.brokerway.simulators.zerodha.ZerodhaSetup;
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
    var brokers =
        List.of(
            alpaca(clock, prices),
            etrade(clock, prices),
            tradeStation(clock, prices),
            coinbase(clock, prices),
            schwab(clock, prices),
            zerodha(clock, prices));
    var server = SimulatorServer.start(host, port, clock, brokers);
    brokers.forEach(BrokerSimulator::run);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                },
                "simulators-stop"));
    announce(server.port(), brokers);
    stopped.await();
    return CommandLine.ExitCode.OK;
  }

  private BrokerSimulator alpaca(SimulatorClock clock, PriceSource prices) {
    var broker =
        AlpacaBroker.open(
            new AlpacaSetup(
                clock,
                prices,
                journal("alpaca"),
                ledger("alpaca"),
                file("alpaca", "accounts.json"),
                requestsPerMinute));
    io.brokerway.simulators.alpaca.DemoLogins.open(broker);
    return broker;
  }

  private BrokerSimulator etrade(SimulatorClock clock, PriceSource prices) {
    var broker =
        EtradeBroker.open(
            new EtradeSetup(
                clock,
                prices,
                journal("etrade"),
                ledger("etrade"),
                file("etrade", "accounts.json"),
                1));
    io.brokerway.simulators.etrade.DemoLogins.open(broker);
    return broker;
  }

  private BrokerSimulator coinbase(SimulatorClock clock, PriceSource prices) {
    var broker =
        CoinbaseBroker.open(
            new CoinbaseSetup(
                clock,
                prices,
                journal("coinbase"),
                ledger("coinbase"),
                file("coinbase", "portfolios.json"),
                CoinbaseSetup.USUAL_REQUESTS_PER_SECOND));
    io.brokerway.simulators.coinbase.DemoLogins.open(broker);
    return broker;
  }

  private BrokerSimulator tradeStation(SimulatorClock clock, PriceSource prices) {
    var broker =
        TradeStationBroker.open(
            new TradeStationSetup(
                clock,
                prices,
                journal("tradestation"),
                ledger("tradestation"),
                file("tradestation", "accounts.json"),
                false,
                1));
    io.brokerway.simulators.tradestation.DemoLogins.open(broker);
    return broker;
  }

  private BrokerSimulator schwab(SimulatorClock clock, PriceSource prices) {
    var ledger = file("charles_schwab", "ledger.jsonl");
    var folder = ledger == null ? null : ledger.getParent();
    var broker =
        SchwabBroker.open(
            folder == null
                ? SchwabSetup.inMemory(clock, prices)
                : SchwabSetup.in(folder, clock, prices));
    io.brokerway.simulators.charlesschwab.DemoLogins.open(broker);
    return broker;
  }

  private BrokerSimulator zerodha(SimulatorClock clock, PriceSource prices) {
    var users = file("zerodha", "users.json");
    var broker =
        ZerodhaBroker.open(
            new ZerodhaSetup(
                clock,
                prices,
                session == Session.REAL_HOURS,
                journal("zerodha"),
                ledger("zerodha"),
                users == null ? null : users.getParent()));
    io.brokerway.simulators.zerodha.DemoLogins.open(broker);
    return broker;
  }

  private VenueJournal journal(String broker) {
    var file = file(broker, "venue.journal");
    return file == null ? new InMemoryJournal() : FileJournal.open(file);
  }

  private TruthLedger ledger(String broker) {
    var file = file(broker, "ledger.jsonl");
    return file == null ? TruthLedger.inMemory() : TruthLedger.in(file);
  }

  /** A file of a broker in its own folder; absent where all is in memory. */
  private @Nullable Path file(String broker, String name) {
    if (data == null) {
      return null;
    }
    var folder = data.resolve(broker);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IllegalArgumentException("the data folder cannot be made: " + folder, e);
    }
    return folder.resolve(name);
  }

  private void announce(int listening, List<BrokerSimulator> brokers) {
    var out =
        spec == null
            ? new PrintWriter(System.out, true, System.out.charset())
            : spec.commandLine().getOut();
    var address = "http://%s:%d".formatted(host, listening);
    out.println("Simulators listen on " + address);
    out.println("The logins below are simulated: they open nothing real.");
    for (var broker : brokers) {
      broker.announcement(address + "/" + broker.prefix()).forEach(out::println);
    }
    out.flush();
  }
}
