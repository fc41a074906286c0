package io.brokerway.conformance.brokers;

import io.brokerway.broker.Environment;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.conformance.CannotSimulate;
import io.brokerway.conformance.LoginTry;
import io.brokerway.simulators.alpaca.AlpacaSimulator;
import io.brokerway.simulators.alpaca.DemoLogins;
import io.brokerway.simulators.alpaca.KeyPair;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** By Alpaca's own page, which the user walks in a browser. */
record AlpacaOAuthEntrance(
    AlpacaSimulator alpaca,
    LoginOption option,
    Environment environment,
    KeyPair keys,
    SimulatedUser user)
    implements AlpacaEntrance {
  private static final URI RETURN = URI.create("http://127.0.0.1:8000/oauth/callback/alpaca");
  private static final String STATE = "state-of-this-very-login";

  /** Makes the account's owner known to Alpaca's login page. */
  static AlpacaOAuthEntrance of(
      AlpacaSimulator alpaca, LoginOption option, Environment environment, KeyPair keys) {
    var number = alpaca.broker().account(keys.accountId()).orElseThrow().number();
    var user =
        new SimulatedUser(
            number.toLowerCase(java.util.Locale.ROOT) + "@example.com",
            "password-of-" + number,
            List.of(new SimulatedUser.Owned(keys.accountId(), number, environment)));
    alpaca.broker().oauth().put(user);
    return new AlpacaOAuthEntrance(alpaca, option, environment, keys, user);
  }

  @Override
  public LoginRequest request(LoginTry how) {
    return new LoginRequest(
        option.id(),
        how == LoginTry.WRONG_ENVIRONMENT ? AlpacaKeyEntrance.other(environment) : environment,
        Map.of(),
        Map.of(
            "client_id", Secret.of(DemoLogins.CLIENT.id()),
            "client_secret", Secret.of(DemoLogins.CLIENT.secret())),
        RETURN,
        STATE);
  }

  @Override
  public LoginAnswer answer(LoginStep step, LoginTry how) {
    if (!(step instanceof LoginStep.OpenPage(var page, var _, var _, var _))) {
      throw new CannotSimulate("another step than a page");
    }
    var browser = alpaca.browser(user);
    return new LoginAnswer.Returned(
        switch (how) {
          case GOOD -> browser.allow(page);
          // Who has no account in that environment can only turn back.
          case DENIED, WRONG_ENVIRONMENT -> browser.deny(page);
          case WRONG_SECRET -> replaced(browser.allow(page), "code=[^&]*", "code=guessed");
          case FOREIGN_STATE -> replaced(browser.allow(page), STATE, "state-of-another-login");
        });
  }

  private static URI replaced(URI address, String what, String with) {
    return URI.create(address.toString().replaceFirst(what, with));
  }

  @Override
  public List<String> secrets() {
    var secrets = new ArrayList<>(List.of(DemoLogins.CLIENT.secret(), user.password()));
    tokens().forEach(token -> secrets.add(token.value()));
    return secrets;
  }

  @Override
  public void revoke() {
    tokens().forEach(token -> alpaca.setToken(token.value(), AccessToken.State.REVOKED));
  }

  private List<AccessToken> tokens() {
    return alpaca.tokens().stream()
        .filter(token -> token.accountIds().contains(keys.accountId()))
        .toList();
  }
}
