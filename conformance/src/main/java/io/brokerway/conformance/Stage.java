package io.brokerway.conformance;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.order.OrderIdentity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Where a case plays: the simulator, the adapter and the traders that came in. */
public final class Stage implements AutoCloseable {
  private static final BigDecimal CASH = new BigDecimal("1000000");

  /** Of the whole process: an id is never used twice. */
  private static final AtomicLong LAST_ID = new AtomicLong();

  private final SimulatedBroker simulator;
  private final Gateway gateway;
  private final int recordsBefore;
  private final List<Trader> traders = new ArrayList<>();

  private Stage(SimulatedBroker simulator, Gateway gateway) {
    this.simulator = simulator;
    this.gateway = gateway;
    this.recordsBefore = gateway.records().size();
  }

  static Stage on(SimulatedBroker simulator, Gateway gateway) {
    return new Stage(simulator, gateway);
  }

  /** The records of the calls that this case made. */
  List<CallRecord> records() {
    var all = gateway.records();
    return List.copyOf(all.subList(recordsBefore, all.size()));
  }

  SimulatedBroker simulator() {
    return simulator;
  }

  Gateway gateway() {
    return gateway;
  }

  Plan plan() {
    return Plan.of(simulator);
  }

  BrokerProfile profile() {
    return simulator.adapter().profile();
  }

  Capabilities capabilities() {
    return profile().capabilities();
  }

  /** How its orders are known. */
  OrderIdentity identity() {
    return Objects.requireNonNull(capabilities().orderIdentity(), "a trading broker has one");
  }

  /** A trader with a new account, logged in the recommended way. */
  Trader trader() {
    return trader(profile().logins().getFirst());
  }

  Trader trader(LoginOption option) {
    return trader(option, simulator.openAccount(option, environment(option), CASH));
  }

  /** The same user later: logged in anew if his login does not last for good. */
  Trader later(Trader trader) {
    var option = profile().logins().getFirst();
    return option.lifetime() == null ? trader : trader(option, trader.truth());
  }

  private Trader trader(LoginOption option, SimulatedAccount account) {
    var environment = environment(option);
    var entrance = new Entrance(this, account);
    var in = entrance.logIn(LoginTry.GOOD);
    var session =
        new LoginSession(environment, in.credentials(), entrance.login(), "c" + LAST_ID.get());
    var broker = simulator.adapter().connect(session, gateway);
    var trader = new Trader(this, account, entrance.accountOf(in), broker, session);
    traders.add(trader);
    return trader;
  }

  /** A user with a new account who is not logged in. */
  Entrance visitor(LoginOption option) {
    return new Entrance(this, simulator.openAccount(option, environment(option), CASH));
  }

  /** Play money where there is a choice. */
  static Environment environment(LoginOption option) {
    return option.environments().contains(Environment.PAPER) ? Environment.PAPER : Environment.LIVE;
  }

  static BigDecimal cash() {
    return CASH;
  }

  /** A new order id in the form that the broker takes. */
  String newOrderId() {
    var number = LAST_ID.incrementAndGet();
    var identity = capabilities().orderIdentity();
    if (identity == null) {
      // Of an order that is never sent.
      return "c" + number;
    }
    var format = identity.format();
    return switch (format.alphabet()) {
      case BASE36 -> "c" + padded(Long.toString(number, 36), Math.min(format.maxLength(), 12) - 1);
      case DIGITS -> "7" + padded(Long.toString(number), Math.min(format.maxLength(), 12) - 1);
      case UUID -> "c0f00000-0000-4000-8000-" + padded(Long.toHexString(number), 12);
    };
  }

  private static String padded(String text, int length) {
    return "0".repeat(Math.max(0, length - text.length())) + text;
  }

  /** Runs what must not send anything, and proves that it did not. */
  void quietly(Broker broker, Consumer<Broker> action) {
    var before = quietTraffic();
    action.accept(broker);
    var after = quietTraffic();
    if (after != before) {
      throw new AssertionError(
          "%d bytes or entries reached the broker, where nothing may be sent"
              .formatted(after - before));
    }
  }

  /** The traffic once what was under way has arrived. */
  private long quietTraffic() {
    var last = new AtomicLong(-1);
    return Patience.until(
        "no traffic", simulator::traffic, traffic -> last.getAndSet(traffic) == traffic);
  }

  @Override
  public void close() {
    traders.forEach(Trader::close);
    simulator.heal();
  }
}
