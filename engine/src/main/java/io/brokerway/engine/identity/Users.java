package io.brokerway.engine.identity;

import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of users. Personal data stays here: facts name a user by id only. */
final class Users {
  private static final String SELECT =
      """
      SELECT tenant_id, user_id, external_id, username, email, full_name, created_at
        FROM app_user
      """;

  private Users() {}

  static User insert(Tx tx, TenantId tenant, UserId id, NewUser user, Instant now, String actor)
      throws SQLException {
    tx.update(
        """
        INSERT INTO app_user (tenant_id, user_id, external_id, username, email, full_name,
                              created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        tenant,
        id.value(),
        user.externalId(),
        user.username(),
        user.email(),
        user.fullName(),
        now);
    tx.append(fact(tenant, id, "user.created", actor));
    return find(tx, tenant, id).orElseThrow();
  }

  static Optional<User> update(Tx tx, TenantId tenant, UserId id, NewUser user, String actor)
      throws SQLException {
    var changed =
        tx.update(
            """
            UPDATE app_user
               SET external_id = ?, username = ?, email = ?, full_name = ?
             WHERE tenant_id = ? AND user_id = ?
            """,
            user.externalId(),
            user.username(),
            user.email(),
            user.fullName(),
            tenant,
            id.value());
    if (changed == 0) {
      return Optional.empty();
    }
    tx.append(fact(tenant, id, "user.changed", actor));
    return find(tx, tenant, id);
  }

  static boolean delete(Tx tx, TenantId tenant, UserId id, String actor) throws SQLException {
    var deleted =
        tx.update("DELETE FROM app_user WHERE tenant_id = ? AND user_id = ?", tenant, id.value());
    if (deleted == 1) {
      tx.append(fact(tenant, id, "user.removed", actor));
    }
    return deleted == 1;
  }

  static Optional<User> find(Tx tx, TenantId tenant, UserId id) throws SQLException {
    return tx.first(
        SELECT + " WHERE tenant_id = ? AND user_id = ?", Users::user, tenant, id.value());
  }

  static Optional<User> findByExternalId(Tx tx, TenantId tenant, String externalId)
      throws SQLException {
    return tx.first(
        SELECT + " WHERE tenant_id = ? AND external_id = ?", Users::user, tenant, externalId);
  }

  static Optional<User> findByUsername(Tx tx, TenantId tenant, String username)
      throws SQLException {
    return tx.first(
        SELECT + " WHERE tenant_id = ? AND username = ?", Users::user, tenant, username);
  }

  static List<User> list(Tx tx, TenantId tenant, @Nullable UserId after, int limit)
      throws SQLException {
    return tx.query(
        SELECT + " WHERE tenant_id = ? AND user_id > ? ORDER BY user_id LIMIT ?",
        Users::user,
        tenant,
        after == null ? "" : after.value(),
        limit);
  }

  /** Says which rule a refused row broke. */
  static RuntimeException refused(StorageFailure failure, NewUser user) {
    return switch (failure.constraint().orElse("")) {
      case "app_user_username" -> new DuplicateUsername(user.username());
      case "app_user_external_id" -> new DuplicateExternalId(String.valueOf(user.externalId()));
      default -> failure;
    };
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        new TenantId(row.getString("tenant_id")),
        new UserId(row.getString("user_id")),
        row.getString("external_id"),
        row.getString("username"),
        row.getString("email"),
        row.getString("full_name"),
        Columns.instant(row, "created_at"));
  }

  private static Fact fact(TenantId tenant, UserId id, String type, String actor) {
    return new Fact(tenant, id.value(), null, type, id.value(), 0, actor, 1, "{}");
  }
}
