package io.brokerway.conformance.brokers;

import io.brokerway.broker.Environment;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.conformance.CannotSimulate;
import io.brokerway.conformance.LoginEnd;
import io.brokerway.conformance.LoginTry;
import io.brokerway.simulators.coinbase.CoinbaseSimulator;
import io.brokerway.simulators.coinbase.DemoLogins;
import io.brokerway.simulators.coinbase.Portfolio;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** By Coinbase's own page, which the user walks in a browser. */
record CoinbaseOAuthEntrance(
    CoinbaseSimulator coinbase, LoginOption option, Portfolio portfolio, SimulatedUser user)
    implements CoinbaseEntrance {
  private static final URI RETURN = URI.create("http://127.0.0.1:8000/oauth/callback/coinbase");
  private static final String STATE = "state-of-this-very-login";

  /** Makes the portfolio's owner known to Coinbase's login page. */
  static CoinbaseOAuthEntrance of(
      CoinbaseSimulator coinbase, LoginOption option, Portfolio portfolio) {
    var user =
        new SimulatedUser(
            portfolio.id() + "@example.com",
            "password-of-" + portfolio.id(),
            List.of(new SimulatedUser.Owned(portfolio.id(), portfolio.name(), Environment.LIVE)));
    coinbase.broker().oauth().put(user);
    return new CoinbaseOAuthEntrance(coinbase, option, portfolio, user);
  }

  @Override
  public LoginRequest request(LoginTry how) {
    return new LoginRequest(
        option.id(),
        Environment.LIVE,
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
    var browser = coinbase.browser(user);
    return new LoginAnswer.Returned(
        switch (how) {
          case GOOD -> browser.allow(page);
          case DENIED -> browser.deny(page);
          case WRONG_SECRET -> replaced(browser.allow(page), "code=[^&]*", "code=guessed");
          case FOREIGN_STATE -> replaced(browser.allow(page), STATE, "state-of-another-login");
          case WRONG_ENVIRONMENT -> throw new CannotSimulate("a paper account at Coinbase");
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
  public void end(LoginEnd end) {
    switch (end) {
      case REVOKED -> {
        var register = coinbase.broker().oauth();
        register.grants().revoke(grant -> grant.accountIds().contains(portfolio.id()));
        endTokens(AccessToken.State.REVOKED);
      }
      case TOKEN_EXPIRED -> endTokens(AccessToken.State.EXPIRED);
    }
  }

  /** With the streams that they opened. */
  private void endTokens(AccessToken.State state) {
    tokens().forEach(token -> coinbase.setToken(token.value(), state));
  }

  private List<AccessToken> tokens() {
    return coinbase.tokens().stream()
        .filter(token -> token.accountIds().contains(portfolio.id()))
        .toList();
  }
}
