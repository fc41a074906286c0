package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.simulators.alpaca.DemoLogins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins at the simulator. */
final class SimulatorLoginTest {
  private final SimulatedAlpaca at = new SimulatedAlpaca();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void aLoginShowsItsAccount() {
    var accounts = at.broker.fetchAccounts();

    assertThat(accounts.value())
        .singleElement()
        .satisfies(shown -> {
          assertThat(shown.key()).isEqualTo(at.account);
          assertThat(shown.number()).isEqualTo(DemoLogins.PAPER.number());
          assertThat(shown.status()).isEqualTo(Account.Status.ACTIVE);
          assertThat(shown.type()).isEqualTo(Account.Type.MARGIN);
        });
    assertThat(accounts.startedAt())
        .isBetween(at.gateway.clock().instant().minusSeconds(20), at.gateway.clock().instant());
  }

  @Test
  void aWrongKeyOrTheWrongEnvironmentIsRefused() {
    assertThatThrownBy(() -> at.login("wrong-secret-wrong", Environment.PAPER))
        .isInstanceOf(LoginRefused.class);
    assertThatThrownBy(() -> at.login(SimulatedAlpaca.KEYS.secret(), Environment.LIVE))
        .isInstanceOf(LoginRefused.class)
        .hasMessageContaining("live");
  }

  @Test
  void aRevokedKeyNeedsALoginAndWorksAgainAfterwards() {
    at.alpaca.revoke(SimulatedAlpaca.KEYS);
    assertThatThrownBy(() -> at.broker.fetchBalance(at.account)).isInstanceOf(LoginNeeded.class);
    assertThat(at.place(at.buy("revoked00", "1", OrderTerms.market(TimeInForce.DAY))))
        .isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(at.alpaca.accepted("revoked00")).isZero();

    at.alpaca.restore(SimulatedAlpaca.KEYS);

    assertThat(at.broker.fetchBalance(at.account).value().cash()).isEqualByComparingTo("100000");
  }
}
