package io.brokerway.server.rest.brokers;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param accountIds of the accounts that the login reaches; empty while it waits for the user
 * @param authorizationUrl the page to open; null if there is none
 * @param nextStep null when the login is done
 */
record BrokerConnectAnswer(
    UUID id,
    @JsonProperty("broker_type") String brokerType,
    @JsonProperty("is_active") boolean isActive,
    @JsonProperty("last_sync") @Nullable Instant lastSync,
    @JsonProperty("created_at") Instant createdAt,
    ConnectionStatus status,
    @JsonProperty("last_error") @Nullable String lastError,
    @JsonProperty("account_ids") List<UUID> accountIds,
    @JsonProperty("authorization_url") @Nullable URI authorizationUrl,
    @JsonProperty("next_step") @Nullable NextStepAnswer nextStep) {

  static BrokerConnectAnswer of(
      LoginProgress progress, @Nullable Instant lastSync, List<UUID> accounts) {
    var shown = BrokerConnectionAnswer.of(progress.connection(), lastSync);
    var step = NextStepAnswer.of(progress);
    return new BrokerConnectAnswer(
        shown.id(),
        shown.brokerType(),
        shown.isActive(),
        shown.lastSync(),
        shown.createdAt(),
        shown.status(),
        shown.lastError(),
        accounts,
        step == null ? null : step.authorizationUrl(),
        step);
  }
}
