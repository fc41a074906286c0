package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.AuthorizePages;
import io.brokerway.simulators.oauth.Form;
import io.brokerway.simulators.oauth.OAuthRegister;
import io.brokerway.simulators.oauth.TokenEndpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** What stands for {@code login.coinbase.com}: pages, tokens and their end. */
final class LoginHost {
  static final String PATH = "/login";

  private static final String FOLDER = "/oauth2";

  private final OAuthRegister register;
  private final AuthorizePages pages;
  private final TokenEndpoint tokens;
  private final Consumer<String> ended;

  /**
   * A host.
   *
   * @param ended told the access tokens that were taken back
   */
  LoginHost(Clock clock, OAuthRegister register, CoinbaseOAuth dialect, Consumer<String> ended) {
    this.register = register;
    this.pages = new AuthorizePages(clock, register, dialect, FOLDER);
    this.tokens = new TokenEndpoint(dialect, register);
    this.ended = ended;
  }

  /** Answers a call below {@link #PATH}. */
  HttpReply answer(HttpCall call) {
    var inner = call.at(call.path().substring(PATH.length()));
    return switch (inner.path()) {
      case FOLDER + "/auth" -> pages.answer(spaced(inner.at(FOLDER + "/authorize")));
      case FOLDER + "/token" -> tokens.answer(asForm(inner));
      case FOLDER + "/revoke" -> revoke(asForm(inner));
      default -> pages.answer(inner);
    };
  }

  /** Scopes may be separated by commas as well. */
  private static HttpCall spaced(HttpCall call) {
    var query = new LinkedHashMap<>(call.query());
    query.computeIfPresent(
        "scope", (_, values) -> values.stream().map(text -> text.replace(',', ' ')).toList());
    return new HttpCall(
        call.method(), call.path(), call.target(), query, call.headers(), call.body());
  }

  /** The endpoints take JSON as well. */
  private static HttpCall asForm(HttpCall call) {
    try {
      if (!call.header("Content-Type").orElse("").startsWith("application/json")
          || !(Json.read(call.body()) instanceof ObjectNode json)) {
        return call;
      }
      var form =
          json.properties().stream()
              .map(field -> field.getKey() + "=" + escaped(field.getValue().asString("")))
              .collect(Collectors.joining("&"));
      return new HttpCall(
          call.method(),
          call.path(),
          call.target(),
          call.query(),
          HttpFields.build(call.headers()).put("Content-Type", "application/x-www-form-urlencoded"),
          form.getBytes(StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      return call;
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpReply revoke(HttpCall call) {
    if (!call.method().equals("POST")) {
      return HttpReply.empty(405);
    }
    var form = Form.ofBody(call);
    var client =
        register
            .client(form.text("client_id"))
            .filter(known -> known.secret().equals(form.text("client_secret")));
    if (client.isEmpty()) {
      return problem(401, "invalid_client");
    }
    var grants = register.grants();
    var grant =
        grants
            .active(form.text("token"))
            .map(AccessToken::grant)
            .or(() -> grants.activeRefresh(form.text("token")).map(token -> token.grant()))
            .filter(known -> known.clientId().equals(client.get().id()));
    if (grant.isEmpty()) {
      return problem(400, "invalid_request");
    }
    var id = grant.get().id();
    grants.revoke(known -> known.id().equals(id)).forEach(token -> ended.accept(token.value()));
    return HttpReply.json(200, Map.of());
  }

  private static HttpReply problem(int status, String error) {
    return HttpReply.json(
        status, Json.object().put("error", error).put("error_description", error));
  }
}
