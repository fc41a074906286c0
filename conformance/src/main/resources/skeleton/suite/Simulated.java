package io.brokerway.conformance.brokers;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.brokers.__package__.__Name__BrokerFactory;
import io.brokerway.conformance.CannotSimulate;
import io.brokerway.conformance.RefusedOrder;
import io.brokerway.conformance.SimulatedAccount;
import io.brokerway.conformance.SimulatedBroker;
import io.brokerway.conformance.Specimen;
import io.brokerway.conformance.Wiretap;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.SimulatorServer;
import io.brokerway.simulators.ThinPrices;
import io.brokerway.simulators.__package__.__Name__Simulator;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * __Title__'s adapter before its simulator, with a wiretap between them. What is to be written here
 * says so in the report of each case that needs it; docs/adapters.md, "How your adapter joins", says
 * what each method is for.
 */
public final class __Name__Simulated implements SimulatedBroker {
  private final SimulatorClock clock = SimulatorClock.ticking(Clock.systemUTC());
  private final ThinPrices prices = ThinPrices.of(Tape.of(TapeConfig.alwaysOpen()));
  private final __Name__Simulator simulator = new __Name__Simulator();
  private final SimulatorServer server =
      SimulatorServer.start("127.0.0.1", 0, clock, List.of(simulator));
  private final Wiretap tap = Wiretap.before(server.port());
  private final BrokerFactory adapter = new __Name__BrokerFactory();

  private __Name__Simulated() {}

  public static __Name__Simulated start() {
    return new __Name__Simulated();
  }

  @Override
  public String description() {
    return "our simulator of __Title__, over TCP";
  }

  @Override
  public BrokerFactory adapter() {
    return adapter;
  }

  @Override
  public BrokerSettings settings() {
    var base = "http://127.0.0.1:%d/%s".formatted(server.port(), __Name__Simulator.PREFIX);
    return new BrokerSettings(
        Map.of("base-url", tap.through(URI.create(base)).toString(), "timeout", "PT1S"));
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public long traffic() {
    return tap.sent();
  }

  @Override
  public SimulatedAccount openAccount(
      LoginOption option, Environment environment, BigDecimal cash) {
    throw new CannotSimulate(
        "open an account: __Name__Simulated.openAccount is to be written, with the accounts of"
            + " __Name__Simulator");
  }

  @Override
  public Specimen specimen(AssetClass assetClass) {
    return Specimens.of(assetClass, prices, clock.instant());
  }

  /** One for each cause that __Title__ documents; a case is made of each. */
  @Override
  public List<RefusedOrder> refusedOrders() {
    return List.of();
  }

  @Override
  public void heal() {
    server.faults().clear();
  }

  @Override
  public void close() {
    tap.close();
    server.close();
  }
}
