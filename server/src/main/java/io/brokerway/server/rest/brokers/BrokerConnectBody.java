package io.brokerway.server.rest.brokers;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Secret;
import io.brokerway.server.json.AnyCase;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to connect a broker; without any credential it starts the login at the broker's page.
 *
 * @param credentials what else the login's form asks for, by name
 * @param environment absent for the one in which the credentials work
 * @param redirectUri where the broker shall send the user back
 */
record BrokerConnectBody(
    @JsonProperty("broker_type") String brokerType,
    @JsonProperty("api_key") @Nullable Secret apiKey,
    @JsonProperty("api_secret") @Nullable Secret apiSecret,
    @Nullable Map<String, Secret> credentials,
    @AnyCase @Nullable Environment environment,
    @JsonProperty("redirect_uri") @Nullable String redirectUri) {

  /** All credentials by the name of their field. */
  Map<String, Secret> fields() {
    var fields = new HashMap<String, Secret>();
    if (credentials != null) {
      fields.putAll(credentials);
    }
    if (apiKey != null) {
      fields.put("api_key", apiKey);
    }
    if (apiSecret != null) {
      fields.put("api_secret", apiSecret);
    }
    return fields;
  }
}
