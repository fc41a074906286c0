package io.brokerway.server.rest.brokers;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.engine.connections.ConnectionState;
import io.brokerway.engine.connections.ConnectionView;
import io.brokerway.server.rest.ConnectionStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection; never a key or secret.
 *
 * @param isActive whether calls can be made with its login
 * @param lastSync when one of its accounts was last read well; null if never
 * @param lastError why it is in error; null if it is not
 */
record BrokerConnectionAnswer(
    UUID id,
    @JsonProperty("broker_type") String brokerType,
    @JsonProperty("is_active") boolean isActive,
    @JsonProperty("last_sync") @Nullable Instant lastSync,
    @JsonProperty("created_at") Instant createdAt,
    ConnectionStatus status,
    @JsonProperty("last_error") @Nullable String lastError) {

  static BrokerConnectionAnswer of(ConnectionView connection, @Nullable Instant lastSync) {
    return new BrokerConnectionAnswer(
        connection.id(),
        connection.broker().value(),
        connection.state().isOpen(),
        lastSync,
        connection.createdAt(),
        ConnectionStatus.of(connection.state()),
        error(connection));
  }

  /** Waiting for the user is no error. */
  private static @Nullable String error(ConnectionView connection) {
    var isError = connection.state() != ConnectionState.PENDING && !connection.reason().isEmpty();
    return isError ? connection.reason() : null;
  }
}
