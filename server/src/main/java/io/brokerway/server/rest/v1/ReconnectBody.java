package io.brokerway.server.rest.v1;

import io.brokerway.broker.login.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A new login for a connection that is there; it must reach the same accounts. */
record ReconnectBody(
    @Nullable String loginOption,
    @Nullable Map<String, Secret> fields,
    @Nullable String redirectUri) {}
