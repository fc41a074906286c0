package io.brokerway.kit.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.http.Query;
import io.brokerway.kit.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Trades codes and refresh tokens in (RFC 6749, sections 4.1.3 and 6). A code is good once: a trade
 * whose answer was lost may be tried again, and the broker then says whether the code is spent.
 *
 * <p>What the status says counts first: brokers differ in their words. Thread-safe.
 */
public final class TokenEndpoint {

  /** How an application says who it is. */
  public enum ClientProof {
    /** In the form. */
    FORM,
    /** {@code Authorization: Basic}. */
    BASIC
  }

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What can stand in a header and in JSON as it is. Schwab's tokens have an @ in them. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_~+/=.@-]{8,8192}");

  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");

  private record Granted(
      @JsonProperty("access_token") @Nullable String accessToken,
      @JsonProperty("refresh_token") @Nullable String refreshToken,
      @JsonProperty("token_type") @Nullable String tokenType,
      @JsonProperty("scope") @Nullable String scope,
      @JsonProperty("expires_in") @Nullable Long expiresIn) {}

  private record Refused(@JsonProperty("error") @Nullable String error) {}

  private final BrokerHttp http;
  private final String broker;
  private final URI address;
  private final ClientProof proof;
  private final Duration timeout;

  /**
   * An endpoint.
   *
   * @param broker its name, for messages
   * @param timeout the whole time that a call may take
   */
  public TokenEndpoint(
      BrokerHttp http, String broker, URI address, ClientProof proof, Duration timeout) {
    this.http = http;
    this.broker = broker;
    this.address = address;
    this.proof = proof;
    this.timeout = timeout;
  }

  /**
   * Trades a code in.
   *
   * @param pkce the proof that its page was asked with; absent if it was asked without
   * @throws LoginRefused if the broker does not take the code
   * @throws BrokerException.NotPermitted if it does not take this install
   */
  public GrantedTokens redeem(String code, OAuthApplication application, @Nullable Pkce pkce) {
    var form =
        new Query()
            .add("grant_type", "authorization_code")
            .add("code", code)
            .add("redirect_uri", application.redirectUri())
            .add("code_verifier", pkce == null ? null : pkce.verifier().reveal());
    var answer = send("exchangeCode", form, application.clientId(), application.clientSecret());
    if (answer.status() != 200) {
      throw refused("exchangeCode", answer);
    }
    return granted(answer);
  }

  /**
   * Trades a refresh token in.
   *
   * @throws LoginNeeded if the broker says that it is no longer good
   * @throws BrokerException.NotPermitted if it does not take this install
   */
  public GrantedTokens renew(BearerTokens login) {
    var form =
        new Query()
            .add("grant_type", "refresh_token")
            .add("refresh_token", login.refreshToken().reveal());
    var answer = send("renewToken", form, login.clientId(), login.clientSecret());
    if (answer.status() != 200) {
      throw notRenewed(answer);
    }
    return granted(answer);
  }

  private Answered send(String operation, Query form, Secret clientId, Secret clientSecret) {
    var call = HttpCall.post(operation, address).asksOnly().deadline(timeout);
    switch (proof) {
      case FORM ->
          form.add("client_id", clientId.reveal()).add("client_secret", clientSecret.reveal());
      case BASIC -> call.secretHeader("Authorization", basic(clientId, clientSecret));
    }
    return http.ask(call.body(form.form(), Query.FORM).build());
  }

  private static Secret basic(Secret clientId, Secret clientSecret) {
    var pair = clientId.reveal() + ":" + clientSecret.reveal();
    var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return Secret.of("Basic " + encoded);
  }

  private GrantedTokens granted(Answered answer) {
    var wire = Json.read(answer.body(), Granted.class);
    if (!isToken(wire.accessToken())) {
      throw new UnexpectedReply(broker + " sent no usable access_token");
    }
    if (wire.tokenType() != null && !wire.tokenType().equalsIgnoreCase("bearer")) {
      throw new UnexpectedReply(broker + " sent a token of another type than bearer");
    }
    if (wire.refreshToken() != null && !isToken(wire.refreshToken())) {
      throw new UnexpectedReply(broker + " sent no usable refresh_token");
    }
    var seconds = wire.expiresIn();
    return new GrantedTokens(
        Secret.of(String.valueOf(wire.accessToken())),
        wire.refreshToken() == null ? null : Secret.of(wire.refreshToken()),
        wire.scope(),
        seconds == null || seconds <= 0 ? null : Duration.ofSeconds(seconds));
  }

  private static boolean isToken(@Nullable String text) {
    return text != null && FORM.matcher(text).matches();
  }

  private BrokerException refused(String operation, Answered answer) {
    var error = error(answer);
    return switch (answer.status()) {
      case 400, 401, 403, 422 ->
          switch (error) {
            case "invalid_client", "unauthorized_client" -> wrongInstall(error);
            case "invalid_grant", "access_denied" ->
                new LoginRefused(
                    broker
                        + " does not take the code: it was used already or is too old. Start again",
                    error);
            default -> new LoginRefused(broker + " refused the login", error);
          };
      default -> outOfOrder(operation, answer);
    };
  }

  /** Only an answer in OAuth's own form ends a login: a gateway's page proves nothing. */
  private BrokerException notRenewed(Answered answer) {
    var error = error(answer);
    return switch (answer.status()) {
      case 400, 401, 403 ->
          switch (error) {
            case "" -> outOfOrder("renewToken", answer);
            case "invalid_client", "unauthorized_client" -> wrongInstall(error);
            default -> new LoginNeeded(broker + " ended this login: log in again", error);
          };
      default -> outOfOrder("renewToken", answer);
    };
  }

  private BrokerException.NotPermitted wrongInstall(String error) {
    return new BrokerException.NotPermitted(
        broker + " does not take this install's client id and secret: the operator corrects them",
        error);
  }

  private BrokerException outOfOrder(String operation, Answered answer) {
    return switch (answer.status()) {
      case 429 ->
          new BrokerException.RateLimited(
              broker + "'s rate limit for logins", answer.retryAfter().orElse(PAUSE));
      case 500, 502, 503, 504 ->
          new BrokerException.Unavailable(
              "%s answered HTTP %d to %s".formatted(broker, answer.status(), operation));
      default ->
          new UnexpectedReply(
              "%s answered HTTP %d to %s".formatted(broker, answer.status(), operation));
    };
  }

  private static String error(Answered answer) {
    try {
      var error = Json.read(answer.body(), Refused.class).error();
      return error == null || !ERROR.matcher(error).matches() ? "" : error;
    } catch (UnexpectedReply _) {
      return "";
    }
  }
}
