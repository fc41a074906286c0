package io.brokerway.brokers.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.login.LoginLife;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SimulatorLoginTest {

  @Test
  void aLoginReachesEveryAccountThatTheUserTicked() {
    try (var schwab = SimulatedSchwab.start()) {
      var in = schwab.loggedIn();

      assertThat(in.accounts())
          .extracting(Account::number)
          .containsExactlyInAnyOrder("70001234", "70005678");
      assertThat(in.credentials().life().renewal()).isEqualTo(LoginLife.Renewal.SILENT);
    }
  }

  @Test
  void aTokenThatEndedIsRenewedAndTheQuestionAskedAgain() {
    try (var schwab = SimulatedSchwab.start()) {
      var before = schwab.credentials();
      schwab.clock.advance(Duration.ofMinutes(31));

      var balance = schwab.broker.fetchBalance(SimulatedSchwab.MARGIN);

      assertThat(balance.value().cash()).isPositive();
      assertThat(schwab.credentials()).isNotSameAs(before);
    }
  }

  @Test
  void aRenewalDoesNotPutTheEndOfTheLoginOff() {
    try (var schwab = SimulatedSchwab.start()) {
      var end = Objects.requireNonNull(schwab.credentials().life().loginUntil());
      schwab.clock.advance(Duration.ofDays(3));

      var renewed = schwab.login().renew(schwab.credentials());

      assertThat(renewed.life().loginUntil()).isEqualTo(end);
      assertThat(renewed.life().accessUntil()).isBefore(end);
      schwab.clock.advance(Duration.ofDays(4).plusSeconds(1));
      assertThatThrownBy(() -> schwab.login().renew(renewed)).isInstanceOf(LoginNeeded.class);
    }
  }

  @Test
  void noSecretShowsInWhatIsRecorded() {
    try (var schwab = SimulatedSchwab.start()) {
      schwab.broker.fetchAccounts();

      var shown = schwab.records.toString() + schwab.credentials();
      assertThat(schwab.schwab.tokens()).noneMatch(token -> shown.contains(token.value()));
      assertThat(schwab.schwab.refreshTokens()).noneMatch(token -> shown.contains(token.value()));
    }
  }
}
