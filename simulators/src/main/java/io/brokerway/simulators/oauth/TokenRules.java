package io.brokerway.simulators.oauth;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long codes and tokens serve.
 *
 * @param codeLife at most 10 minutes by RFC 6749, section 4.1.2
 * @param accessLife absent if access tokens have no end
 * @param refresh absent if there are no refresh tokens
 * @param newLoginEndsOlder whether a user's new login ends his older ones with the application
 */
public record TokenRules(
    Duration codeLife,
    @Nullable Duration accessLife,
    @Nullable Refresh refresh,
    boolean newLoginEndsOlder) {

  /**
   * Refresh tokens.
   *
   * @param scope which scope gives them; absent if every login does
   * @param life how long one serves from its own issue; absent if that does not end it
   * @param lifeOfLogin how long one serves from the login; absent if that does not end it
   * @param rotates whether each serves once and brings the next; a second use ends the whole login
   */
  public record Refresh(
      @Nullable String scope,
      @Nullable Duration life,
      @Nullable Duration lifeOfLogin,
      boolean rotates) {

    boolean isFor(List<Scope> scopes) {
      return scope == null || scopes.stream().anyMatch(granted -> granted.word().equals(scope));
    }
  }
}
