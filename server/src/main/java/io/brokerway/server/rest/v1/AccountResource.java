package io.brokerway.server.rest.v1;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.engine.connections.ConnectionState;
import io.brokerway.engine.portfolio.AccountView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account at a broker.
 *
 * @param numberEnd the last four characters of its number
 * @param restriction what keeps it from trading, in the broker's words; empty if nothing does
 * @param lastError what the last sync failed with; empty if it did not
 */
record AccountResource(
    UUID id,
    UUID connectionId,
    String brokerId,
    String userId,
    Environment environment,
    ConnectionState connectionState,
    String numberEnd,
    String name,
    Account.@Nullable Type type,
    String currency,
    Account.Status status,
    String restriction,
    Instant createdAt,
    @Nullable Instant lastSyncAt,
    String lastError,
    BalanceResource balance) {

  static AccountResource of(AccountView view) {
    var connection = view.connection();
    return new AccountResource(
        view.id(),
        connection.id(),
        connection.broker().value(),
        connection.owner().user().value(),
        view.environment(),
        connection.state(),
        view.numberEnd(),
        view.name(),
        view.type(),
        view.currency(),
        view.status(),
        view.restriction(),
        view.createdAt(),
        view.lastSyncAt(),
        view.lastError(),
        BalanceResource.of(view.balance()));
  }
}
