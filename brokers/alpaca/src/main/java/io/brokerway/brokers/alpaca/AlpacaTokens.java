package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges the code of an OAuth login for its token. A code is good once: an exchange whose answer
 * was lost may be tried again, and Alpaca then says whether the code is spent.
 */
final class AlpacaTokens {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What can stand in a header and in JSON as it is. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_~+/=.-]{8,4096}");

  private final BrokerHttp http;
  private final AlpacaConfig config;

  AlpacaTokens(BrokerHttp http, AlpacaConfig config) {
    this.http = http;
    this.config = config;
  }

  /**
   * What Alpaca granted.
   *
   * @param scope absent if it is what was asked for
   * @param lifetime absent if the token does not end by itself
   */
  record Granted(Secret token, @Nullable String scope, @Nullable Duration lifetime) {
    Set<String> scopes(String asked) {
      return AlpacaToken.scopes(scope == null ? asked : scope);
    }
  }

  /**
   * Exchanges a code.
   *
   * @throws LoginRefused if Alpaca does not take the code
   * @throws BrokerException.NotPermitted if it does not take this install
   */
  Granted exchange(String code, AlpacaApplication application) {
    var form = new AlpacaQuery();
    form.add("grant_type", "authorization_code");
    form.add("code", code);
    form.add("client_id", application.clientId().reveal());
    form.add("client_secret", application.clientSecret().reveal());
    form.add("redirect_uri", application.redirectUri());
    var call =
        HttpCall.post("exchangeCode", config.tokenUrl())
            .asksOnly()
            .body(form.text().getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded")
            .deadline(config.timeout())
            .build();
    var answer = http.ask(call);
    if (answer.status() != 200) {
      throw refusal(answer);
    }
    return granted(Json.read(answer.body(), AlpacaWire.Token.class));
  }

  private static Granted granted(AlpacaWire.Token wire) {
    var token = wire.accessToken();
    if (token == null || !FORM.matcher(token).matches()) {
      throw new UnexpectedReply("Alpaca sent no usable access_token");
    }
    if (wire.tokenType() != null && !wire.tokenType().equalsIgnoreCase("bearer")) {
      throw new UnexpectedReply("Alpaca sent a token of another type than bearer");
    }
    var seconds = wire.expiresIn();
    return new Granted(
        Secret.of(token),
        wire.scope(),
        seconds == null || seconds <= 0 ? null : Duration.ofSeconds(seconds));
  }

  /** The form of these refusals is not confirmed: what the status says counts first. */
  private static BrokerException refusal(Answered answer) {
    var error = error(answer);
    return switch (answer.status()) {
      case 400, 401, 403, 422 ->
          switch (error) {
            case "invalid_client", "unauthorized_client" ->
                new BrokerException.NotPermitted(
                    "Alpaca does not take this install's client id and secret: the operator"
                        + " corrects them",
                    error);
            case "invalid_grant", "access_denied" ->
                new LoginRefused(
                    "Alpaca does not take the code: it was used already or is too old. Start again",
                    error);
            default -> new LoginRefused("Alpaca refused the login", error);
          };
      case 429 ->
          new BrokerException.RateLimited(
              "Alpaca's rate limit for logins", answer.retryAfter().orElse(PAUSE));
      case 500, 502, 503, 504 ->
          new BrokerException.Unavailable(
              "Alpaca answered HTTP %d to exchangeCode".formatted(answer.status()));
      default ->
          new UnexpectedReply("Alpaca answered HTTP %d to exchangeCode".formatted(answer.status()));
    };
  }

  private static String error(Answered answer) {
    try {
      var error = Json.read(answer.body(), AlpacaWire.OAuthError.class).error();
      return error == null || !error.matches("[a-z_]{1,40}") ? "" : error;
    } catch (UnexpectedReply _) {
      return "";
    }
  }
}
