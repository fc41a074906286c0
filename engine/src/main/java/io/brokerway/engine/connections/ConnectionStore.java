package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import io.brokerway.engine.vault.Vault;
import io.brokerway.engine.vault.VaultOwner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of connections and the credentials that belong to them. */
final class ConnectionStore {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};
  private static final int MAX_CONNECTIONS_OF_A_USER = 1_000;
  private static final int PAGE = 1_000;
  private static final String COLUMNS =
      """
      tenant_id, connection_id, user_id, broker_id, environment, login_option, state, reason,
      since, created_at, credential_version, secret_names, facts, access_until, idle_until,
      login_until, renewal\
      """;

  private final Vault vault;

  ConnectionStore(Vault vault) {
    this.vault = vault;
  }

  void insert(Tx tx, StoredConnection connection) throws SQLException {
    var ref = connection.ref();
    var standing = connection.standing();
    var life = connection.life();
    tx.update(
        """
        INSERT INTO connection (
          tenant_id, connection_id, user_id, broker_id, environment, login_option, state, reason,
          since, created_at, credential_version, secret_names, facts, access_until, idle_until,
          login_until, renewal)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::JSONB, ?, ?, ?, ?)
        """,
        ref.owner().tenant(),
        ref.connection(),
        ref.owner().user().value(),
        ref.broker().value(),
        ref.environment(),
        connection.option(),
        standing.state(),
        standing.reason(),
        standing.since(),
        connection.createdAt(),
        connection.version(),
        connection.secretNames().toArray(String[]::new),
        JSON.writeValueAsString(new TreeMap<>(connection.facts())),
        life.accessUntil(),
        life.idleUntil(),
        life.loginUntil(),
        life.renewal());
  }

  /** Takes a connection away that was never logged in. */
  void delete(Tx tx, ConnectionRef ref) throws SQLException {
    tx.update(
        """
        DELETE FROM connection
         WHERE tenant_id = ? AND connection_id = ? AND state = 'PENDING'
        """,
        ref.owner().tenant(),
        ref.connection());
  }

  /** Takes connections away that never were logged in and have no login under way any more. */
  void deleteAbandoned(Tx tx, Instant before) throws SQLException {
    tx.update(
        """
        DELETE FROM connection AS c
         WHERE state = 'PENDING' AND since < ?
           AND NOT EXISTS (
               SELECT 1
                 FROM login_draft AS d
                WHERE d.tenant_id = c.tenant_id AND d.connection_id = c.connection_id)
        """,
        before);
  }

  /**
   * Stores what happened to a login, unless it is another login's turn by now.
   *
   * @return whether it was stored
   */
  boolean saveStanding(Tx tx, ConnectionRef ref, Standing standing, long version)
      throws SQLException {
    return tx.update(
            """
            UPDATE connection
               SET state = ?, reason = ?, since = ?
             WHERE tenant_id = ? AND connection_id = ? AND credential_version = ?
               AND state <> 'DISCONNECTED'
            """,
            standing.state(),
            standing.reason(),
            standing.since(),
            ref.owner().tenant(),
            ref.connection(),
            version)
        == 1;
  }

  void saveStanding(Tx tx, ConnectionRef ref, Standing standing) throws SQLException {
    tx.update(
        """
        UPDATE connection
           SET state = ?, reason = ?, since = ?
         WHERE tenant_id = ? AND connection_id = ?
        """,
        standing.state(),
        standing.reason(),
        standing.since(),
        ref.owner().tenant(),
        ref.connection());
  }

  /**
   * Puts credentials in the place of those of a version.
   *
   * @return false if another version is in force: nothing was stored
   */
  boolean saveCredentials(Tx tx, ConnectionRef ref, Credentials credentials, long version)
      throws SQLException {
    var life = credentials.life();
    var changed =
        tx.update(
            """
            UPDATE connection
               SET login_option = ?, credential_version = credential_version + 1,
                   secret_names = ?, facts = ?::JSONB, access_until = ?, idle_until = ?,
                   login_until = ?, renewal = ?, renewing_by = NULL, renewing_until = NULL
             WHERE tenant_id = ? AND connection_id = ? AND credential_version = ?
            """,
            credentials.option(),
            credentials.secrets().keySet().stream().sorted().toArray(String[]::new),
            JSON.writeValueAsString(new TreeMap<>(credentials.facts())),
            life.accessUntil(),
            life.idleUntil(),
            life.loginUntil(),
            life.renewal(),
            ref.owner().tenant(),
            ref.connection(),
            version);
    if (changed == 0) {
      return false;
    }
    vault.store(tx, vaultOwner(ref.owner(), ref.connection()), credentials.secrets());
    return true;
  }

  /** The credentials of a stored connection; those that it does not name any more are left out. */
  Credentials credentials(Tx tx, StoredConnection connection) throws SQLException {
    var ref = connection.ref();
    var secrets = new HashMap<>(vault.load(tx, vaultOwner(ref.owner(), ref.connection())));
    secrets.keySet().retainAll(connection.secretNames());
    return new Credentials(connection.option(), secrets, connection.facts(), connection.life());
  }

  void destroyCredentials(Tx tx, ConnectionRef ref) throws SQLException {
    vault.destroy(tx, vaultOwner(ref.owner(), ref.connection()));
    tx.update(
        """
        UPDATE connection
           SET credential_version = credential_version + 1, secret_names = '{}', facts = '{}'
         WHERE tenant_id = ? AND connection_id = ?
        """,
        ref.owner().tenant(),
        ref.connection());
  }

  /**
   * Takes the right to renew credentials of a version, for all processes.
   *
   * @return false if another holds it, or another version is in force
   */
  boolean claimRenewal(Tx tx, ConnectionRef ref, long version, UUID by, Duration span)
      throws SQLException {
    return tx.update(
            """
            UPDATE connection
               SET renewing_by = ?, renewing_until = now() + make_interval(secs => ?)
             WHERE tenant_id = ? AND connection_id = ? AND credential_version = ?
               AND state <> 'DISCONNECTED'
               AND refused_version IS DISTINCT FROM credential_version
               AND (renewing_until IS NULL OR renewing_until < now() OR renewing_by = ?)
            """,
            by,
            (double) span.toSeconds(),
            ref.owner().tenant(),
            ref.connection(),
            version,
            by)
        == 1;
  }

  /** Notes that the broker would not renew a version, and gives the claim back. */
  void refuseRenewal(Tx tx, ConnectionRef ref, long version, RefusedRenewal refused)
      throws SQLException {
    tx.update(
        """
        UPDATE connection
           SET refused_version = ?, refused_why = ?, refused_code = ?, renewing_by = NULL,
               renewing_until = NULL
         WHERE tenant_id = ? AND connection_id = ? AND credential_version = ?
        """,
        version,
        refused.why(),
        refused.brokerCode(),
        ref.owner().tenant(),
        ref.connection(),
        version);
  }

  /** What the broker said when it would not renew the credentials in force; empty if it did not. */
  Optional<RefusedRenewal> refusedRenewal(Tx tx, ConnectionRef ref) throws SQLException {
    return tx.first(
        """
        SELECT refused_why, refused_code
          FROM connection
         WHERE tenant_id = ? AND connection_id = ? AND refused_version = credential_version
        """,
        row -> new RefusedRenewal(row.getString("refused_why"), row.getString("refused_code")),
        ref.owner().tenant(),
        ref.connection());
  }

  void releaseRenewal(Tx tx, ConnectionRef ref, UUID by) throws SQLException {
    tx.update(
        """
        UPDATE connection
           SET renewing_by = NULL, renewing_until = NULL
         WHERE tenant_id = ? AND connection_id = ? AND renewing_by = ?
        """,
        ref.owner().tenant(),
        ref.connection(),
        by);
  }

  Optional<StoredConnection> find(Tx tx, TenantId tenant, UUID connection) throws SQLException {
    return tx.first(
        "SELECT " + COLUMNS + " FROM connection WHERE tenant_id = ? AND connection_id = ?",
        ConnectionStore::read,
        tenant,
        connection);
  }

  /** Locks the row until the transaction ends, so that logins and disconnects take turns. */
  Optional<StoredConnection> lock(Tx tx, TenantId tenant, UUID connection) throws SQLException {
    return tx.first(
        "SELECT "
            + COLUMNS
            + " FROM connection WHERE tenant_id = ? AND connection_id = ? FOR UPDATE",
        ConnectionStore::read,
        tenant,
        connection);
  }

  List<StoredConnection> ofOwner(Tx tx, Owner owner) throws SQLException {
    return tx.query(
        "SELECT "
            + COLUMNS
            + """
               FROM connection
             WHERE tenant_id = ? AND user_id = ? AND state <> 'DISCONNECTED'
             ORDER BY created_at DESC, connection_id DESC
             LIMIT ?
            """,
        ConnectionStore::read,
        owner.tenant(),
        owner.user().value(),
        MAX_CONNECTIONS_OF_A_USER);
  }

  /** One page of the connections of all tenants that were logged in and not ended, by id. */
  List<StoredConnection> liveAfter(Tx tx, UUID after) throws SQLException {
    return tx.query(
        "SELECT "
            + COLUMNS
            + """
               FROM connection
             WHERE connection_id > ? AND state IN ('CONNECTED', 'DEGRADED', 'NEEDS_LOGIN')
             ORDER BY connection_id
             LIMIT ?
            """,
        ConnectionStore::read,
        after,
        PAGE);
  }

  static VaultOwner vaultOwner(Owner owner, UUID id) {
    return new VaultOwner(owner.tenant(), owner.user().value(), id);
  }

  private static StoredConnection read(ResultSet row) throws SQLException {
    var owner =
        new Owner(new TenantId(row.getString("tenant_id")), new UserId(row.getString("user_id")));
    var ref =
        new ConnectionRef(
            owner,
            Columns.uuid(row, "connection_id"),
            new BrokerId(row.getString("broker_id")),
            Environment.valueOf(row.getString("environment")));
    var standing =
        new Standing(
            ConnectionState.valueOf(row.getString("state")),
            row.getString("reason"),
            Columns.instant(row, "since"),
            0);
    var life =
        new LoginLife(
            Columns.instantOrNull(row, "access_until"),
            Columns.instantOrNull(row, "idle_until"),
            Columns.instantOrNull(row, "login_until"),
            LoginLife.Renewal.valueOf(row.getString("renewal")));
    return new StoredConnection(
        ref,
        row.getString("login_option"),
        standing,
        life,
        JSON.readValue(row.getString("facts"), TEXTS),
        List.of((String[]) row.getArray("secret_names").getArray()),
        row.getLong("credential_version"),
        Columns.instant(row, "created_at"));
  }
}
