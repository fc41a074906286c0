package io.brokerway.brokers.zerodha;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Environment;
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
import io.brokerway.kit.oauth.OAuthApplication;
import io.brokerway.kit.oauth.ReturnedAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The login on Kite's page: the user comes back with a request token, which serves once and is
 * exchanged with a checksum over the app's secret. The token ends at about six in the morning of
 * India, whatever it did; it cannot be renewed. Kite has no state of its own: ours travels in its
 * {@code redirect_params}.
 */
final class ZerodhaLogin implements Login {
  private static final String NAME = "Zerodha";
  private static final String NOTHING_TO_KEEP = "none";

  /** How long a request token lives is told as "a few minutes". */
  private static final Duration VALID = Duration.ofMinutes(5);

  private static final LocalTime END_OF_TOKENS = LocalTime.of(6, 0);

  static final LoginOption KITE =
      new LoginOption(
          ZerodhaCredentials.OPTION,
          LoginKind.REQUEST_TOKEN,
          "Kite login",
          Set.of(Environment.LIVE),
          List.of(),
          Duration.ofDays(1),
          LoginLife.Renewal.NONE,
          true,
          false);

  private final BrokerHttp http;
  private final ZerodhaConfig config;
  private final Clock clock;

  ZerodhaLogin(BrokerHttp http, ZerodhaConfig config, Clock clock) {
    this.http = http;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    requireOption(request.option());
    var application = OAuthApplication.of(request, NAME, "");
    var back = new Query().add("state", OAuthApplication.stateToken(request));
    var query =
        new Query()
            .add("v", "3")
            .add("api_key", application.clientId().reveal())
            .add("redirect_params", back.text());
    return new LoginStep.OpenPage(
        URI.create(config.authUrl() + query.toString()),
        true,
        Secret.of(NOTHING_TO_KEEP),
        clock.instant().plus(VALID));
  }

  @Override
  public LoginStep proceed(LoginRequest request, Secret state, LoginAnswer answer) {
    requireOption(request.option());
    if (!(answer instanceof LoginAnswer.Returned(var address))) {
      throw new LoginRefused("the whole address that Zerodha sent you to is needed");
    }
    var application = OAuthApplication.of(request, NAME, "");
    var returned =
        ReturnedAddress.parameters(
            address, application.redirectUri(), OAuthApplication.stateToken(request), NAME);
    if (!"success".equals(returned.get("status"))) {
      throw new LoginRefused("you did not log in, or did not allow the access, on Zerodha's page");
    }
    var token = returned.get("request_token");
    if (token == null || !token.matches("[A-Za-z0-9]{1,64}")) {
      throw new LoginRefused("the address has no request_token: copy it whole");
    }
    return loggedIn(exchanged(application, token), request.environment());
  }

  private ZerodhaCredentials exchanged(OAuthApplication application, String requestToken) {
    var form =
        new Query()
            .add("api_key", application.clientId().reveal())
            .add("request_token", requestToken)
            .add(
                "checksum",
                checksum(
                    application.clientId().reveal(),
                    requestToken,
                    application.clientSecret().reveal()));
    var call =
        HttpCall.post("createSession", URI.create(config.baseUrl() + "/session/token"))
            .header("X-Kite-Version", "3")
            .body(form.form(), Query.FORM)
            .draws(ZerodhaClient.OTHERS, "login")
            .deadline(config.timeout())
            .build();
    var answer = http.ask(call);
    if (answer.status() == 400 || answer.status() == 403) {
      throw new LoginRefused("Zerodha refused the login: " + ZerodhaErrors.loginRefusal(answer));
    }
    if (answer.status() != 200) {
      throw ZerodhaErrors.question(call.operation(), answer);
    }
    var session = ZerodhaClient.data(answer, ZerodhaWire.SessionReply.class);
    return new ZerodhaCredentials(
        application.clientId(),
        Secret.of(ZerodhaFigures.given("session.access_token", session.accessToken())),
        ZerodhaFigures.given("session.user_id", session.userId()));
  }

  private LoginStep loggedIn(ZerodhaCredentials credentials, Environment environment) {
    var client = new ZerodhaClient(http, config, "", () -> credentials);
    try {
      var account =
          ZerodhaMapping.account(client.getProfile(CallPriority.INTERACTIVE).body(), environment);
      if (!account.key().equals(credentials.account())) {
        throw new BrokerException.UnexpectedReply("Zerodha's token opens another account");
      }
      var end = endOfTokens(clock.instant());
      var life = new LoginLife(end, null, end, LoginLife.Renewal.NONE);
      return new LoginStep.LoggedIn(credentials.toCredentials(life), List.of(account));
    } catch (BrokerException.LoginNeeded | BrokerException.NotPermitted e) {
      throw new LoginRefused("Zerodha does not let this login read its account", e.brokerCode());
    }
  }

  /** When all tokens end that are given out at a moment. */
  static Instant endOfTokens(Instant now) {
    var local = ZonedDateTime.ofInstant(now, ZerodhaFigures.INDIA);
    var today = local.with(END_OF_TOKENS);
    return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  /** Of the parts of a login, in this order. Source: Kite Connect "User", read 2026-11-23. */
  static String checksum(String apiKey, String requestToken, String apiSecret) {
    try {
      var text = (apiKey + requestToken + apiSecret).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java knows SHA-256", e);
    }
  }

  /**
   * Kite takes what is to be revoked in the address and nowhere else; it is kept out of every
   * record, which shows no query.
   */
  @Override
  public void logout(Credentials credentials) {
    var ending = ZerodhaCredentials.of(credentials);
    var query =
        new Query()
            .add("api_key", ending.apiKey().reveal())
            .add("access_token", ending.accessToken().reveal());
    var call =
        ending
            .sign(
                HttpCall.delete(
                    "endSession", URI.create(config.baseUrl() + "/session/token" + query)))
            .draws(ZerodhaClient.OTHERS, ending.applicationScope())
            .deadline(config.timeout())
            .build();
    var answer = http.ask(call);
    // A token that is not known any more is as revoked as one can be.
    if (answer.status() != 200 && answer.status() != 403) {
      throw ZerodhaErrors.question(call.operation(), answer);
    }
  }

  private static void requireOption(String option) {
    if (!option.equals(ZerodhaCredentials.OPTION)) {
      throw new BrokerException.Unsupported("Zerodha has no login '" + option + "'");
    }
  }
}
