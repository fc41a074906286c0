package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Credentials;
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
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The login on Coinbase's own page: an hour of access, renewed by a refresh token that serves once.
 * New applications are for approved partners. Source: Coinbase "OAuth2 reference", read 2026-11-23.
 */
final class CoinbaseOAuth {
  static final String ID = "oauth";

  static final LoginOption OPTION =
      new LoginOption(
          ID,
          LoginKind.OAUTH2_CODE,
          "Coinbase login",
          Set.of(Environment.LIVE),
          List.of(),
          null,
          LoginLife.Renewal.SILENT,
          true,
          false);

  private static final String BROKER = "Coinbase";
  private static final Duration PAGE_GOOD_FOR = Duration.ofMinutes(10);

  /** A refresh token lives a year and a half; what it is renewed by lives as long again. */
  private static final Duration REFRESH_LIFE = Duration.ofDays(547);

  /** Orders are bought, sold and traded; coins are never sent. */
  private static final String SCOPE =
      "wallet:user:read wallet:accounts:read wallet:transactions:read wallet:deposits:read"
          + " wallet:withdrawals:read wallet:buys:read wallet:buys:create wallet:sells:read"
          + " wallet:sells:create wallet:trades:create offline_access";

  private final BrokerHttp http;
  private final CoinbaseConfig config;
  private final TokenEndpoint endpoint;
  private final CoinbaseProof proof;
  private final Clock clock;
  private final RandomGenerator random;

  CoinbaseOAuth(
      BrokerHttp http,
      CoinbaseConfig config,
      CoinbaseProof proof,
      Clock clock,
      RandomGenerator random) {
    this.http = http;
    this.config = config;
    this.endpoint =
        new TokenEndpoint(
            http, BROKER, config.tokenUrl(), TokenEndpoint.ClientProof.FORM, config.timeout());
    this.proof = proof;
    this.clock = clock;
    this.random = random;
  }

  LoginStep begin(LoginRequest request) {
    var pkce = Pkce.fresh(random);
    var page =
        ConsentPage.of(config.authUrl(), application(request), OAuthApplication.stateToken(request))
            .with("scope", SCOPE)
            .with(pkce)
            .address();
    return new LoginStep.OpenPage(page, true, pkce.verifier(), clock.instant().plus(PAGE_GOOD_FOR));
  }

  LoginStep proceed(LoginRequest request, Secret verifier, LoginAnswer answer) {
    if (!(answer instanceof LoginAnswer.Returned(var address))) {
      throw new LoginRefused("the whole address that Coinbase sent you to is needed");
    }
    var application = application(request);
    var state = OAuthApplication.stateToken(request);
    var code = ReturnedAddress.code(address, application.redirectUri(), state, BROKER);
    var granted = endpoint.redeem(code, application, new Pkce(verifier));
    var refresh = granted.refreshToken();
    if (refresh == null) {
      throw new LoginRefused("Coinbase gave no lasting access: allow it to stay connected");
    }
    var tokens =
        new BearerTokens(
            granted.accessToken(), refresh, application.clientId(), application.clientSecret());
    var proven = proof.of(new CoinbaseToken(tokens, CoinbaseSeat.UNKNOWN));
    var token = new CoinbaseToken(tokens, proven.seat());
    return new LoginStep.LoggedIn(token.toCredentials(life(granted)), List.of(proven.account()));
  }

  /** The refresh token in hand is used up by this: what comes back must be stored first. */
  Credentials renew(Credentials credentials) {
    var token = CoinbaseToken.of(credentials);
    var granted = endpoint.renew(token.tokens());
    if (granted.refreshToken() == null) {
      throw new LoginNeeded("Coinbase gave no further refresh token: log in again");
    }
    return new CoinbaseToken(token.tokens().renewed(granted), token.portfolio())
        .toCredentials(life(granted));
  }

  /** Takes the login back. One that ended by itself is none to take back. */
  void logout(Credentials credentials) {
    var tokens = CoinbaseToken.of(credentials).tokens();
    var form =
        new Query()
            .add("token", tokens.refreshToken().reveal())
            .add("client_id", tokens.clientId().reveal())
            .add("client_secret", tokens.clientSecret().reveal());
    var address = URI.create(config.tokenUrl().toString().replaceFirst("token$", "revoke"));
    var call =
        HttpCall.post("revokeToken", address)
            .asksOnly()
            .body(form.form(), Query.FORM)
            .deadline(config.timeout())
            .build();
    var answer = http.ask(call);
    switch (answer.status()) {
      case 200, 204, 400, 401, 404 -> {
        // Taken back, or there was nothing to take back any more.
      }
      default -> throw CoinbaseErrors.question(call.operation(), answer);
    }
  }

  private LoginLife life(GrantedTokens granted) {
    var now = clock.instant();
    var lifetime = granted.lifetime();
    return new LoginLife(
        lifetime == null ? null : now.plus(lifetime),
        null,
        now.plus(REFRESH_LIFE),
        LoginLife.Renewal.SILENT);
  }

  private static OAuthApplication application(LoginRequest request) {
    return OAuthApplication.of(request, BROKER, "use a secret API key");
  }
}
