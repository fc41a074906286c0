package io.brokerway.server.security;

import io.brokerway.engine.identity.Principal;
import org.jspecify.annotations.Nullable;

/**
 * How the door is kept.
 *
 * @param demo who acts when a request has no credentials; absent outside the demo: such a request
 *     is refused
 * @param requestsPerMinuteUser for each user's key; 0 for no limit
 * @param requestsPerMinuteApplication for each application's key and the demo; 0 for no limit
 */
public record DoorConfig(
    @Nullable Principal demo, int requestsPerMinuteUser, int requestsPerMinuteApplication) {

  public boolean isDemo() {
    return demo != null;
  }
}
