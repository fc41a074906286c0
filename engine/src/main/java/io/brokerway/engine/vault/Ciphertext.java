package io.brokerway.engine.vault;

import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.List;

/** One encrypted field. */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
record Ciphertext(String field, byte[] bytes) {
  private static final int MOST = 1_000;

  /** The owner's, by field. */
  static List<Ciphertext> of(Tx tx, VaultOwner owner) throws SQLException {
    return tx.query(
        """
        SELECT field, ciphertext
          FROM vault_secret
         WHERE tenant_id = ? AND user_id = ? AND connection_id = ?
         ORDER BY field
         LIMIT ?
        """,
        row -> new Ciphertext(row.getString("field"), row.getBytes("ciphertext")),
        owner.tenant(),
        owner.userId(),
        owner.connectionId(),
        MOST);
  }
}
