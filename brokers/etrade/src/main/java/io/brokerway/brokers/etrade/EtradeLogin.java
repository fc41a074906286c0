package io.brokerway.brokers.etrade;

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
import io.brokerway.kit.http.Query;
import io.brokerway.kit.oauth1.OAuth1Keys;
import io.brokerway.kit.oauth1.OAuth1Signer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The way in: the user opens E*TRADE's page, lets this install in and brings the verifier that he
 * is shown there. The login ends at midnight in New York; after two idle hours its token sleeps
 * until a renewal wakes it.
 */
final class EtradeLogin implements Login {
  static final String OPTION = "verifier";

  /** The field that a typed code comes in; pasted as an address it is taken as well. */
  static final String VERIFIER = "verifier";

  /** A request token lives for so long, and its verifier with it. */
  private static final Duration TIME_TO_ANSWER = Duration.ofMinutes(5);

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration IDLE = Duration.ofHours(2);
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{4,20}");
  private static final Pattern IN_ADDRESS =
      Pattern.compile("[?&]oauth_verifier=([A-Za-z0-9]{4,20})(?:&|$)");

  static final LoginOption ONE =
      new LoginOption(
          OPTION,
          LoginKind.OAUTH1_VERIFIER,
          "E*TRADE login",
          Set.of(Environment.LIVE),
          List.of(),
          LONGEST,
          LoginLife.Renewal.SILENT,
          true,
          false);

  private final BrokerHttp http;
  private final EtradeConfig config;
  private final OAuth1Signer signer;
  private final EtradeTokens tokens;
  private final Clock clock;

  EtradeLogin(BrokerHttp http, EtradeConfig config, OAuth1Signer signer, Clock clock) {
    this.http = http;
    this.config = config;
    this.signer = signer;
    this.tokens = new EtradeTokens(http, config, signer);
    this.clock = clock;
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    requireOption(request);
    var application = application(request);
    var granted = tokens.requestToken(application);
    var query = new Query().add("key", application.consumerKey()).add("token", granted.token());
    return new LoginStep.OpenPage(
        URI.create(config.authUrl() + query.toString()),
        false,
        Secret.of(Query.encoded(granted.token()) + "&" + Query.encoded(granted.secret().reveal())),
        clock.instant().plus(TIME_TO_ANSWER));
  }

  @Override
  public LoginStep proceed(LoginRequest request, Secret state, LoginAnswer answer) {
    requireOption(request);
    var requested = EtradeRequestToken.read(state);
    var application = application(request);
    var granted =
        tokens.accessToken(
            application.with(requested.token(), requested.secret()), verifier(answer));
    var credentials =
        new EtradeCredentials(
            application.consumerKey(),
            application.consumerSecret(),
            Secret.of(granted.token()),
            granted.secret(),
            Set.of(),
            null);
    var accounts = accounts(credentials);
    return new LoginStep.LoggedIn(
        credentials.toCredentials(accounts.stream().map(Account::key).toList(), life()), accounts);
  }

  private static void requireOption(LoginRequest request) {
    if (!request.option().equals(OPTION)) {
      throw new Unsupported("E*TRADE has no login '" + request.option() + "'");
    }
  }

  private static OAuth1Keys application(LoginRequest request) {
    var key = request.application().get("client_id");
    var secret = request.application().get("client_secret");
    if (key == null || secret == null) {
      throw new Unsupported(
          "this install has no consumer key at E*TRADE: the operator sets client-id and"
              + " client-secret");
    }
    return OAuth1Keys.ofApplication(key.reveal(), secret);
  }

  /** What the user typed, or the address with it, where E*TRADE registered one for the key. */
  private static String verifier(LoginAnswer answer) {
    var text =
        switch (answer) {
          case LoginAnswer.Typed(var fields) -> {
            var typed = fields.get(VERIFIER);
            yield typed == null ? "" : typed.reveal().strip();
          }
          case LoginAnswer.Returned(var address) -> address.toString().strip();
          case LoginAnswer.Poll() -> "";
        };
    var inAddress = IN_ADDRESS.matcher(text);
    if (inAddress.find()) {
      return inAddress.group(1);
    }
    if (!CODE.matcher(text).matches()) {
      throw new LoginRefused("the code that E*TRADE shows you is needed: letters and digits");
    }
    return text;
  }

  private List<Account> accounts(EtradeCredentials credentials) {
    var client = new EtradeClient(http, config, signer, EtradeAccess.of(credentials));
    var accounts = EtradeMapping.accounts(client.listAccounts(CallPriority.INTERACTIVE).value());
    if (accounts.isEmpty()) {
      throw new LoginRefused("the login is good but reaches no brokerage account");
    }
    return accounts;
  }

  @Override
  public Credentials renew(Credentials credentials) {
    var known = EtradeCredentials.of(credentials);
    tokens.renew(known.keys());
    var until = credentials.life().loginUntil();
    return known.toCredentials(
        List.copyOf(known.accounts()), life(until == null ? endOfDay(clock.instant()) : until));
  }

  @Override
  public void logout(Credentials credentials) {
    tokens.revoke(EtradeCredentials.of(credentials).keys());
  }

  private LoginLife life() {
    return life(endOfDay(clock.instant()));
  }

  private LoginLife life(Instant end) {
    var idle = clock.instant().plus(IDLE);
    var access = idle.isBefore(end) ? idle : end;
    return new LoginLife(access, access, end, LoginLife.Renewal.SILENT);
  }

  /** Midnight in New York. */
  static Instant endOfDay(Instant at) {
    return EtradeFigures.dateOf(at).plusDays(1).atStartOfDay(EtradeFigures.NEW_YORK).toInstant();
  }
}
