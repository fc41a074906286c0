package io.brokerway.engine.vault;

import io.brokerway.broker.KillPoint;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves the connections' keys to a version of the install's key, a few in each transaction. A key
 * that somebody uses at the moment is left for the next pass: the mover holds locks and never waits
 * for one, so it cannot be part of a deadlock.
 */
final class KeyMover {
  private static final int BATCH = 50;

  private final Database database;
  private final KeyFile keyFile;
  private final Rotations.Rotation rotation;
  private final Set<VaultOwner> unreadable = new LinkedHashSet<>();
  private long done;
  private long total;

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
  private record Row(VaultOwner owner, UUID keyId, byte[] wrapped) {}

  /** What one transaction did; {@code last} is where the next one goes on. */
  private record Batch(
      int moved, int seen, @Nullable VaultOwner last, List<VaultOwner> unreadable) {}

  KeyMover(Database database, KeyFile keyFile, Rotations.Rotation rotation) {
    this.database = database;
    this.keyFile = keyFile;
    this.rotation = rotation;
  }

  /** Goes through all keys once and moves those that are free; how many it moved. */
  long pass(Runnable afterBatch) {
    var moved = 0L;
    VaultOwner last = null;
    Batch batch;
    do {
      batch = batchAfter(last);
      unreadable.addAll(batch.unreadable());
      moved += batch.moved();
      done += batch.moved();
      last = batch.last();
      if (batch.moved() > 0) {
        afterBatch.run();
      }
    } while (batch.seen() == BATCH);
    return moved;
  }

  /** Keys that cannot be read with any version; they stay as they are. */
  Set<VaultOwner> unreadable() {
    return Set.copyOf(unreadable);
  }

  /** Counts anew: keys are stored and destroyed meanwhile. */
  void count() {
    database.readSystem(tx -> {
      tx.first(
          """
          SELECT count(*) FILTER (WHERE wrapped_by = ?) AS done, count(*) AS total
            FROM vault_key
          """,
          row -> {
            done = row.getLong("done");
            total = row.getLong("total");
            return true;
          },
          rotation.version());
      return null;
    });
  }

  /** How many keys are under the new version. */
  long done() {
    return done;
  }

  /** How many keys there were at the last count. */
  long total() {
    return total;
  }

  private Batch batchAfter(@Nullable VaultOwner last) {
    return database.inSystem(tx -> {
      var bad = new ArrayList<VaultOwner>();
      var rows = lockedAfter(tx, last);
      for (var row : rows) {
        try {
          move(tx, row);
        } catch (VaultException e) {
          bad.add(row.owner());
        }
      }
      KillPoint.K13.reached();
      var newLast = rows.isEmpty() ? last : rows.getLast().owner();
      return new Batch(rows.size() - bad.size(), rows.size(), newLast, bad);
    });
  }

  private List<Row> lockedAfter(Tx tx, @Nullable VaultOwner last) throws SQLException {
    return tx.query(
        """
        SELECT tenant_id, user_id, connection_id, key_id, wrapped_key
          FROM vault_key
         WHERE wrapped_by IS DISTINCT FROM ?
           AND (tenant_id, user_id, connection_id) > (?, ?, ?)
         ORDER BY tenant_id, user_id, connection_id
         LIMIT ?
           FOR UPDATE SKIP LOCKED
        """,
        row ->
            new Row(
                new VaultOwner(
                    new TenantId(row.getString("tenant_id")),
                    row.getString("user_id"),
                    Columns.uuid(row, "connection_id")),
                Columns.uuid(row, "key_id"),
                row.getBytes("wrapped_key")),
        rotation.version(),
        last == null ? "" : last.tenant().value(),
        last == null ? "" : last.userId(),
        last == null ? new UUID(0, 0) : last.connectionId(),
        BATCH);
  }

  private void move(Tx tx, Row row) throws SQLException {
    var key = DataKey.unwrap(keyFile, row.owner(), row.keyId(), row.wrapped());
    switch (rotation.depth()) {
      case INSTALL_KEY -> update(tx, row.owner(), key.wrapped(keyFile));
      case ALL_KEYS -> renew(tx, row.owner(), key);
    }
  }

  /** Reads everything before anything is written, so that an unreadable one changes nothing. */
  private void renew(Tx tx, VaultOwner owner, DataKey old) throws SQLException {
    var fresh = DataKey.fresh(owner, database.ids().next());
    var renewed = new ArrayList<Ciphertext>();
    for (var secret : Ciphertext.of(tx, owner)) {
      try (var plain = old.decrypt(secret.field(), secret.bytes())) {
        renewed.add(new Ciphertext(secret.field(), fresh.encrypt(secret.field(), plain)));
      }
    }
    update(tx, owner, fresh.wrapped(keyFile));
    for (var secret : renewed) {
      tx.update(
          """
          UPDATE vault_secret
             SET key_id = ?, ciphertext = ?
           WHERE tenant_id = ? AND user_id = ? AND connection_id = ? AND field = ?
          """,
          fresh.id(),
          secret.bytes(),
          owner.tenant(),
          owner.userId(),
          owner.connectionId(),
          secret.field());
    }
  }

  private void update(Tx tx, VaultOwner owner, WrappedKey key) throws SQLException {
    tx.update(
        """
        UPDATE vault_key
           SET created_at = CASE WHEN key_id = ? THEN created_at ELSE ? END,
               key_id = ?, wrapped_key = ?, wrapped_by = ?
         WHERE tenant_id = ? AND user_id = ? AND connection_id = ?
        """,
        key.id(),
        database.clock().instant(),
        key.id(),
        key.bytes(),
        key.version(),
        owner.tenant(),
        owner.userId(),
        owner.connectionId());
  }
}
