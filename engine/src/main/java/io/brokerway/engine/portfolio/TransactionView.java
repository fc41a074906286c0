package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Transaction;
import java.time.Instant;
import java.util.UUID;

/**
 * A transaction as the broker booked it.
 *
 * @param createdAt when a sync first saw it
 */
public record TransactionView(UUID id, UUID account, Transaction transaction, Instant createdAt) {}
