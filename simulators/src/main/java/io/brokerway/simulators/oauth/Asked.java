package io.brokerway.simulators.oauth;

import io.brokerway.broker.Environment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks of a user, while he has not answered.
 *
 * @param browser where it was asked: no other browser may answer
 * @param state what the application wants back unchanged; absent if it sent none
 * @param environment live or paper; absent if the user is to choose
 * @param challenge what binds the code to who asks (RFC 7636); absent without PKCE
 */
record Asked(
    String id,
    String browser,
    OAuthClient client,
    String redirectUri,
    List<Scope> scopes,
    @Nullable String state,
    @Nullable Environment environment,
    @Nullable String challenge,
    Instant validUntil) {

  List<Environment> offered() {
    return environment == null
        ? List.of(Environment.LIVE, Environment.PAPER)
        : List.of(environment);
  }

  Grant grantedBy(SimulatedUser user, List<String> accountIds, Instant at) {
    return new Grant(id, client.id(), user.email(), redirectUri, scopes, accountIds, challenge, at);
  }

  /** Where the browser goes with an answer. */
  String returning(Map<String, String> answer) {
    var address = new StringBuilder(redirectUri);
    var mark = redirectUri.indexOf('?') < 0 ? '?' : '&';
    for (var field : answer.entrySet()) {
      address.append(mark).append(field.getKey()).append('=').append(escaped(field.getValue()));
      mark = '&';
    }
    if (state != null) {
      address.append(mark).append("state=").append(escaped(state));
    }
    return address.toString();
  }

  static Optional<Environment> environment(String word) {
    return switch (word) {
      case "live" -> Optional.of(Environment.LIVE);
      case "paper" -> Optional.of(Environment.PAPER);
      default -> Optional.empty();
    };
  }

  private static String escaped(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
