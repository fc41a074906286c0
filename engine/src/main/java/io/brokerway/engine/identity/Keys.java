package io.brokerway.engine.identity;

import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of API keys: what is kept is a MAC, never the key. */
final class Keys {
  private static final String COLUMNS =
      """
      SELECT tenant_id, key_id, kind, user_id, scopes, name, mac, created_at, expires_at, revoked_at,
             last_used_at
        FROM api_key
      """;

  private Keys() {}

  /** A key and the MAC of its text. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
  record StoredKey(ApiKey key, byte[] mac) {
    @Override
    public String toString() {
      return "StoredKey[" + key.id() + "]";
    }
  }

  static void insert(Tx tx, StoredKey stored, String actor) throws SQLException {
    var key = stored.key();
    var scopes = key.scopes().stream().map(Scope::name).sorted().toArray(String[]::new);
    tx.update(
        """
        INSERT INTO api_key (tenant_id, key_id, kind, user_id, scopes, name, mac, created_at,
                             expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        key.tenant(),
        key.id(),
        key.kind(),
        key.user() == null ? null : key.user().value(),
        scopes,
        key.name(),
        stored.mac(),
        key.createdAt(),
        key.expiresAt());
    var names = Arrays.stream(scopes).map("\"%s\""::formatted).collect(Collectors.joining(","));
    tx.append(fact(key, "api_key.issued", actor, "{\"scopes\":[%s]}".formatted(names)));
  }

  /** Revokes a key; empty if there is none, or it was revoked before. */
  static Optional<ApiKey> revoke(Tx tx, TenantId tenant, String id, Instant now, String actor)
      throws SQLException {
    var changed =
        tx.update(
            """
            UPDATE api_key SET revoked_at = ?
             WHERE tenant_id = ? AND key_id = ? AND revoked_at IS NULL
            """,
            now,
            tenant,
            id);
    if (changed == 0) {
      return Optional.empty();
    }
    var key = find(tx, id).orElseThrow().key();
    tx.append(fact(key, "api_key.revoked", actor, "{}"));
    return Optional.of(key);
  }

  static Optional<StoredKey> find(Tx tx, String id) throws SQLException {
    return tx.first(COLUMNS + " WHERE key_id = ?", Keys::stored, id);
  }

  static Optional<ApiKey> find(Tx tx, TenantId tenant, String id) throws SQLException {
    return tx.first(
        COLUMNS + " WHERE tenant_id = ? AND key_id = ?", row -> stored(row).key(), tenant, id);
  }

  static boolean isAnyOfApplication(Tx tx, TenantId tenant) throws SQLException {
    return tx.first(
            "SELECT 1 FROM api_key WHERE tenant_id = ? AND kind = ? LIMIT 1",
            row -> true,
            tenant,
            KeyKind.APPLICATION)
        .isPresent();
  }

  /** The newest first, of one user or of all, after the key with that id. */
  static List<ApiKey> list(
      Tx tx, TenantId tenant, @Nullable UserId user, @Nullable String after, int limit)
      throws SQLException {
    var sql = new StringBuilder(COLUMNS).append(" WHERE tenant_id = ?");
    var parameters = new ArrayList<Object>(List.of(tenant));
    if (user != null) {
      sql.append(" AND user_id = ?");
      parameters.add(user.value());
    }
    if (after != null) {
      sql.append(
          """
           AND (created_at, key_id) <
               (SELECT created_at, key_id FROM api_key WHERE tenant_id = ? AND key_id = ?)
          """);
      parameters.add(tenant);
      parameters.add(after);
    }
    sql.append(" ORDER BY created_at DESC, key_id DESC LIMIT ?");
    parameters.add(limit);
    return tx.query(sql.toString(), row -> stored(row).key(), parameters.toArray());
  }

  private static StoredKey stored(ResultSet row) throws SQLException {
    var user = row.getString("user_id");
    var scopes = (String[]) row.getArray("scopes").getArray();
    return new StoredKey(
        new ApiKey(
            new TenantId(row.getString("tenant_id")),
            row.getString("key_id"),
            KeyKind.valueOf(row.getString("kind")),
            user == null ? null : new UserId(user),
            Arrays.stream(scopes).map(Scope::valueOf).collect(Collectors.toUnmodifiableSet()),
            row.getString("name"),
            Columns.instant(row, "created_at"),
            Columns.instantOrNull(row, "expires_at"),
            Columns.instantOrNull(row, "revoked_at"),
            Columns.instantOrNull(row, "last_used_at")),
        row.getBytes("mac"));
  }

  private static Fact fact(ApiKey key, String type, String actor, String payload) {
    var user = key.user() == null ? null : key.user().value();
    return new Fact(key.tenant(), user, null, type, key.id(), 0, actor, 1, payload);
  }
}
