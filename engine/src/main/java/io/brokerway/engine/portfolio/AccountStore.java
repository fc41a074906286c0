package io.brokerway.engine.portfolio;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import io.brokerway.engine.vault.Vault;
import io.brokerway.engine.vault.VaultOwner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of accounts; full numbers are in the vault. */
final class AccountStore {
  private static final int MAX_ACCOUNTS = 1_000;
  private static final int SHOWN_DIGITS = 4;
  private static final String NUMBER = "number";
  private static final String SELECT =
      """
      SELECT a.tenant_id, a.user_id, a.connection_id, c.broker_id,
             c.environment AS connection_environment, a.account_id, a.broker_key, a.number_end,
             a.name, a.type, a.environment, a.currency, a.status, a.restriction, a.created_at,
             a.transactions_cursor
        FROM account AS a
        JOIN connection AS c ON c.tenant_id = a.tenant_id AND c.connection_id = a.connection_id
       WHERE a.removed_at IS NULL\
      """;

  private final Vault vault;

  AccountStore(Vault vault) {
    this.vault = vault;
  }

  void insert(Tx tx, ConnectionRef connection, UUID id, Account account, Instant now)
      throws SQLException {
    tx.update(
        """
        INSERT INTO account (
          tenant_id, account_id, user_id, connection_id, broker_key, number_end, name, type,
          environment, currency, status, restriction, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        connection.owner().tenant(),
        id,
        connection.owner().user().value(),
        connection.connection(),
        account.key().value(),
        end(account.number()),
        account.name(),
        account.type(),
        account.environment(),
        account.currency().code(),
        account.status(),
        account.restriction(),
        now);
    if (!account.number().isEmpty()) {
      vault.store(tx, vaultOwner(connection, id), Map.of(NUMBER, Secret.of(account.number())));
    }
  }

  /**
   * Takes over what the broker says of an account.
   *
   * @return whether anything changed
   */
  boolean update(Tx tx, AccountRow row, Account account) throws SQLException {
    return tx.update(
            """
            UPDATE account
               SET name = ?, type = ?, currency = ?, status = ?, restriction = ?
             WHERE tenant_id = ? AND account_id = ?
               AND (name, type, currency, status, restriction)
                   IS DISTINCT FROM (?, ?::TEXT, ?, ?, ?)
            """,
            account.name(),
            account.type(),
            account.currency().code(),
            account.status(),
            account.restriction(),
            row.connection().owner().tenant(),
            row.id(),
            account.name(),
            account.type(),
            account.currency().code(),
            account.status(),
            account.restriction())
        == 1;
  }

  void saveCursor(Tx tx, TenantId tenant, UUID account, Instant cursor) throws SQLException {
    tx.update(
        "UPDATE account SET transactions_cursor = ? WHERE tenant_id = ? AND account_id = ?",
        cursor,
        tenant,
        account);
  }

  /** Removes what was read of an account; its row stays, since orders speak of it. */
  void remove(Tx tx, AccountRow row, Instant now) throws SQLException {
    var tenant = row.connection().owner().tenant();
    for (var table :
        List.of(
            "balance",
            "position",
            "fill_since_snapshot",
            "transaction",
            "correction",
            "requested_sync",
            "sync_run")) {
      tx.update(
          "DELETE FROM " + table + " WHERE tenant_id = ? AND account_id = ?", tenant, row.id());
    }
    tx.update(
        """
        UPDATE account
           SET removed_at = ?, number_end = '', name = '', transactions_cursor = NULL
         WHERE tenant_id = ? AND account_id = ?
        """,
        now,
        tenant,
        row.id());
    vault.destroy(tx, vaultOwner(row.connection(), row.id()));
  }

  /** Whether an account has, or had, this id. */
  boolean isTaken(Tx tx, UUID account) throws SQLException {
    return tx.first("SELECT account_id FROM account WHERE account_id = ?", row -> true, account)
        .isPresent();
  }

  /** Its full number; empty if it has none. */
  String number(Tx tx, AccountRow row) throws SQLException {
    var secrets = vault.load(tx, vaultOwner(row.connection(), row.id()));
    try {
      var number = secrets.get(NUMBER);
      return number == null ? "" : number.reveal();
    } finally {
      secrets.values().forEach(Secret::close);
    }
  }

  /** Locks an account against a second sync or a removal until the transaction ends. */
  boolean lock(Tx tx, TenantId tenant, UUID account) throws SQLException {
    return tx.first(
            """
            SELECT account_id
              FROM account
             WHERE tenant_id = ? AND account_id = ? AND removed_at IS NULL
               FOR NO KEY UPDATE
            """,
            row -> true,
            tenant,
            account)
        .isPresent();
  }

  Optional<AccountRow> find(Tx tx, UUID account) throws SQLException {
    return tx.first(SELECT + " AND a.account_id = ?", AccountStore::read, account);
  }

  /** In the order in which they were first seen. */
  List<AccountRow> ofConnection(Tx tx, TenantId tenant, UUID connection) throws SQLException {
    return tx.query(
        SELECT
            + """
               AND a.tenant_id = ? AND a.connection_id = ?
             ORDER BY a.created_at, a.account_id
             LIMIT ?
            """,
        AccountStore::read,
        tenant,
        connection,
        MAX_ACCOUNTS);
  }

  /** In the order in which they were first seen. */
  List<AccountRow> ofOwner(Tx tx, Owner owner) throws SQLException {
    return tx.query(
        SELECT
            + """
               AND a.tenant_id = ? AND a.user_id = ?
             ORDER BY a.created_at, a.account_id
             LIMIT ?
            """,
        AccountStore::read,
        owner.tenant(),
        owner.user().value(),
        MAX_ACCOUNTS);
  }

  private static VaultOwner vaultOwner(ConnectionRef connection, UUID account) {
    return new VaultOwner(connection.owner().tenant(), connection.owner().user().value(), account);
  }

  private static String end(String number) {
    return number.substring(Math.max(0, number.length() - SHOWN_DIGITS));
  }

  private static AccountRow read(ResultSet row) throws SQLException {
    var owner =
        new Owner(new TenantId(row.getString("tenant_id")), new UserId(row.getString("user_id")));
    var connection =
        new ConnectionRef(
            owner,
            Columns.uuid(row, "connection_id"),
            new BrokerId(row.getString("broker_id")),
            Environment.valueOf(row.getString("connection_environment")));
    var type = row.getString("type");
    var account =
        new Account(
            new AccountKey(row.getString("broker_key")),
            row.getString("number_end"),
            row.getString("name"),
            type == null ? null : Account.Type.valueOf(type),
            Environment.valueOf(row.getString("environment")),
            new CurrencyCode(row.getString("currency")),
            Account.Status.valueOf(row.getString("status")),
            row.getString("restriction"));
    return new AccountRow(
        connection,
        Columns.uuid(row, "account_id"),
        account,
        Columns.instant(row, "created_at"),
        Columns.instantOrNull(row, "transactions_cursor"));
  }
}
