package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Secret;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user brings to connect a broker.
 *
 * @param option the id of a login option of the broker's profile; absent for the first one that
 *     takes the environment and the fields
 * @param environment absent for the only one, or {@code LIVE}, that the option has
 * @param fields what the user typed, by field name
 * @param redirectUri where the broker shall send the user back, one of the pages that the operator
 *     registered; absent for the first of them
 * @param browser what only the browser holds that begins the login: a redirect is taken from this
 *     browser alone; absent if no browser begins it, then only the owner brings the address
 */
public record ConnectRequest(
    BrokerId broker,
    @Nullable String option,
    @Nullable Environment environment,
    Map<String, Secret> fields,
    @Nullable URI redirectUri,
    @Nullable Secret browser) {

  public ConnectRequest {
    fields = Map.copyOf(fields);
  }

  /** A request of a program, which no browser is bound to. */
  public ConnectRequest(
      BrokerId broker,
      @Nullable String option,
      @Nullable Environment environment,
      Map<String, Secret> fields,
      @Nullable URI redirectUri) {
    this(broker, option, environment, fields, redirectUri, null);
  }
}
