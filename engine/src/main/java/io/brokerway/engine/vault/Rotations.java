package io.brokerway.engine.vault;

import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The record of rotations: at most one is not ended. */
final class Rotations {
  private final Database database;
  private final SecureRandom random = new SecureRandom();

  Rotations(Database database) {
    this.database = database;
  }

  /** One that runs, or was cut off. */
  record Rotation(UUID id, int version, RotationDepth depth) {}

  static Optional<Rotation> unfinished(Tx tx) throws SQLException {
    return tx.first(
        "SELECT rotation_id, to_version, depth FROM vault_rotation WHERE ended_at IS NULL",
        row ->
            new Rotation(
                Columns.uuid(row, "rotation_id"),
                row.getInt("to_version"),
                RotationDepth.valueOf(row.getString("depth"))));
  }

  /** Records a new one, with a version that the key file does not have. */
  Rotation begin(RotationDepth depth, Set<Integer> taken, String actor) {
    int version;
    do {
      version = random.nextInt(1, Integer.MAX_VALUE);
    } while (taken.contains(version));
    var rotation = new Rotation(database.ids().next(), version, depth);
    database.inSystem(tx -> {
      tx.update(
          """
          INSERT INTO vault_rotation (rotation_id, to_version, depth, actor, begun_at)
          VALUES (?, ?, ?, ?, ?)
          """,
          rotation.id(),
          rotation.version(),
          rotation.depth(),
          actor,
          database.clock().instant());
      tx.append(
          fact(
              rotation,
              "vault.rotation_begun",
              actor,
              "{\"depth\":\"%s\",\"version\":%d}".formatted(depth, rotation.version())));
      return null;
    });
    return rotation;
  }

  void end(Rotation rotation, Moved moved, String actor) {
    database.inSystem(tx -> {
      tx.update(
          "UPDATE vault_rotation SET ended_at = ? WHERE rotation_id = ?",
          database.clock().instant(),
          rotation.id());
      tx.append(
          fact(
              rotation,
              "vault.rotation_ended",
              actor,
              "{\"keys\":%d,\"secrets\":%d}".formatted(moved.keys(), moved.secrets())));
      return null;
    });
  }

  /** How many keys and secrets. */
  record Moved(long keys, long secrets) {}

  private static Fact fact(Rotation rotation, String type, String actor, String payload) {
    return new Fact(
        TenantId.SYSTEM, null, null, type, rotation.id().toString(), 0, actor, 1, payload);
  }
}
