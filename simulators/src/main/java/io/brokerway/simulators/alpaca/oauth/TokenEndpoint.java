package io.brokerway.simulators.alpaca.oauth;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /oauth/token} of the live trading host. Thread-safe.
 *
 * <p>Alpaca documents the request and the token; the errors are those of RFC 6749, section 5.2.
 */
public final class TokenEndpoint {
  private static final List<String> REQUIRED =
      List.of("grant_type", "code", "client_id", "client_secret", "redirect_uri");
  private static final Map<String, String> HEADERS =
      Map.of("Cache-Control", "no-store", "Pragma", "no-cache");

  private final OAuthRegister register;

  public TokenEndpoint(OAuthRegister register) {
    this.register = register;
  }

  /** Answers a call of the endpoint. */
  public HttpReply answer(HttpCall call) {
    if (!call.method().equals("POST")) {
      return HttpReply.json(405, Map.of("message", "method not allowed."));
    }
    if (!Form.isIn(call)) {
      return error(400, "invalid_request", "the body must be " + Form.CONTENT_TYPE);
    }
    try {
      return token(Form.ofBody(call)).with(HEADERS);
    } catch (IllegalArgumentException e) {
      return error(400, "invalid_request", "the body cannot be read");
    }
  }

  private HttpReply token(Form form) {
    if (form.repeated().isPresent()) {
      return error(400, "invalid_request", form.repeated().get() + " came more than once");
    }
    for (var name : REQUIRED) {
      if (form.find(name).isEmpty()) {
        return error(400, "invalid_request", name + " is required");
      }
    }
    if (!form.text("grant_type").equals("authorization_code")) {
      return error(400, "unsupported_grant_type", "grant_type must be authorization_code");
    }
    var client =
        register
            .client(form.text("client_id"))
            .filter(known -> known.secret().equals(form.text("client_secret")));
    if (client.isEmpty()) {
      return error(401, "invalid_client", "client authentication failed");
    }
    return register
        .grants()
        .redeem(form.text("code"), client.get().id(), form.text("redirect_uri"))
        .map(TokenEndpoint::granted)
        .orElseGet(() ->
            error(
                400,
                "invalid_grant",
                "the code is invalid, expired, used, or was issued for another redirect_uri"));
  }

  private static HttpReply granted(AccessToken token) {
    return HttpReply.json(
        200,
        Json.object()
            .put("access_token", token.value())
            .put("token_type", "bearer")
            .put("scope", Scope.list(token.scopes())));
  }

  private static HttpReply error(int status, String error, String description) {
    return HttpReply.json(
            status, Json.object().put("error", error).put("error_description", description))
        .with(HEADERS);
  }
}
