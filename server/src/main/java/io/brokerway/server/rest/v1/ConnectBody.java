package io.brokerway.server.rest.v1;

import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to connect a broker.
 *
 * @param brokerId see {@code GET /api/v1/brokers}
 * @param loginOption the id of one of its logins; absent for the first that fits
 * @param environment absent for the only one there is, else {@code LIVE}
 * @param fields what the login's form asks for, by name
 * @param redirectUri where the broker shall send the user back
 */
record ConnectBody(
    String brokerId,
    @Nullable String loginOption,
    @Nullable Environment environment,
    @Nullable Map<String, Secret> fields,
    @Nullable String redirectUri) {}
