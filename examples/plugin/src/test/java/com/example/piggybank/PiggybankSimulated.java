package com.example.piggybank;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.CannotSimulate;
import io.brokerway.conformance.RefusedOrder;
import io.brokerway.conformance.SimulatedBroker;
import io.brokerway.conformance.Specimen;
import io.brokerway.conformance.Trouble;
import io.brokerway.conformance.Wiretap;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.SimulatorServer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.JsonNodeFactory;

/** An adapter before the simulated Piggybank, with a wiretap between them. */
final class PiggybankSimulated implements SimulatedBroker {
  private static final int HUGE_BYTES = 4 << 20;
  private static final int DEEP_LEVELS = 10_000;
  private static final String ERROR = "{\"error\":\"out of order\"}";
  private static final String HTML = "<html><body><h1>It works!</h1></body></html>";

  private final SimulatorClock clock = SimulatorClock.ticking(Clock.systemUTC());
  private final PiggybankSimulator house = new PiggybankSimulator(clock);
  private final SimulatorServer server =
      SimulatorServer.start("127.0.0.1", 0, clock, List.of(house));
  private final Wiretap tap = Wiretap.before(server.port());
  private final AtomicInteger accounts = new AtomicInteger();
  private final BrokerFactory adapter;

  PiggybankSimulated(BrokerFactory adapter) {
    this.adapter = adapter;
  }

  URI baseUrl() {
    return tap.through(
        URI.create("http://127.0.0.1:%d/%s".formatted(server.port(), PiggybankSimulator.PREFIX)));
  }

  @Override
  public String description() {
    return "a simulated Piggybank, over TCP";
  }

  @Override
  public BrokerFactory adapter() {
    return adapter;
  }

  @Override
  public BrokerSettings settings() {
    return new BrokerSettings(Map.of("base-url", baseUrl().toString(), "timeout", "PT1S"));
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
  public PiggybankAccount openAccount(
      LoginOption option, Environment environment, BigDecimal cash) {
    return openAccount(cash);
  }

  PiggybankAccount openAccount(BigDecimal cash) {
    var account = new PiggybankAccount(house, accounts.incrementAndGet(), cash);
    house.open(account);
    return account;
  }

  @Override
  public Specimen specimen(AssetClass assetClass) {
    if (assetClass != AssetClass.EQUITY) {
      throw new CannotSimulate("an instrument of " + assetClass);
    }
    var apple = Instrument.Equity.us("AAPL");
    var price = new BigDecimal(100);
    return new Specimen(
        apple,
        Instrument.Equity.us("NOSUCH"),
        BigDecimal.TEN,
        new BigDecimal("0.5"),
        new Money(price, apple.currency()),
        new BigDecimal(50),
        new BigDecimal(200),
        price,
        new BigDecimal("0.01"));
  }

  @Override
  public List<RefusedOrder> refusedOrders() {
    return List.of();
  }

  /** Where each call goes, and a field of its reply that an adapter needs. */
  private record Target(String path, String field) {}

  private static Target target(BrokerCall call) {
    return switch (call) {
      case ACCOUNTS -> new Target("/v1/accounts", "id");
      case BALANCE -> new Target("/v1/accounts/[^/]+/balance", "cash");
      case POSITIONS -> new Target("/v1/accounts/[^/]+/holdings", "holdings");
      case TRANSACTIONS -> new Target("/v1/accounts/[^/]+/entries", "entries");
      case PLACE, REPLACE, CANCEL, LOOK_UP, ORDERS, QUOTES ->
          throw new CannotSimulate("the call " + call);
    };
  }

  @Override
  public void spoil(BrokerCall call, Trouble trouble) {
    var target = target(call);
    server
        .faults()
        .add(
            Fault.withoutAccepting(
                PiggybankSimulator.PREFIX, "GET", target.path(), answer(target, trouble)));
  }

  private static Answer answer(Target target, Trouble trouble) {
    return switch (trouble) {
      case CUT_BEFORE_ACCEPT, CUT_AFTER_ACCEPT -> new Answer.Reset();
      case SILENCE_BEFORE_ACCEPT, SILENCE_AFTER_ACCEPT -> new Answer.Silence();
      case ERROR_BEFORE_ACCEPT, ERROR_AFTER_ACCEPT ->
          new Answer.Status(500, "application/json", ERROR);
      case TOO_FAST -> new Answer.RateLimit();
      case TRUNCATED -> new Answer.Truncated();
      case HTML -> new Answer.Body("text/html", HTML);
      case EMPTY -> new Answer.Body("application/json", "");
      case WRONG_TYPE, UNKNOWN_WORD ->
          new Answer.SetField(target.field(), JsonNodeFactory.instance.objectNode());
      case HUGE -> new Answer.HugeBody(HUGE_BYTES);
      case DEEP -> new Answer.DeepBody(DEEP_LEVELS);
    };
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
