package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Account;
import io.brokerway.engine.connections.ConnectionRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is stored; its {@link Account#number()} is the last four characters only.
 *
 * @param transactionsCursor the newest transaction known when all were read last
 */
record AccountRow(
    ConnectionRef connection,
    UUID id,
    Account account,
    Instant createdAt,
    @Nullable Instant transactionsCursor) {}
