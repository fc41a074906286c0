package io.brokerway.engine.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.OrderRef;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An adapter that is broken in itself, as a plugin can be. */
final class WatchedBrokerTest {
  private final List<Standing.Input> told = new ArrayList<>();
  private final WatchedBroker broker = new WatchedBroker(broken(), told::add);

  private static Broker broken() {
    return (Broker)
        Proxy.newProxyInstance(
            WatchedBrokerTest.class.getClassLoader(),
            new Class<?>[] {Broker.class},
            (_, _, _) -> {
              throw new NoClassDefFoundError("lib/Json");
            });
  }

  @Test
  void aCommandThatBreaksOffIsOfUnknownOutcome() {
    var ref = OrderRef.byBrokerOrderId(new AccountKey("a"), "1");

    var outcome = broker.cancelOrder(ref, Attempt.unguarded());

    assertThat(outcome)
        .isEqualTo(new CommandOutcome.Unknown("the adapter broke off: NoClassDefFoundError"));
    assertThat(told).singleElement().isInstanceOf(Standing.NotAnswered.class);
  }

  @Test
  void aQuestionThatBreaksOffIsNoAnswer() {
    assertThatThrownBy(broker::fetchAccounts)
        .isInstanceOf(UnexpectedReply.class)
        .hasCauseInstanceOf(NoClassDefFoundError.class);
    assertThat(told).isEmpty();
  }
}
