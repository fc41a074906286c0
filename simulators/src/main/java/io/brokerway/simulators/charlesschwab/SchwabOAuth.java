package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.oauth.AccountChoice;
import io.brokerway.simulators.oauth.ClientProof;
import io.brokerway.simulators.oauth.IssuedTokens;
import io.brokerway.simulators.oauth.OAuthDialect;
import io.brokerway.simulators.oauth.Scope;
import io.brokerway.simulators.oauth.TokenProblem;
import io.brokerway.simulators.oauth.TokenRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schwab's OAuth 2: no scopes but accounts that the user ticks, codes that end in {@code @} and
 * live half a minute, refresh tokens that end seven days after the login whatever happens. Whether
 * a refresh brings another refresh token is told in two ways; here the same one comes back.
 */
final class SchwabOAuth implements OAuthDialect {
  private static final Duration ACCESS_LIFE = Duration.ofMinutes(30);
  private static final TokenRules RULES =
      new TokenRules(
          Duration.ofSeconds(30),
          ACCESS_LIFE,
          new TokenRules.Refresh(null, null, Duration.ofDays(7), false),
          true);

  @Override
  public String broker() {
    return "Charles Schwab";
  }

  @Override
  public List<Scope> scopes() {
    return List.of();
  }

  @Override
  public String always() {
    return "Read the accounts that you choose, and trade in them";
  }

  @Override
  public AccountChoice choice() {
    return AccountChoice.TICKED;
  }

  @Override
  public TokenRules rules() {
    return RULES;
  }

  @Override
  public ClientProof proof() {
    return ClientProof.BASIC;
  }

  @Override
  public boolean needsResponseType() {
    return false;
  }

  @Override
  public String newCode() {
    return "C0." + encoded(UUID.randomUUID().toString()) + "@";
  }

  @Override
  public Map<String, String> returned(String code) {
    var answer = new LinkedHashMap<String, String>();
    answer.put("code", code);
    answer.put("session", UUID.randomUUID().toString());
    return answer;
  }

  @Override
  public ObjectNode granted(IssuedTokens tokens) {
    var body =
        Json.object()
            .put("expires_in", ACCESS_LIFE.toSeconds())
            .put("token_type", "Bearer")
            .put("scope", "api");
    tokens.refresh().ifPresent(token -> body.put("refresh_token", token.value()));
    return body.put("access_token", tokens.access().value())
        .put("id_token", "simulated." + encoded(tokens.access().grant().id()));
  }

  /** The pair of error and status is recorded for refresh tokens; for codes it is unconfirmed. */
  @Override
  public HttpReply refused(TokenProblem problem, String detail) {
    return switch (problem) {
      case WRONG_CLIENT -> error(401, "invalid_client", "Unauthorized");
      case BAD_REFRESH_TOKEN ->
          error(
              400,
              "unsupported_token_type",
              "400 Bad Request: \"{\"error_description\":\"Exception while authenticating refresh "
                  + "token [tokenDigest=simulated, Exception=Failed refresh token authentication]\","
                  + "\"error\":\"refresh_token_authentication_error\"}\"");
      case BAD_CODE -> error(400, "unsupported_token_type", "400 Bad Request: " + detail);
      case MALFORMED, UNKNOWN_GRANT_TYPE -> error(400, problem.error(), detail);
    };
  }

  private static HttpReply error(int status, String error, String description) {
    return HttpReply.json(
        status, Json.object().put("error", error).put("error_description", description));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
