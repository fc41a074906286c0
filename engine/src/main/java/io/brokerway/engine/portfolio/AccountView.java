package io.brokerway.engine.portfolio;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.engine.connections.ConnectionView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as its owner sees it.
 *
 * @param numberEnd the last four characters of its number
 * @param restriction what keeps it from trading, in the broker's words; empty if nothing does
 * @param lastSyncAt when the last good sync finished; absent if none did
 * @param lastError what the last sync failed with; empty if it did not
 */
public record AccountView(
    UUID id,
    ConnectionView connection,
    String brokerKey,
    String numberEnd,
    String name,
    Account.@Nullable Type type,
    Environment environment,
    String currency,
    Account.Status status,
    String restriction,
    Instant createdAt,
    @Nullable Instant lastSyncAt,
    String lastError,
    BalanceView balance) {}
