package io.brokerway.broker.login;

import io.brokerway.broker.Environment;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The start of a login.
 *
 * @param option the {@link LoginOption#id()} chosen
 * @param fields what the user typed, by field name
 * @param application the application credentials ({@code client_id}, {@code client_secret}) of the
 *     tenant or the install; empty where the broker needs none
 * @param redirectUri where the broker shall send the user back; absent for logins without a
 *     redirect
 * @param stateToken the one-time value that comes back with the user; absent without a redirect
 */
public record LoginRequest(
    String option,
    Environment environment,
    Map<String, Secret> fields,
    Map<String, Secret> application,
    @Nullable URI redirectUri,
    @Nullable String stateToken) {

  public LoginRequest {
    fields = Map.copyOf(fields);
    application = Map.copyOf(application);
  }
}
