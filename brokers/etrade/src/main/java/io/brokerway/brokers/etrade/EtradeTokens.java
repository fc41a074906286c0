package io.brokerway.brokers.etrade;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.oauth1.OAuth1Keys;
import io.brokerway.kit.oauth1.OAuth1Signer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** E*TRADE's calls below {@code /oauth}: all of them are GETs. */
final class EtradeTokens {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int LONGEST_TOKEN = 512;

  private final BrokerHttp http;
  private final EtradeConfig config;
  private final OAuth1Signer signer;

  EtradeTokens(BrokerHttp http, EtradeConfig config, OAuth1Signer signer) {
    this.http = http;
    this.config = config;
    this.signer = signer;
  }

  /** A token and its secret. */
  record Granted(String token, Secret secret) {
    @Override
    public String toString() {
      return "Granted[hidden]";
    }
  }

  /** A request token, good for five minutes; its verifier is shown to the user. */
  Granted requestToken(OAuth1Keys application) {
    return granted(
        ask("requestToken", "/oauth/request_token", application, Map.of("oauth_callback", "oob")));
  }

  /**
   * The access token for a request token and its verifier.
   *
   * @throws LoginRefused if E*TRADE does not take them
   */
  Granted accessToken(OAuth1Keys requested, String verifier) {
    return granted(
        ask("accessToken", "/oauth/access_token", requested, Map.of("oauth_verifier", verifier)));
  }

  /**
   * Wakes a token that slept.
   *
   * @throws LoginNeeded if it does not wake: it ended, or was revoked
   */
  void renew(OAuth1Keys keys) {
    var answer = send("renewToken", "/oauth/renew_access_token", keys, Map.of());
    if (answer.status() == 200) {
      return;
    }
    var problem = EtradeProblem.of(answer);
    if (problem.isLogin() && !problem.tooFast()) {
      throw new LoginNeeded(
          "E*TRADE ended this login: it lasts until midnight in New York", problem.oauthProblem());
    }
    throw EtradeErrors.question("renewToken", answer);
  }

  /** Ends a token; one that ended already is no error. */
  void revoke(OAuth1Keys keys) {
    var answer = send("revokeToken", "/oauth/revoke_access_token", keys, Map.of());
    if (answer.status() != 200 && !EtradeProblem.of(answer).isLogin()) {
      throw EtradeErrors.question("revokeToken", answer);
    }
  }

  private Answered ask(
      String operation, String path, OAuth1Keys keys, Map<String, String> parameters) {
    var answer = send(operation, path, keys, parameters);
    if (answer.status() == 200) {
      return answer;
    }
    var problem = EtradeProblem.of(answer);
    if (problem.tooFast()) {
      throw new BrokerException.RateLimited(
          "E*TRADE's rate limit for logins", answer.retryAfter().orElse(PAUSE));
    }
    throw problem.isLogin() ? refused(problem) : EtradeErrors.question(operation, answer);
  }

  private static BrokerException refused(EtradeProblem problem) {
    return switch (problem.oauthProblem()) {
      case "consumer_key_unknown", "consumer_key_rejected", "signature_invalid" ->
          new BrokerException.NotPermitted(
              "E*TRADE does not take this install's consumer key and secret: the operator corrects"
                  + " them",
              problem.oauthProblem());
      case "timestamp_refused" ->
          new BrokerException.NotPermitted(
              "E*TRADE refuses the time of this install's clock: the operator corrects it",
              problem.oauthProblem());
      default ->
          new LoginRefused(
              "E*TRADE does not take the code: it is mistyped, used already or too old. Start"
                  + " again",
              problem.oauthProblem());
    };
  }

  private Answered send(
      String operation, String path, OAuth1Keys keys, Map<String, String> parameters) {
    var uri = URI.create(config.baseUrl() + path);
    return http.ask(
        signer
            .sign(HttpCall.get(operation, uri), "GET", uri, keys, parameters)
            .deadline(config.timeout())
            .build());
  }

  private static Granted granted(Answered answer) {
    var token = "";
    var secret = "";
    for (var part : new String(answer.body(), StandardCharsets.UTF_8).strip().split("&", -1)) {
      var pair = part.split("=", 2);
      if (pair.length == 2 && pair[0].equals("oauth_token")) {
        token = decoded(pair[1]);
      } else if (pair.length == 2 && pair[0].equals("oauth_token_secret")) {
        secret = decoded(pair[1]);
      }
    }
    if (token.isBlank() || secret.isBlank() || token.length() > LONGEST_TOKEN) {
      throw new UnexpectedReply("E*TRADE sent no usable token");
    }
    return new Granted(token, Secret.of(secret));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("E*TRADE sent a damaged token", e);
    }
  }
}
