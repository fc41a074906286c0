package io.brokerway.brokers.tradestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginStep;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Getting in, staying in and getting out. */
final class SimulatorLoginTest {

  @Test
  void theTokenEndsAfterTwentyMinutesAndIsRenewedByWhoAsksNext() {
    try (var scene = new SimulatedTradeStation()) {
      var before = scene.session.credentials();
      assertThat(before.life().renewal()).isEqualTo(LoginLife.Renewal.SILENT);
      assertThat(before.life().accessUntil())
          .isEqualTo(scene.tradeStation.clock().instant().plus(Duration.ofMinutes(20)));

      scene.tradeStation.clock().advance(Duration.ofMinutes(20));
      var balance = scene.broker.fetchBalance(scene.account).value();

      assertThat(balance.cash()).isEqualByComparingTo("100000");
      assertThat(scene.session.renewals()).isEqualTo(1);
      assertThat(scene.session.credentials().life().accessUntil())
          .isAfter(scene.tradeStation.clock().instant());
    }
  }

  @Test
  void theCodeIsBoundToThisLoginByPkce() {
    try (var scene = new SimulatedTradeStation()) {
      var request = SimulatedTradeStation.request("oauth");
      var page = (LoginStep.OpenPage) scene.login.begin(request);
      var other = (LoginStep.OpenPage) scene.login.begin(request);
      var back = scene.tradeStation.browser(scene.user).allow(page.page());

      assertThat(page.page().getQuery()).contains("code_challenge_method=S256");
      assertThatThrownBy(
              () -> scene.login.proceed(request, other.state(), new LoginAnswer.Returned(back)))
          .isInstanceOf(LoginRefused.class);
    }
  }

  @Test
  void aLogoutLeavesOtherConnectionsAloneUnlessTheOperatorWantsOtherwise() {
    try (var scene = new SimulatedTradeStation()) {
      scene.login.logout(scene.session.credentials());

      assertThat(scene.login.renew(scene.session.credentials())).isNotNull();
    }
    try (var scene = new SimulatedTradeStation(Map.of("revoke-on-logout", "true"))) {
      scene.login.logout(scene.session.credentials());

      assertThatThrownBy(() -> scene.login.renew(scene.session.credentials()))
          .isInstanceOf(LoginNeeded.class);
    }
  }

  @Test
  void anAddressOfAnotherPageIsNoWayBack() {
    try (var scene = new SimulatedTradeStation()) {
      var request = SimulatedTradeStation.request("oauth");
      var page = (LoginStep.OpenPage) scene.login.begin(request);
      var address = URI.create("http://evil.example/oauth/callback/tradestation?code=1&state=s-1");

      assertThatThrownBy(
              () -> scene.login.proceed(request, page.state(), new LoginAnswer.Returned(address)))
          .isInstanceOf(LoginRefused.class);
    }
  }
}
