package io.brokerway.server.rest.router;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Secret;
import io.brokerway.server.json.AnyCase;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to connect a broker account.
 *
 * @param credentials what the login's form asks for, by name; absent to log in at the broker's page
 * @param environment absent for the one in which the credentials work
 * @param redirectUri where the broker shall send the user back
 */
record RouterConnectBody(
    @JsonProperty("broker_type") String brokerType,
    @JsonProperty("login_option") @Nullable String loginOption,
    @Nullable Map<String, Secret> credentials,
    @AnyCase @Nullable Environment environment,
    @JsonProperty("redirect_uri") @Nullable String redirectUri) {}
