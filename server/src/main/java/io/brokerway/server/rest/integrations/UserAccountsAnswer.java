package io.brokerway.server.rest.integrations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.engine.connections.ConnectionView;
import io.brokerway.engine.portfolio.AccountView;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.server.json.JsonDecimal;
import io.brokerway.server.rest.ConnectionStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user's accounts; empty for a user whom nobody connected. */
record UserAccountsAnswer(boolean success, List<UserAccountItem> accounts, Instant timestamp) {

  /**
   * An account.
   *
   * @param accountId the end of its number at the brokerage; null if there is none to show
   * @param lastError why it is in error, or what the last sync failed with; null if nothing did
   * @param errorCount failed calls in a row
   */
  record UserAccountItem(
      UUID id,
      @JsonProperty("brokerage_name") String brokerageName,
      @JsonProperty("account_id") @Nullable String accountId,
      @JsonProperty("account_name") @Nullable String accountName,
      ConnectionStatus status,
      @JsonProperty("created_at") Instant createdAt,
      @JsonProperty("last_sync") @Nullable Instant lastSync,
      @JsonProperty("cash_balance") @Nullable JsonDecimal cashBalance,
      @JsonProperty("total_value") @Nullable JsonDecimal totalValue,
      @JsonProperty("buying_power") @Nullable JsonDecimal buyingPower,
      @JsonProperty("last_error") @Nullable String lastError,
      @JsonProperty("error_count") int errorCount) {

    static UserAccountItem of(AccountView view) {
      var connection = view.connection();
      var balance = view.balance().balance();
      return new UserAccountItem(
          view.id(),
          connection.broker().value(),
          masked(view.numberEnd()),
          view.name().isEmpty() ? null : view.name(),
          ConnectionStatus.of(connection.state()),
          Moments.of(view.createdAt()),
          Moments.orNull(view.lastSyncAt()),
          JsonDecimal.money(balance == null ? null : balance.cash()),
          JsonDecimal.money(balance == null ? null : balance.totalValue()),
          JsonDecimal.money(balance == null ? null : balance.buyingPower()),
          error(connection, view.lastError()),
          connection.errorCount());
    }

    /** An account whose login still waits for its user. */
    static UserAccountItem pending(ConnectionView connection) {
      return new UserAccountItem(
          Accounts.firstId(connection.id()),
          connection.broker().value(),
          null,
          null,
          ConnectionStatus.of(connection.state()),
          Moments.of(connection.createdAt()),
          null,
          null,
          null,
          null,
          // That it waits for its user is no error.
          null,
          connection.errorCount());
    }

    /** Numbers of accounts are personal: their last four characters tell them apart. */
    private static @Nullable String masked(String numberEnd) {
      return numberEnd.isEmpty() ? null : "****" + numberEnd;
    }

    private static @Nullable String error(ConnectionView connection, String lastSync) {
      var why = connection.reason().isEmpty() ? lastSync : connection.reason();
      return why.isEmpty() ? null : why;
    }
  }
}
