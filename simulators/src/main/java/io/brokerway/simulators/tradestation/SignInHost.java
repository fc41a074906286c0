package io.brokerway.simulators.tradestation;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.oauth.AuthorizePages;
import io.brokerway.simulators.oauth.Form;
import io.brokerway.simulators.oauth.OAuthClient;
import io.brokerway.simulators.oauth.OAuthRegister;
import io.brokerway.simulators.oauth.TokenEndpoint;
import java.time.Clock;

/** What stands for {@code https://signin.tradestation.com}. */
final class SignInHost {
  private static final String AUDIENCE = "https://api.tradestation.com";

  private final OAuthRegister register;
  private final AuthorizePages pages;
  private final TokenEndpoint tokens;

  SignInHost(Clock clock, OAuthRegister register, TradeStationOAuth dialect) {
    this.register = register;
    this.pages = new AuthorizePages(clock, register, dialect, "");
    this.tokens = new TokenEndpoint(dialect, register);
  }

  HttpReply answer(HttpCall call) {
    return switch (call.path()) {
      case "/oauth/token" -> tokens.answer(call);
      case "/oauth/revoke" -> revoke(call);
      case "/authorize" -> authorize(call);
      default -> pages.answer(call);
    };
  }

  /** Without the audience the token would not be one for the API. */
  private HttpReply authorize(HttpCall call) {
    return call.parameter("audience").filter(AUDIENCE::equals).isPresent()
        ? pages.answer(call)
        : HttpReply.text(
            400, "text/html; charset=UTF-8", "<h1>audience must be %s</h1>".formatted(AUDIENCE));
  }

  /** Takes back all refresh tokens of the user with the key, not this one alone. */
  private HttpReply revoke(HttpCall call) {
    var form = Form.ofBody(call);
    var client =
        register
            .client(form.text("client_id"))
            .filter(known -> known.secret().equals(form.text("client_secret")))
            .map(OAuthClient::id);
    if (!call.method().equals("POST") || client.isEmpty()) {
      return HttpReply.json(
          401,
          Json.object().put("error", "access_denied").put("error_description", "Unauthorized"));
    }
    register
        .grants()
        .activeRefresh(form.text("token"))
        .filter(token -> token.grant().clientId().equals(client.get()))
        .ifPresent(token -> {
          var user = token.grant().user();
          register.grants().allRefresh().stream()
              .filter(other -> other.grant().clientId().equals(client.get()))
              .filter(other -> other.grant().user().equals(user))
              .forEach(other ->
                  register
                      .grants()
                      .set(other.value(), io.brokerway.simulators.oauth.AccessToken.State.REVOKED));
        });
    return HttpReply.empty(200);
  }
}
