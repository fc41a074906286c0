package io.brokerway.server.rest.router;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.Environment;
import io.brokerway.engine.connections.LoginProgress;
import io.brokerway.server.rest.ConnectionStatus;
import io.brokerway.server.rest.NextStepAnswer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection that was begun, and what the user does next.
 *
 * @param accountIds of the accounts that were verified; empty while the login waits for the user
 * @param authorizationUrl the page to open; null if there is none
 * @param nextStep null when the login is done
 */
record RouterConnectAnswer(
    @JsonProperty("connection_id") UUID connectionId,
    @JsonProperty("broker_type") String brokerType,
    Environment environment,
    ConnectionStatus status,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("account_ids") List<UUID> accountIds,
    @JsonProperty("authorization_url") @Nullable URI authorizationUrl,
    @JsonProperty("next_step") @Nullable NextStepAnswer nextStep) {

  static RouterConnectAnswer of(LoginProgress progress, List<UUID> accounts) {
    var connection = progress.connection();
    var step = NextStepAnswer.of(progress);
    return new RouterConnectAnswer(
        connection.id(),
        connection.broker().value(),
        connection.environment(),
        ConnectionStatus.of(connection.state()),
        connection.createdAt(),
        accounts,
        step == null ? null : step.authorizationUrl(),
        step);
  }
}
