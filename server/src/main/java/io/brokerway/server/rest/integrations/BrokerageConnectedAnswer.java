package io.brokerway.server.rest.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.server.rest.ConnectionStatus;
import io.brokerway.server.rest.NextStepAnswer;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What connecting came to.
 *
 * @param status only while the login waits for the user
 * @param authorizationUrl only where the user goes on at the brokerage's page
 * @param nextStep only while the login waits for the user
 */
record BrokerageConnectedAnswer(
    boolean success,
    @JsonProperty("account_id") UUID accountId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ConnectionStatus status,
    @JsonProperty("authorization_url") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable URI authorizationUrl,
    @JsonProperty("next_step") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable NextStepAnswer nextStep,
    String message,
    Instant timestamp) {}
