package io.brokerway.engine.vault;

import com.google.crypto.tink.Aead;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything that is encrypted with one version of the install's key alone: the proof that
 * nothing needs another one.
 */
final class KeyCheck {
  private static final int PAGE = 200;

  private final Database database;
  private final Aead key;

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
  private record Row(VaultOwner owner, UUID keyId, byte[] wrapped, @Nullable Ciphertext secret) {}

  private KeyCheck(Database database, Aead key) {
    this.database = database;
    this.key = key;
  }

  /**
   * Reads all; how many keys and secrets there are.
   *
   * @throws VaultException naming the first that cannot be read
   */
  static Rotations.Moved all(Database database, KeyVersions versions, int version) {
    try {
      var check = new KeyCheck(database, versions.only(version).aead());
      check.install();
      return check.connections();
    } catch (GeneralSecurityException e) {
      throw new VaultException("the key file lost version " + version, e);
    }
  }

  private void install() {
    database.readSystem(tx -> {
      try {
        InstallSecret.check(tx, key);
        return null;
      } catch (GeneralSecurityException e) {
        throw new VaultException("the install's secret is not under the new key", e);
      }
    });
  }

  private Rotations.Moved connections() {
    var keys = 0L;
    var secrets = 0L;
    VaultOwner last = null;
    List<Row> rows;
    do {
      rows = pageAfter(last);
      for (var row : rows) {
        keys += row.owner().equals(last) ? 0 : 1;
        secrets += row.secret() == null ? 0 : 1;
        last = row.owner();
        read(row);
      }
    } while (!rows.isEmpty());
    return new Rotations.Moved(keys, secrets);
  }

  private void read(Row row) {
    try {
      var dataKey = DataKey.unwrap(key, row.owner(), row.keyId(), row.wrapped());
      var secret = row.secret();
      if (secret != null) {
        dataKey.decrypt(secret.field(), secret.bytes()).close();
      }
    } catch (GeneralSecurityException e) {
      throw new VaultException(
          "the key of connection %s is not under the new key".formatted(row.owner().connectionId()),
          e);
    }
  }

  /** In one statement, so that a key and its secrets are of the same moment. */
  private List<Row> pageAfter(@Nullable VaultOwner last) {
    return database.readSystem(tx -> rowsAfter(tx, last));
  }

  private static List<Row> rowsAfter(Tx tx, @Nullable VaultOwner last) throws SQLException {
    return tx.query(
        """
        SELECT k.tenant_id, k.user_id, k.connection_id, k.key_id, k.wrapped_key, s.field,
               s.ciphertext
          FROM (SELECT tenant_id, user_id, connection_id, key_id, wrapped_key
                  FROM vault_key
                 WHERE (tenant_id, user_id, connection_id) > (?, ?, ?)
                 ORDER BY tenant_id, user_id, connection_id
                 LIMIT ?) AS k
          LEFT JOIN vault_secret AS s USING (tenant_id, user_id, connection_id)
         ORDER BY k.tenant_id, k.user_id, k.connection_id, s.field
        """,
        KeyCheck::row,
        last == null ? "" : last.tenant().value(),
        last == null ? "" : last.userId(),
        last == null ? new UUID(0, 0) : last.connectionId(),
        PAGE);
  }

  private static Row row(ResultSet row) throws SQLException {
    var field = row.getString("field");
    return new Row(
        new VaultOwner(
            new TenantId(row.getString("tenant_id")),
            row.getString("user_id"),
            Columns.uuid(row, "connection_id")),
        Columns.uuid(row, "key_id"),
        row.getBytes("wrapped_key"),
        field == null ? null : new Ciphertext(field, row.getBytes("ciphertext")));
  }
}
