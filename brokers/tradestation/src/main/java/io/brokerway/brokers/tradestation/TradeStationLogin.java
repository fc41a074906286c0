package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
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
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.Query;
import io.brokerway.kit.oauth.BearerTokens;
import io.brokerway.kit.oauth.ConsentPage;
import io.brokerway.kit.oauth.GrantedTokens;
import io.brokerway.kit.oauth.OAuthApplication;
import io.brokerway.kit.oauth.Pkce;
import io.brokerway.kit.oauth.ReturnedAddress;
import io.brokerway.kit.oauth.TokenEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The login on TradeStation's own page (OAuth 2, authorization code, with PKCE). It is proven by
 * reading the accounts; the token of 20 minutes is renewed silently for as long as TradeStation
 * takes the refresh token, whose end, if it has one, it does not tell.
 */
final class TradeStationLogin implements Login {
  static final String NAME = "TradeStation";
  static final String SCOPE_FACT = "scope";

  private static final String SCOPE = "openid offline_access profile MarketData ReadAccount Trade";
  private static final String AUDIENCE = "https://api.tradestation.com";

  /** How long the user has on TradeStation's page. */
  private static final Duration VALID = Duration.ofMinutes(10);

  static final LoginOption OAUTH =
      new LoginOption(
          "oauth",
          LoginKind.OAUTH2_CODE,
          "TradeStation login",
          Set.of(Environment.LIVE, Environment.PAPER),
          List.of(),
          null,
          LoginLife.Renewal.SILENT,
          true,
          false);

  private final BrokerHttp http;
  private final TradeStationConfig config;
  private final TokenEndpoint tokens;
  private final Clock clock;
  private final RandomGenerator random;

  TradeStationLogin(
      BrokerHttp http, TradeStationConfig config, Clock clock, RandomGenerator random) {
    this.http = http;
    this.config = config;
    this.tokens =
        new TokenEndpoint(
            http, NAME, config.tokenUrl(), TokenEndpoint.ClientProof.FORM, config.timeout());
    this.clock = clock;
    this.random = random;
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    requireOption(request);
    var pkce = Pkce.fresh(random);
    var page =
        ConsentPage.of(config.authUrl(), application(request), OAuthApplication.stateToken(request))
            .with("audience", AUDIENCE)
            .with("scope", SCOPE)
            .with(pkce);
    return new LoginStep.OpenPage(
        page.address(), true, pkce.verifier(), clock.instant().plus(VALID));
  }

  @Override
  public LoginStep proceed(LoginRequest request, Secret state, LoginAnswer answer) {
    requireOption(request);
    if (!(answer instanceof LoginAnswer.Returned(var address))) {
      throw new LoginRefused("the whole address that TradeStation sent you to is needed");
    }
    var application = application(request);
    var code =
        ReturnedAddress.code(
            address, application.redirectUri(), OAuthApplication.stateToken(request), NAME);
    var granted = tokens.redeem(code, application, new Pkce(state));
    if (granted.refreshToken() == null) {
      throw new LoginRefused("TradeStation gave no refresh token: allow offline access");
    }
    var login =
        new BearerTokens(
            granted.accessToken(),
            granted.refreshToken(),
            application.clientId(),
            application.clientSecret());
    var scopes = String.join(" ", granted.scopes(SCOPE).stream().sorted().toList());
    var credentials =
        new Credentials(OAUTH.id(), login.secrets(), Map.of(SCOPE_FACT, scopes), life(granted));
    return new LoginStep.LoggedIn(credentials, accounts(credentials, request.environment()));
  }

  /** The same login reaches both environments, but may have accounts in one alone. */
  private List<Account> accounts(Credentials credentials, Environment environment) {
    var client =
        new TradeStationClient(
            http, config, environment, TradeStationAccess.proving(credentials), clock);
    List<Account> accounts;
    try {
      accounts = accounts(client, environment);
    } catch (BrokerException.LoginNeeded | BrokerException.NotPermitted e) {
      throw new LoginRefused("TradeStation does not let this login read accounts", e.brokerCode());
    }
    if (accounts.isEmpty()) {
      throw new LoginRefused(
          "the login is good but reaches no %s account"
              .formatted(environment == Environment.PAPER ? "simulated" : "live"));
    }
    return accounts;
  }

  private static List<Account> accounts(TradeStationClient client, Environment environment) {
    var reply = client.getAccounts(CallPriority.INTERACTIVE).body();
    return TradeStationClient.list("Accounts", reply.accounts()).stream()
        .map(wire -> TradeStationMapping.account(wire, environment))
        .toList();
  }

  @Override
  public Credentials renew(Credentials credentials) {
    var before = BearerTokens.of(credentials);
    var granted = tokens.renew(before);
    return new Credentials(
        credentials.option(),
        before.renewed(granted).secrets(),
        credentials.facts(),
        life(granted));
  }

  /** The end of the access token; when the refresh token ends TradeStation does not tell. */
  private LoginLife life(GrantedTokens granted) {
    var lifetime = granted.lifetime();
    return new LoginLife(
        lifetime == null ? null : clock.instant().plus(lifetime),
        null,
        null,
        LoginLife.Renewal.SILENT);
  }

  /**
   * TradeStation takes back all refresh tokens of the user with this API key or none: other
   * connections of his would end too, so it is asked to only where the operator wants that.
   */
  @Override
  public void logout(Credentials credentials) {
    if (!config.revokeOnLogout()) {
      return;
    }
    var login = BearerTokens.of(credentials);
    var form =
        new Query()
            .add("client_id", login.clientId().reveal())
            .add("client_secret", login.clientSecret().reveal())
            .add("token", login.refreshToken().reveal());
    var answer =
        http.ask(
            HttpCall.post("revokeToken", config.revokeUrl())
                .asksOnly()
                .deadline(config.timeout())
                .body(form.form(), Query.FORM)
                .build());
    if (answer.status() >= 500) {
      throw TradeStationErrors.question("revokeToken", answer);
    }
  }

  private static OAuthApplication application(LoginRequest request) {
    return OAuthApplication.of(request, NAME, "");
  }

  private static void requireOption(LoginRequest request) {
    if (!Objects.equals(request.option(), OAUTH.id())) {
      throw new Unsupported("TradeStation has no login '" + request.option() + "'");
    }
  }
}
