package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Balance;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A balance: the broker's last one, moved by our fills since its read started.
 *
 * @param balance absent if it was never read
 * @param readStartedAt when the snapshot's read started, on the broker's clock; absent if never
 */
public record BalanceView(
    UUID account,
    @Nullable Balance balance,
    @Nullable Instant readStartedAt,
    Freshness freshness) {}
