package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.oauth.BearerTokens;
import io.brokerway.kit.oauth.ConsentPage;
import io.brokerway.kit.oauth.OAuthApplication;
import io.brokerway.kit.oauth.ReturnedAddress;
import io.brokerway.kit.oauth.TokenEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The login on Schwab's own page. Its code ends in an {@code @} and is good for half a minute. The
 * login ends after seven days; until then it is renewed without the user. Schwab documents neither
 * PKCE nor a way to revoke.
 */
final class SchwabLogin implements Login {
  static final LoginOption OAUTH =
      new LoginOption(
          SchwabCredentials.OPTION,
          LoginKind.OAUTH2_CODE,
          "Schwab login",
          Set.of(Environment.LIVE),
          List.of(),
          SchwabCredentials.LIFE_OF_LOGIN,
          LoginLife.Renewal.SILENT,
          true,
          false);

  /** How long the user has on Schwab's pages. */
  private static final Duration VALID = Duration.ofMinutes(10);

  private static final String NAME = "Schwab";

  /** What the steps must remember is in the request. */
  private static final String NOTHING_TO_KEEP = "none";

  private final BrokerHttp http;
  private final SchwabConfig config;
  private final Clock clock;
  private final TokenEndpoint tokens;

  SchwabLogin(BrokerHttp http, SchwabConfig config, Clock clock) {
    this.http = http;
    this.config = config;
    this.clock = clock;
    this.tokens =
        new TokenEndpoint(
            http, NAME, config.tokenUrl(), TokenEndpoint.ClientProof.BASIC, config.timeout());
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    requireOption(request.option());
    var page =
        ConsentPage.of(
            config.authUrl(), application(request), OAuthApplication.stateToken(request));
    return new LoginStep.OpenPage(
        page.address(), true, Secret.of(NOTHING_TO_KEEP), clock.instant().plus(VALID));
  }

  @Override
  public LoginStep proceed(LoginRequest request, Secret state, LoginAnswer answer) {
    requireOption(request.option());
    if (!(answer instanceof LoginAnswer.Returned(var address))) {
      throw new LoginRefused("the whole address that Schwab sent you to is needed");
    }
    var application = application(request);
    var code =
        ReturnedAddress.code(
            address, application.redirectUri(), OAuthApplication.stateToken(request), NAME);
    var granted = tokens.redeem(code, application, null);
    var refreshToken = granted.refreshToken();
    if (refreshToken == null) {
      throw new BrokerException.UnexpectedReply("Schwab sent no refresh_token with a login");
    }
    var login =
        new BearerTokens(
            granted.accessToken(),
            refreshToken,
            application.clientId(),
            application.clientSecret());
    var proven = proven(login);
    return new LoginStep.LoggedIn(
        proven.credentials().loggedIn(granted, clock.instant()), proven.accounts());
  }

  private record Proven(SchwabCredentials credentials, List<Account> accounts) {}

  /** A login is good if it reads its accounts. */
  private Proven proven(BearerTokens login) {
    var credentials = new SchwabCredentials(login, Map.of());
    var client = new SchwabClient(http, config, SchwabClient.Caller.of(credentials));
    try {
      var hashes = SchwabMapping.hashes(client.getAccountNumbers().body());
      if (hashes.isEmpty()) {
        throw new LoginRefused("the login is good but reaches no account: tick one at Schwab");
      }
      var accounts = SchwabMapping.accounts(client.getAccounts().body());
      return new Proven(
          new SchwabCredentials(login, new HashMap<AccountKey, String>(hashes)), accounts);
    } catch (BrokerException.LoginNeeded | BrokerException.NotPermitted e) {
      throw new LoginRefused("Schwab does not let this login read its accounts", e.brokerCode());
    }
  }

  @Override
  public Credentials renew(Credentials credentials) {
    var granted = tokens.renew(BearerTokens.of(credentials));
    return SchwabCredentials.renewed(credentials, granted, clock.instant());
  }

  private static OAuthApplication application(LoginRequest request) {
    return OAuthApplication.of(request, NAME, "");
  }

  private static void requireOption(String option) {
    if (!option.equals(SchwabCredentials.OPTION)) {
      throw new BrokerException.Unsupported("Schwab has no login '" + option + "'");
    }
  }
}
