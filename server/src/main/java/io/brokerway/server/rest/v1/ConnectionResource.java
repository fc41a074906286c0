package io.brokerway.server.rest.v1;

import io.brokerway.broker.Environment;
import io.brokerway.engine.connections.ConnectionState;
import io.brokerway.engine.connections.ConnectionView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a user to a broker; never a key or secret.
 *
 * @param reason why it is in its state; empty if there is nothing to say
 * @param loginUntil when the user must log in again; null if the login does not end by itself
 * @param errorCount failed calls in a row
 */
record ConnectionResource(
    UUID id,
    String brokerId,
    String userId,
    Environment environment,
    String loginOption,
    ConnectionState state,
    String reason,
    Instant since,
    @Nullable Instant accessUntil,
    @Nullable Instant loginUntil,
    int errorCount,
    Instant createdAt) {

  static ConnectionResource of(ConnectionView view) {
    return new ConnectionResource(
        view.id(),
        view.broker().value(),
        view.owner().user().value(),
        view.environment(),
        view.option(),
        view.state(),
        view.reason(),
        view.since(),
        view.accessUntil(),
        view.loginUntil(),
        view.errorCount(),
        view.createdAt());
  }
}
