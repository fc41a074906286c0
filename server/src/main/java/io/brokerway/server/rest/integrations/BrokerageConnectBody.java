package io.brokerway.server.rest.integrations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Secret;
import io.brokerway.server.json.AnyCase;
import io.brokerway.server.json.IdText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to connect an account.
 *
 * @param userId the application's own id of the user, a text or a whole number
 * @param credentials what the brokerage's configuration names, and {@code account_id} for the
 *     number of one account of the login
 * @param environment absent for the one in which the credentials work
 * @param redirectUri where the brokerage shall send the user back
 */
record BrokerageConnectBody(
    @JsonProperty("user_id") IdText userId,
    @JsonProperty("brokerage_name") String brokerageName,
    @Nullable Map<String, Secret> credentials,
    @AnyCase @Nullable Environment environment,
    @JsonProperty("redirect_uri") @Nullable String redirectUri) {}
