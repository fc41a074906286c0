package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import java.util.List;

/** LOGIN: each way into the broker that it declares. */
final class LoginCases {
  private LoginCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("LOGIN");
    plan.profile().logins().forEach(option -> add(sheet, option));
    sheet.add(
        "07",
        "login",
        "an option that is not offered is refused, nothing sent",
        stage -> {
          var option = stage.profile().logins().getFirst();
          var visitor = stage.visitor(option);
          var good = visitor.account().request(LoginTry.GOOD);
          var before = stage.simulator().traffic();

          var refusal = catchThrowable(() -> visitor.login().begin(as("no-such-option", good)));

          assertThat(refusal).isInstanceOfAny(Unsupported.class, LoginRefused.class);
          assertThat(stage.simulator().traffic()).isEqualTo(before);
        });
    return sheet.cases();
  }

  private static LoginRequest as(String option, LoginRequest request) {
    return new LoginRequest(
        option,
        request.environment(),
        request.fields(),
        request.application(),
        request.redirectUri(),
        request.stateToken());
  }

  private static void add(Plan.Sheet sheet, LoginOption option) {
    var capability = "login: " + option.title();
    var suffix = "-" + option.id();
    sheet.add(
        "01" + suffix,
        capability,
        "a good login reaches its account",
        stage -> {
          var visitor = stage.visitor(option);

          var in = visitor.logIn(LoginTry.GOOD);

          assertThat(in.credentials().option()).isEqualTo(option.id());
          assertThat(in.accounts())
              .extracting(Account::number)
              .contains(visitor.account().number());
        });
    sheet.add(
        "02" + suffix,
        capability,
        "a wrong secret is refused",
        stage -> {
          var visitor = stage.visitor(option);

          assertThat(catchThrowable(() -> visitor.logIn(LoginTry.WRONG_SECRET)))
              .isInstanceOf(LoginRefused.class);
        });
    if (option.environments().size() > 1) {
      sheet.add(
          "03" + suffix,
          capability,
          "a login of the other environment is refused",
          stage -> {
            var visitor = stage.visitor(option);

            assertThat(catchThrowable(() -> visitor.logIn(LoginTry.WRONG_ENVIRONMENT)))
                .isInstanceOf(LoginRefused.class);
          });
    }
    if (opensPage(option.kind())) {
      sheet.add(
          "04" + suffix,
          capability,
          "denied consent is a refused login",
          stage -> {
            var visitor = stage.visitor(option);

            assertThat(catchThrowable(() -> visitor.logIn(LoginTry.DENIED)))
                .isInstanceOf(LoginRefused.class);
          });
      sheet.add(
          "05" + suffix,
          capability,
          "another login's state is refused",
          stage -> {
            var visitor = stage.visitor(option);

            assertThat(catchThrowable(() -> visitor.logIn(LoginTry.FOREIGN_STATE)))
                .isInstanceOf(LoginRefused.class);
          });
    }
    sheet.add(
        "06" + suffix,
        capability,
        "no secret shows in texts, errors and records",
        stage -> {
          var visitor = stage.visitor(option);
          var in = visitor.logIn(LoginTry.GOOD);
          var wrong = catchThrowable(() -> visitor.logIn(LoginTry.WRONG_SECRET));

          var secrets = visitor.account().secrets();
          var shown = in + " " + in.credentials().facts() + " " + wrong + " " + stage.records();
          assertThat(secrets).noneMatch(shown::contains);
        });
    sheet.add(
        "09" + suffix,
        capability,
        "a logout, and a second one, does no harm",
        stage -> {
          var visitor = stage.visitor(option);
          var credentials = visitor.logIn(LoginTry.GOOD).credentials();

          visitor.login().logout(credentials);

          assertThatCode(() -> visitor.login().logout(credentials)).doesNotThrowAnyException();
        });
    if (option.lifetime() != null) {
      sheet.add(
          "08" + suffix,
          capability,
          "when the user must log in again is told",
          stage -> {
            var credentials = stage.visitor(option).logIn(LoginTry.GOOD).credentials();

            assertThat(credentials.life().loginUntil())
                .isBetween(
                    stage.gateway().clock().instant(),
                    stage.gateway().clock().instant().plus(option.lifetime()).plusSeconds(60));
          });
    }
  }

  private static boolean opensPage(LoginKind kind) {
    return switch (kind) {
      case OAUTH2_CODE, REQUEST_TOKEN -> true;
      case OAUTH1_VERIFIER,
          API_KEY_PAIR,
          SIGNED_KEY,
          PASSWORD_TOTP,
          SESSION_COOKIE,
          DEVICE_APPROVAL,
          LOCAL_GATEWAY,
          AGGREGATOR_LINK,
          NONE ->
          false;
    };
  }
}
