package io.brokerway.simulators.oauth;

import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** In what one broker's OAuth 2 differs from another's. Thread-safe. */
public interface OAuthDialect {

  /** What the pages call the broker. */
  String broker();

  /** What can be asked for, in the order of answers; empty if nothing can. */
  List<Scope> scopes();

  /** What every login allows, as the consent page says it. */
  String always();

  AccountChoice choice();

  TokenRules rules();

  ClientProof proof();

  /** Whether a request must say {@code response_type=code}. */
  default boolean needsResponseType() {
    return true;
  }

  /** A code that was never given before. */
  default String newCode() {
    return UUID.randomUUID().toString();
  }

  /** An access token that was never given before. */
  default String newAccessToken(Grant grant) {
    return UUID.randomUUID().toString();
  }

  /** A refresh token that was never given before. */
  default String newRefreshToken(Grant grant) {
    return UUID.randomUUID().toString();
  }

  /** What a user brings back to the application, besides its own {@code state}. */
  default Map<String, String> returned(String code) {
    return Map.of("code", code);
  }

  /** The body of the token endpoint's good answer. */
  ObjectNode granted(IssuedTokens tokens);

  /** The token endpoint's refusal; unless told otherwise that of RFC 6749, section 5.2. */
  default HttpReply refused(TokenProblem problem, String detail) {
    return HttpReply.json(
        problem.status(),
        Json.object().put("error", problem.error()).put("error_description", detail));
  }
}
