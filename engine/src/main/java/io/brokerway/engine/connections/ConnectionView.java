package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.Environment;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection as its owner sees it.
 *
 * @param option the login option that it came from
 * @param reason why it is in its state; empty if there is nothing to say
 * @param since when it reached its state
 * @param accessUntil when the present token ends; absent if it does not or nobody knows
 * @param loginUntil when the user must log in again; absent if it does not end by itself
 * @param errorCount failed calls in a row
 */
public record ConnectionView(
    UUID id,
    Owner owner,
    BrokerId broker,
    Environment environment,
    String option,
    ConnectionState state,
    String reason,
    Instant since,
    @Nullable Instant accessUntil,
    @Nullable Instant loginUntil,
    int errorCount,
    Instant createdAt) {

  public ConnectionRef ref() {
    return new ConnectionRef(owner, id, broker, environment);
  }
}
