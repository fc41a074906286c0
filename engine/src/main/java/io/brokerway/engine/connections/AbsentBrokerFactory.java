package io.brokerway.engine.connections;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.broker.order.OrderIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Stands in for an adapter that this process does not have, such as that of a plugin that was
 * refused at this start: the connections to its broker are kept and wait for it. It takes no order
 * and answers every question with {@link BrokerException.Unavailable}, so that nothing is read as
 * empty, absent or refused.
 */
record AbsentBrokerFactory(BrokerId broker) implements BrokerFactory {

  /** Takes no combination, and says the least of how orders are known. */
  private static final Capabilities NOTHING =
      new Capabilities(
          Set.of(),
          List.of(new Capabilities.OrderSupport(Set.of(), Set.of(), Set.of(), Set.of(), Set.of())),
          Set.of(),
          Set.of(),
          new OrderIdentity(
              OrderIdentity.DuplicateIs.SECOND_ORDER,
              OrderIdentity.FindBy.FINGERPRINT,
              new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.BASE36, 32),
              Duration.ofDays(1),
              Duration.ofDays(1)),
          FillIdentity.CUMULATIVE_QUANTITY,
          Capabilities.Lane.CONNECTION,
          Capabilities.Ownership.SINGLE_OWNER,
          Set.of(),
          Capabilities.MarketData.NONE,
          new Capabilities.History(null, null, Duration.ZERO),
          List.of(),
          Set.of());

  private static final LoginOption NO_WAY_IN =
      new LoginOption(
          "none",
          LoginKind.NONE,
          "not loaded",
          Set.of(Environment.LIVE, Environment.PAPER),
          List.of(),
          null,
          LoginLife.Renewal.NONE,
          false,
          false);

  BrokerException.Unavailable absent() {
    return new BrokerException.Unavailable(
        "the adapter of %s is not loaded: the operator's list of plugins says why"
            .formatted(broker));
  }

  @Override
  public BrokerProfile profile() {
    return new BrokerProfile(broker, broker.value(), null, List.of(NO_WAY_IN), NOTHING, List.of());
  }

  @Override
  public Login login(BrokerContext context) {
    throw absent();
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    return new AbsentBroker(this);
  }
}
