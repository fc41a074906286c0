package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.oauth.ConsentPage;
import io.brokerway.kit.oauth.OAuthApplication;
import io.brokerway.kit.oauth.ReturnedAddress;
import io.brokerway.kit.oauth.TokenEndpoint;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The login on Alpaca's own page (OAuth 2, authorization code). The user allows it there and comes
 * back with a code, which is exchanged once for a token. Alpaca documents neither PKCE nor an end
 * of the token nor a way to revoke it; the state, which is good for one login, ties the way back to
 * it.
 */
final class AlpacaOAuth {
  private static final String OPTION = "oauth";
  private static final String BOTH_OPTION = "oauth-both";

  /** Orders and prices; without any scope Alpaca lets us read the account. */
  private static final String SCOPE = "trading data";

  /** How long the user has on Alpaca's page. */
  private static final Duration VALID = Duration.ofMinutes(10);

  /** What the steps must remember is in the request; Alpaca takes no verifier. */
  private static final String NOTHING_TO_KEEP = "none";

  static final LoginOption ONE =
      option(OPTION, "Alpaca login", Set.of(Environment.LIVE, Environment.PAPER));

  static final LoginOption BOTH =
      option(BOTH_OPTION, "Alpaca login, live and paper accounts", Set.of(Environment.LIVE));

  private final TokenEndpoint tokens;
  private final AlpacaProof proof;
  private final URI authUrl;
  private final Clock clock;

  AlpacaOAuth(TokenEndpoint tokens, AlpacaProof proof, URI authUrl, Clock clock) {
    this.tokens = tokens;
    this.proof = proof;
    this.authUrl = authUrl;
    this.clock = clock;
  }

  private static LoginOption option(String id, String title, Set<Environment> environments) {
    return new LoginOption(
        id,
        LoginKind.OAUTH2_CODE,
        title,
        environments,
        List.of(),
        null,
        LoginLife.Renewal.NONE,
        true,
        false);
  }

  static boolean isOption(String id) {
    return id.equals(OPTION) || id.equals(BOTH_OPTION);
  }

  LoginStep begin(LoginRequest request) {
    var page =
        ConsentPage.of(authUrl, application(request), OAuthApplication.stateToken(request))
            .with("scope", SCOPE)
            // Without it the user is offered both accounts.
            .with(
                "env",
                request.option().equals(BOTH_OPTION) ? null : spelled(request.environment()));
    return new LoginStep.OpenPage(
        page.address(), true, Secret.of(NOTHING_TO_KEEP), clock.instant().plus(VALID));
  }

  LoginStep proceed(LoginRequest request, LoginAnswer answer) {
    if (!(answer instanceof LoginAnswer.Returned(var address))) {
      throw new LoginRefused("the whole address that Alpaca sent you to is needed");
    }
    var application = application(request);
    var state = OAuthApplication.stateToken(request);
    var code = ReturnedAddress.code(address, application.redirectUri(), state, "Alpaca");
    var granted = tokens.redeem(code, application, null);
    var token = new AlpacaToken(granted.accessToken(), granted.scopes(SCOPE), Map.of());
    var accounts = accounts(token, request);
    return new LoginStep.LoggedIn(
        token.toCredentials(request.option(), accounts, life(granted.lifetime())), accounts);
  }

  /** A token reaches one account of an environment, or none: which, Alpaca does not say with it. */
  private List<Account> accounts(AlpacaToken token, LoginRequest request) {
    var wanted =
        request.option().equals(BOTH_OPTION)
            ? List.of(Environment.LIVE, Environment.PAPER)
            : List.of(request.environment());
    var accounts = new ArrayList<Account>();
    for (var environment : wanted) {
      reached(token, environment).ifPresent(accounts::add);
    }
    if (accounts.isEmpty()) {
      throw new LoginRefused(
          "the login is good but reaches no %s account: choose one on Alpaca's page"
              .formatted(wanted.size() > 1 ? "live or paper" : spelled(request.environment())));
    }
    return accounts;
  }

  private Optional<Account> reached(AlpacaToken token, Environment environment) {
    try {
      return Optional.of(proof.account(token, environment));
    } catch (BrokerException.LoginNeeded _) {
      return Optional.empty();
    } catch (BrokerException.NotPermitted e) {
      throw new LoginRefused("Alpaca does not let this login read its account", e.brokerCode());
    }
  }

  private LoginLife life(@Nullable Duration lifetime) {
    if (lifetime == null) {
      return LoginLife.untilRevoked();
    }
    var end = clock.instant().plus(lifetime);
    return new LoginLife(end, null, end, LoginLife.Renewal.NONE);
  }

  private static OAuthApplication application(LoginRequest request) {
    return OAuthApplication.of(request, "Alpaca", "you log in by API key");
  }

  private static String spelled(Environment environment) {
    return environment.name().toLowerCase(Locale.ROOT);
  }
}
