package com.example.piggybank;

import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** By personal token, proven by reading the accounts. */
final class PiggybankLogin implements Login {
  static final String FIELD = "token";

  static final LoginOption TOKEN =
      new LoginOption(
          "token",
          LoginKind.API_KEY_PAIR,
          "Personal token",
          Set.of(Environment.LIVE),
          List.of(
              CredentialField.secret(FIELD, "Token", "Made at Piggybank under Settings, Tokens.")),
          null,
          LoginLife.Renewal.NONE,
          true,
          false);

  /** What can stand in a header. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{8,64}");

  private final PiggybankClient client;

  PiggybankLogin(PiggybankClient client) {
    this.client = client;
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    if (!request.option().equals(TOKEN.id())) {
      throw new LoginRefused("Piggybank has no login '%s'".formatted(request.option()));
    }
    var token = token(request);
    try {
      var reached = client.accounts(new PiggybankClient.Caller("", token));
      var credentials =
          new Credentials(TOKEN.id(), Map.of(FIELD, token), Map.of(), LoginLife.untilRevoked());
      return new LoginStep.LoggedIn(credentials, PiggybankMapping.accounts(reached.body()));
    } catch (LoginNeeded e) {
      throw new LoginRefused("Piggybank does not know this token");
    }
  }

  private static Secret token(LoginRequest request) {
    var typed = request.fields().get(FIELD);
    if (typed == null || !FORM.matcher(typed.reveal().strip()).matches()) {
      throw new LoginRefused("the token must be 8 to 64 letters, digits and hyphens");
    }
    return Secret.of(typed.reveal().strip());
  }
}
