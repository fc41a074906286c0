package io.brokerway.conformance;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginStep;

/** A user before the broker's door. */
final class Entrance {
  private static final int MOST_STEPS = 10;

  private final SimulatedAccount account;
  private final Login login;

  Entrance(Stage stage, SimulatedAccount account) {
    this.account = account;
    this.login = stage.simulator().adapter().login(stage.gateway());
  }

  Login login() {
    return login;
  }

  SimulatedAccount account() {
    return account;
  }

  /** Goes through every step until he is in. */
  LoginStep.LoggedIn logIn(LoginTry how) {
    var request = account.request(how);
    var step = login.begin(request);
    for (var i = 0; i < MOST_STEPS; i++) {
      switch (step) {
        case LoginStep.LoggedIn in -> {
          return in;
        }
        case LoginStep.OpenPage page ->
            step = login.proceed(request, page.state(), account.answer(page, how));
        case LoginStep.Ask ask ->
            step = login.proceed(request, ask.state(), account.answer(ask, how));
        case LoginStep.AwaitApproval approval ->
            step = login.proceed(request, approval.state(), account.answer(approval, how));
      }
    }
    throw new AssertionError("not logged in after %d steps".formatted(MOST_STEPS));
  }

  /** The account that was opened for this user, among those that the login reaches. */
  AccountKey accountOf(LoginStep.LoggedIn in) {
    return in.accounts().stream()
        .filter(reached -> reached.number().equals(account.number()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the login reaches no account " + account.number()))
        .key();
  }
}
