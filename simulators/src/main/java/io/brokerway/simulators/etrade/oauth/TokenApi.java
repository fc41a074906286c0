package io.brokerway.simulators.etrade.oauth;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import java.time.Clock;

/** {@code https://api.etrade.com/oauth}: tokens are asked for, made, woken and taken back. */
public final class TokenApi {
  private final Clock clock;
  private final Doorkeeper doorkeeper;
  private final Tokens tokens;
  private final Register register;

  public TokenApi(Clock clock, Doorkeeper doorkeeper, Tokens tokens, Register register) {
    this.clock = clock;
    this.doorkeeper = doorkeeper;
    this.tokens = tokens;
    this.register = register;
  }

  /** Answers a call below {@code /oauth}; all of them are GET. */
  public HttpReply answer(HttpCall call) {
    if (!call.method().equals("GET")) {
      return HttpReply.empty(405);
    }
    try {
      return switch (call.path()) {
        case "/oauth/request_token" -> request(SignedCall.of(call));
        case "/oauth/access_token" -> access(SignedCall.of(call));
        case "/oauth/renew_access_token" -> renew(SignedCall.of(call));
        case "/oauth/revoke_access_token" -> revoke(SignedCall.of(call));
        default -> HttpReply.empty(404);
      };
    } catch (OAuthProblem problem) {
      return problem.reply();
    }
  }

  private HttpReply request(SignedCall call) {
    var consumer = doorkeeper.consumerOf(call);
    var callback = call.require("oauth_callback");
    if (!consumer.takes(callback)) {
      throw OAuthProblem.of("callback_rejected,oauth_acceptable_callback=oob");
    }
    var token = tokens.request(consumer, callback);
    return form(token.value(), token.secret(), "&oauth_callback_confirmed=true");
  }

  private HttpReply access(SignedCall call) {
    var pending = doorkeeper.requestOf(call);
    var verifier = call.require("oauth_verifier");
    if (pending.verifier() == null) {
      throw OAuthProblem.of("token_rejected");
    }
    return tokens
        .redeem(pending, verifier)
        .filter(token -> register.customer(token.userId()).isPresent())
        .map(token -> form(token.value(), token.secret(), ""))
        .orElseThrow(() -> OAuthProblem.of("verifier_invalid"));
  }

  private HttpReply renew(SignedCall call) {
    var token = doorkeeper.identify(call).token();
    switch (token.stateAt(clock.instant())) {
      case ACTIVE, INACTIVE -> tokens.renew(token);
      case EXPIRED -> throw OAuthProblem.of("token_expired");
      case REVOKED -> throw OAuthProblem.of("token_rejected");
    }
    return text("Access Token has been renewed");
  }

  private HttpReply revoke(SignedCall call) {
    var token = doorkeeper.identify(call).token();
    switch (token.stateAt(clock.instant())) {
      case ACTIVE, INACTIVE -> tokens.set(token.value(), AccessToken.State.REVOKED);
      case EXPIRED -> throw OAuthProblem.of("token_expired");
      case REVOKED -> throw OAuthProblem.of("token_rejected");
    }
    return text("Revoked Access Token");
  }

  private static HttpReply form(String token, String secret, String more) {
    var body =
        "oauth_token=%s&oauth_token_secret=%s%s"
            .formatted(PercentCoding.encode(token), PercentCoding.encode(secret), more);
    return HttpReply.text(200, "application/x-www-form-urlencoded;charset=utf-8", body);
  }

  private static HttpReply text(String text) {
    return HttpReply.text(200, "text/html;charset=utf-8", text);
  }
}
