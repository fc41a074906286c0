package io.brokerway.brokers.etrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.simulators.etrade.DemoLogins;
import io.brokerway.simulators.etrade.oauth.AccessToken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EtradeLoginTest {
  private final SimulatedEtrade scene = new SimulatedEtrade();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void theEndOfTheLoginIsTold() {
    var life = scene.session.credentials().life();

    assertThat(life.loginUntil()).isEqualTo("2026-03-04T05:00:00Z");
    assertThat(life.accessUntil()).isEqualTo("2026-03-03T17:00:00Z");
    assertThat(life.renewal()).isEqualTo(LoginLife.Renewal.SILENT);
    // The clocks change on this day.
    assertThat(EtradeLogin.endOfDay(Instant.parse("2026-03-08T12:00:00Z")))
        .isEqualTo("2026-03-09T04:00:00Z");
  }

  @Test
  void aTokenThatSleptIsWokenOnce() {
    scene.clock.advance(Duration.ofHours(3));

    scene.broker.fetchBalance(scene.account);
    scene.broker.fetchBalance(scene.account);

    assertThat(scene.session.renewals).isEqualTo(1);
    assertThat(scene.session.credentials().life().accessUntil()).isEqualTo("2026-03-03T20:00:00Z");
    assertThat(scene.session.credentials().life().loginUntil()).isEqualTo("2026-03-04T05:00:00Z");
  }

  @Test
  void afterMidnightOnlyTheUserHelps() {
    scene.clock.set(Instant.parse("2026-03-04T05:00:01Z"));

    assertThatThrownBy(() -> scene.broker.fetchBalance(scene.account))
        .isInstanceOf(LoginNeeded.class);
    assertThat(scene.session.renewals).isZero();
  }

  @Test
  void aLogoutRevokesTheToken() {
    scene.session.login.logout(scene.session.credentials());

    assertThat(scene.etrade.tokens())
        .filteredOn(token -> token.userId().equals(scene.opened.customer().userId()))
        .allSatisfy(token -> assertThat(token.state()).isEqualTo(AccessToken.State.REVOKED));
    assertThatThrownBy(() -> scene.broker.fetchAccounts()).isInstanceOf(LoginNeeded.class);
    assertThatCode(() -> scene.session.login.logout(scene.session.credentials()))
        .doesNotThrowAnyException();
  }

  @Test
  void thePageIsEtradesWithTheRequestToken() {
    var step = (LoginStep.OpenPage) scene.session.login.begin(request());

    assertThat(step.page().toString())
        .startsWith(scene.etrade.authorizeUrl() + "?key=" + DemoLogins.CONSUMER.key() + "&token=");
    assertThat(step.returnsByRedirect()).isFalse();
    assertThat(step.validUntil()).isEqualTo(SimulatedEtrade.MORNING.plus(Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "https://app.example.com/back?oauth_token=t&oauth_verifier=%s"})
  void aPastedCodeAndAPastedAddressAreTaken(String form) {
    var step = (LoginStep.OpenPage) scene.session.login.begin(request());
    var verifier = scene.etrade.browser(scene.opened.customer()).verifier(step.page());
    var pasted = new LoginAnswer.Returned(URI.create(form.formatted(verifier)));

    var in = scene.session.login.proceed(request(), step.state(), pasted);

    assertThat(in)
        .isInstanceOfSatisfying(
            LoginStep.LoggedIn.class,
            logged ->
                assertThat(logged.accounts().getFirst().number())
                    .isEqualTo(scene.opened.accountId()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no code at all", "AB-12", "x"})
  void whatIsNoCodeIsRefusedBeforeItIsSent(String text) {
    var step = (LoginStep.OpenPage) scene.session.login.begin(request());
    scene.called();
    var typed = new LoginAnswer.Typed(Map.of(EtradeLogin.VERIFIER, Secret.of(text)));

    assertThatThrownBy(() -> scene.session.login.proceed(request(), step.state(), typed))
        .isInstanceOf(LoginRefused.class);
    assertThat(scene.called()).isEmpty();
  }

  @Test
  void anInstallWithoutAKeySaysSo() {
    var nothing =
        new LoginRequest(EtradeLogin.OPTION, Environment.LIVE, Map.of(), Map.of(), null, null);

    assertThatThrownBy(() -> scene.session.login.begin(nothing))
        .isInstanceOf(Unsupported.class)
        .hasMessageContaining("client-id");
  }

  private static LoginRequest request() {
    return new LoginRequest(
        EtradeLogin.OPTION,
        Environment.LIVE,
        Map.of(),
        Map.of(
            "client_id", Secret.of(DemoLogins.CONSUMER.key()),
            "client_secret", Secret.of(DemoLogins.CONSUMER.secret())),
        null,
        null);
  }
}
