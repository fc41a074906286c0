package io.brokerway.simulators.oauth;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where applications trade codes and refresh tokens in (RFC 6749, sections 4.1.3 and 6). */
public final class TokenEndpoint {
  private static final String BASIC = "Basic ";
  private static final Map<String, String> HEADERS =
      Map.of("Cache-Control", "no-store", "Pragma", "no-cache");

  /** Who calls, and whether he proved it by a secret. */
  private record Caller(OAuthClient client, boolean showedSecret) {}

  private final OAuthDialect dialect;
  private final OAuthRegister register;

  public TokenEndpoint(OAuthDialect dialect, OAuthRegister register) {
    this.dialect = dialect;
    this.register = register;
  }

  /** Answers a call of the endpoint. */
  public HttpReply answer(HttpCall call) {
    if (!call.method().equals("POST")) {
      return HttpReply.json(405, Map.of("message", "method not allowed."));
    }
    if (!Form.isIn(call)) {
      return refused(TokenProblem.MALFORMED, "the body must be " + Form.CONTENT_TYPE);
    }
    try {
      return token(call, Form.ofBody(call)).with(HEADERS);
    } catch (IllegalArgumentException e) {
      return refused(TokenProblem.MALFORMED, "the body cannot be read");
    }
  }

  private HttpReply token(HttpCall call, Form form) {
    if (form.repeated().isPresent()) {
      return refused(TokenProblem.MALFORMED, form.repeated().get() + " came more than once");
    }
    var type = form.text("grant_type");
    for (var name : required(type)) {
      if (form.find(name).isEmpty()) {
        return refused(TokenProblem.MALFORMED, name + " is required");
      }
    }
    var isRefresh = type.equals("refresh_token") && dialect.rules().refresh() != null;
    if (!isRefresh && !type.equals("authorization_code")) {
      return refused(TokenProblem.UNKNOWN_GRANT_TYPE, "grant_type is not known: " + type);
    }
    var caller = caller(call, form);
    if (caller.isEmpty()) {
      return refused(TokenProblem.WRONG_CLIENT, "client authentication failed");
    }
    return isRefresh ? refresh(caller.get(), form) : redeem(caller.get(), form);
  }

  private List<String> required(String type) {
    var names = new ArrayList<>(List.of("grant_type"));
    names.add(
        type.equals("refresh_token") && dialect.rules().refresh() != null
            ? "refresh_token"
            : "code");
    if (dialect.proof() != ClientProof.BASIC) {
      names.add("client_id");
    }
    if (dialect.proof() == ClientProof.FORM) {
      names.add("client_secret");
    }
    if (names.contains("code")) {
      names.add("redirect_uri");
    }
    return names;
  }

  private HttpReply redeem(Caller caller, Form form) {
    var redeemer =
        new Grants.Redeemer(
            caller.client().id(),
            form.text("redirect_uri"),
            form.find("code_verifier").orElse(null),
            caller.showedSecret());
    return register
        .grants()
        .redeem(form.text("code"), redeemer)
        .map(this::granted)
        .orElseGet(() ->
            refused(
                TokenProblem.BAD_CODE,
                "the code is invalid, expired, used, or was issued for another redirect_uri"));
  }

  private HttpReply refresh(Caller caller, Form form) {
    return register
        .grants()
        .refresh(form.text("refresh_token"), caller.client().id(), caller.showedSecret())
        .map(this::granted)
        .orElseGet(
            () -> refused(TokenProblem.BAD_REFRESH_TOKEN, "Unknown or invalid refresh token."));
  }

  private Optional<Caller> caller(HttpCall call, Form form) {
    return switch (dialect.proof()) {
      case FORM -> byForm(form);
      case BASIC -> byHeader(call);
      case FORM_OR_PKCE ->
          form.find("client_secret").isPresent()
              ? byForm(form)
              : register.client(form.text("client_id")).map(client -> new Caller(client, false));
    };
  }

  private Optional<Caller> byForm(Form form) {
    return known(form.text("client_id"), form.text("client_secret"));
  }

  private Optional<Caller> byHeader(HttpCall call) {
    var header = call.header("Authorization").filter(value -> value.startsWith(BASIC));
    if (header.isEmpty()) {
      return Optional.empty();
    }
    var bytes = Base64.getDecoder().decode(header.get().substring(BASIC.length()).strip());
    var pair = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
    return pair.length == 2 ? known(pair[0], pair[1]) : Optional.empty();
  }

  private Optional<Caller> known(String id, String secret) {
    return register
        .client(id)
        .filter(client -> client.secret().equals(secret))
        .map(client -> new Caller(client, true));
  }

  private HttpReply granted(IssuedTokens tokens) {
    return HttpReply.json(200, dialect.granted(tokens));
  }

  private HttpReply refused(TokenProblem problem, String detail) {
    return dialect.refused(problem, detail).with(HEADERS);
  }
}
