package io.brokerway.conformance;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Environment;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginOption;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A good broker whose adapter was broken on purpose. */
record Altered(
    SimulatedBroker good,
    UnaryOperator<Capabilities> declared,
    UnaryOperator<Broker> broken,
    BrokerFactory adapter)
    implements SimulatedBroker {

  /** Another declaration, the same deeds. */
  static Altered declaring(SimulatedBroker good, UnaryOperator<Capabilities> declared) {
    return of(good, declared, broker -> broker);
  }

  /** The same declaration, other deeds. */
  static Altered doing(SimulatedBroker good, UnaryOperator<Broker> broken) {
    return of(good, capabilities -> capabilities, broken);
  }

  private static Altered of(
      SimulatedBroker good, UnaryOperator<Capabilities> declared, UnaryOperator<Broker> broken) {
    return new Altered(good, declared, broken, factory(good.adapter(), declared, broken));
  }

  private static BrokerFactory factory(
      BrokerFactory good, UnaryOperator<Capabilities> declared, UnaryOperator<Broker> broken) {
    return new BrokerFactory() {
      @Override
      public BrokerProfile profile() {
        var profile = good.profile();
        return new BrokerProfile(
            profile.id(),
            profile.name(),
            profile.documentation(),
            profile.logins(),
            declared.apply(profile.capabilities()),
            profile.settings());
      }

      @Override
      public Login login(BrokerContext context) {
        return good.login(context);
      }

      @Override
      public Broker connect(BrokerSession session, BrokerContext context) {
        return broken.apply(good.connect(session, context));
      }
    };
  }

  /** What one method of a broken broker does; the arguments are those of the method. */
  @FunctionalInterface
  interface Deed {
    Object of(Broker good, Object[] arguments);
  }

  /** A broker that does one thing differently. */
  static Broker with(Broker good, String method, Deed deed) {
    InvocationHandler handler =
        (_, called, arguments) -> {
          if (called.getName().equals(method)) {
            return deed.of(good, arguments);
          }
          try {
            return called.invoke(good, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (Broker)
        Proxy.newProxyInstance(
            Altered.class.getClassLoader(), new Class<?>[] {Broker.class}, handler);
  }

  @Override
  public String description() {
    return good.description();
  }

  @Override
  public BrokerSettings settings() {
    return good.settings();
  }

  @Override
  public Clock clock() {
    return good.clock();
  }

  @Override
  public boolean isOverNetwork() {
    return good.isOverNetwork();
  }

  @Override
  public long traffic() {
    return good.traffic();
  }

  @Override
  public SimulatedAccount openAccount(
      LoginOption option, Environment environment, BigDecimal cash) {
    return good.openAccount(option, environment, cash);
  }

  @Override
  public Specimen specimen(AssetClass assetClass) {
    return good.specimen(assetClass);
  }

  @Override
  public List<RefusedOrder> refusedOrders() {
    return good.refusedOrders();
  }

  @Override
  public void spoil(BrokerCall call, Trouble trouble) {
    good.spoil(call, trouble);
  }

  @Override
  public void spoilStreams(StreamTrouble trouble) {
    good.spoilStreams(trouble);
  }

  @Override
  public void heal() {
    good.heal();
  }

  @Override
  public void offer(BigDecimal units) {
    good.offer(units);
  }

  @Override
  public void advance(Duration time) {
    good.advance(time);
  }

  @Override
  public void close() {
    good.close();
  }
}
