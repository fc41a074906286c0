package io.brokerway.engine.audit;

import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.EntryHash;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log as it stands.
 *
 * @param fact null if the fields cannot be those of a fact, as after tampering
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
record Entry(long position, Instant recordedAt, @Nullable Fact fact, byte[] hash) {
  static final String SELECT =
      """
      SELECT position, recorded_at, tenant_id, user_id, account_id, type, subject, sequence, actor,
             version, payload, hash
        FROM log
      """;

  static Entry of(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("position"),
        Columns.instant(row, "recorded_at"),
        factOf(row),
        row.getBytes("hash"));
  }

  /** The hash over the fields as they stand. */
  Optional<byte[]> content() {
    return fact == null ? Optional.empty() : Optional.of(EntryHash.content(recordedAt, fact));
  }

  private static @Nullable Fact factOf(ResultSet row) throws SQLException {
    try {
      return new Fact(
          new TenantId(row.getString("tenant_id")),
          row.getString("user_id"),
          Columns.uuidOrNull(row, "account_id"),
          row.getString("type"),
          row.getString("subject"),
          row.getLong("sequence"),
          row.getString("actor"),
          row.getInt("version"),
          row.getString("payload"));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
