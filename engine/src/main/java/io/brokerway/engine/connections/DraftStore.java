package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import io.brokerway.engine.vault.Vault;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Logins that wait for their users; what must not show is in the vault under the draft's id. */
final class DraftStore {
  private static final int PAGE = 100;
  private static final String COLUMNS =
      """
      tenant_id, draft_id, connection_id, user_id, broker_id, environment, login_option,
      redirect_uri, state_mac, secret_names, valid_until\
      """;

  private final Vault vault;

  DraftStore(Vault vault) {
    this.vault = vault;
  }

  void insert(Tx tx, LoginDraft draft, Map<String, Secret> secrets) throws SQLException {
    var ref = draft.connection();
    tx.update(
        """
        INSERT INTO login_draft (
          tenant_id, draft_id, connection_id, user_id, broker_id, environment, login_option,
          redirect_uri, state_mac, secret_names, valid_until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        ref.owner().tenant(),
        draft.id(),
        ref.connection(),
        ref.owner().user().value(),
        ref.broker().value(),
        ref.environment(),
        draft.option(),
        draft.redirectUri() == null ? null : draft.redirectUri().toString(),
        draft.stateMac(),
        secrets.keySet().stream().sorted().toArray(String[]::new),
        draft.validUntil());
    vault.store(tx, ConnectionStore.vaultOwner(ref.owner(), draft.id()), secrets);
  }

  Map<String, Secret> secrets(Tx tx, LoginDraft draft) throws SQLException {
    var owner = ConnectionStore.vaultOwner(draft.connection().owner(), draft.id());
    var secrets = new HashMap<>(vault.load(tx, owner));
    secrets.keySet().retainAll(draft.secretNames());
    return secrets;
  }

  /**
   * Takes the draft away, so that no other answer can be given to it.
   *
   * @return false if another took it first
   */
  boolean delete(Tx tx, LoginDraft draft) throws SQLException {
    var owner = draft.connection().owner();
    vault.destroy(tx, ConnectionStore.vaultOwner(owner, draft.id()));
    return tx.update(
            "DELETE FROM login_draft WHERE tenant_id = ? AND draft_id = ?",
            owner.tenant(),
            draft.id())
        == 1;
  }

  Optional<LoginDraft> ofConnection(Tx tx, TenantId tenant, UUID connection) throws SQLException {
    return tx.first(
        "SELECT "
            + COLUMNS
            + " FROM login_draft WHERE tenant_id = ? AND connection_id = ? FOR UPDATE",
        DraftStore::read,
        tenant,
        connection);
  }

  /** Of all tenants: whoever comes back by redirect only has the state. */
  Optional<LoginDraft> ofState(Tx tx, byte[] stateMac) throws SQLException {
    return tx.first(
        "SELECT " + COLUMNS + " FROM login_draft WHERE state_mac = ?", DraftStore::read, stateMac);
  }

  /** Drafts of all tenants whose time is over, the oldest first. */
  List<LoginDraft> expired(Tx tx, Instant now) throws SQLException {
    return tx.query(
        "SELECT "
            + COLUMNS
            + """
               FROM login_draft
             WHERE valid_until < ?
             ORDER BY valid_until
             LIMIT ?
               FOR UPDATE SKIP LOCKED
            """,
        DraftStore::read,
        now,
        PAGE);
  }

  private static LoginDraft read(ResultSet row) throws SQLException {
    var owner =
        new Owner(new TenantId(row.getString("tenant_id")), new UserId(row.getString("user_id")));
    var redirect = row.getString("redirect_uri");
    return new LoginDraft(
        Columns.uuid(row, "draft_id"),
        new ConnectionRef(
            owner,
            Columns.uuid(row, "connection_id"),
            new BrokerId(row.getString("broker_id")),
            Environment.valueOf(row.getString("environment"))),
        row.getString("login_option"),
        redirect == null ? null : URI.create(redirect),
        row.getBytes("state_mac"),
        List.of((String[]) row.getArray("secret_names").getArray()),
        Columns.instant(row, "valid_until"));
  }
}
