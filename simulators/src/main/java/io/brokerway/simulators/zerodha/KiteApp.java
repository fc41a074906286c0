package io.brokerway.simulators.zerodha;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application of the developer console.
 *
 * @param redirectUrl where users are sent back to; fixed, no request names another
 * @param postbackUrl where it is told of its orders; absent if it does not want to be
 * @param refreshes whether its logins can be renewed without the user, as for few
 * @param users who may use it; empty for everybody
 */
public record KiteApp(
    String apiKey,
    String secret,
    String name,
    URI redirectUrl,
    @Nullable URI postbackUrl,
    boolean refreshes,
    Set<String> users) {

  public KiteApp {
    users = Set.copyOf(users);
  }

  boolean allows(KiteUser user) {
    return users.isEmpty() || users.contains(user.id());
  }

  @Override
  public String toString() {
    return "KiteApp[" + apiKey + "]";
  }
}
