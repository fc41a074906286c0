package io.brokerway.engine.audit;

import io.brokerway.engine.audit.Verification.Broken;
import io.brokerway.engine.audit.Verification.Intact;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.EntryHash;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Checks the log's hash chains (see {@link EntryHash}). Thread-safe. */
public final class AuditTrail {
  private static final int PAGE = 1_000;

  private final Database database;

  public AuditTrail(Database database) {
    this.database = database;
  }

  /** Recomputes the tenant's chain from its first entry to its head. */
  public Verification verify(TenantId tenant) {
    return database.readSystem(tx -> {
      useOneSnapshot(tx);
      return verify(tx, tenant);
    });
  }

  /** Does so for every tenant that has an entry or a head, in the order of their ids. */
  public List<Verification> verifyAll() {
    return tenants().stream().map(this::verify).toList();
  }

  /**
   * The first position that no entry of any tenant has, up to the head; empty if none is missing.
   */
  public OptionalLong firstMissingPosition() {
    return database.readSystem(tx -> {
      useOneSnapshot(tx);
      var head = number(tx, "SELECT position FROM log_head");
      if (number(tx, "SELECT count(*) FROM log WHERE position <= ?", head) == head) {
        return OptionalLong.empty();
      }
      return OptionalLong.of(
          number(
              tx,
              """
              SELECT coalesce(min(place), 0) + 1
                FROM (SELECT position AS place, lead(position) OVER (ORDER BY position) AS next
                        FROM log
                       UNION ALL SELECT 0, min(position) FROM log) AS entry
               WHERE next IS DISTINCT FROM place + 1
              """));
    });
  }

  /** So that entries which are added meanwhile do not confuse the check. */
  private static void useOneSnapshot(Tx tx) throws SQLException {
    tx.update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
  }

  private List<TenantId> tenants() {
    return database.readSystem(tx ->
        tx.query(
            """
            SELECT tenant_id FROM audit_head
             UNION
            SELECT DISTINCT tenant_id FROM log
             ORDER BY tenant_id
            """,
            row -> new TenantId(row.getString(1))));
  }

  private static Verification verify(Tx tx, TenantId tenant) throws SQLException {
    var chain = new Chain(tenant);
    List<Entry> page;
    do {
      page = page(tx, tenant, chain.position);
      for (var entry : page) {
        var problem = chain.add(entry);
        if (problem != null) {
          return new Broken(tenant, entry.position(), problem);
        }
      }
    } while (page.size() == PAGE);
    return chain.compareWith(head(tx, tenant));
  }

  private static List<Entry> page(Tx tx, TenantId tenant, long after) throws SQLException {
    return tx.query(
        Entry.SELECT + " WHERE tenant_id = ? AND position > ? ORDER BY position LIMIT ?",
        Entry::of,
        tenant,
        after,
        PAGE);
  }

  private static Optional<Head> head(Tx tx, TenantId tenant) throws SQLException {
    return tx.first(
        "SELECT position, entries, hash FROM audit_head WHERE tenant_id = ?",
        row -> new Head(row.getLong(1), row.getLong(2), row.getBytes(3)),
        tenant);
  }

  private static long number(Tx tx, String sql, @Nullable Object... parameters)
      throws SQLException {
    return tx.first(sql, row -> row.getLong(1), parameters).orElseThrow();
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
  private record Head(long position, long entries, byte[] hash) {}

  /** The chain as far as it was recomputed. */
  private static final class Chain {
    private final TenantId tenant;
    private byte[] hash = EntryHash.origin();
    private long position;
    private long entries;

    Chain(TenantId tenant) {
      this.tenant = tenant;
    }

    /** Null if the entry follows, else what is wrong. */
    @Nullable String add(Entry entry) {
      var content = entry.content();
      if (content.isEmpty()) {
        return "its fields are not those of an entry";
      }
      hash = EntryHash.chained(hash, entry.position(), content.get());
      position = entry.position();
      entries++;
      return Arrays.equals(hash, entry.hash())
          ? null
          : "it does not follow: it was changed, or one was removed or inserted before it";
    }

    Verification compareWith(Optional<Head> head) {
      if (head.isEmpty()) {
        return entries == 0
            ? new Intact(tenant, 0)
            : new Broken(tenant, position, "the head of the chain is missing");
      }
      var end = head.get();
      if (end.position() > position) {
        return new Broken(tenant, position + 1, "the end of the chain was cut off");
      }
      return end.position() == position
              && end.entries() == entries
              && Arrays.equals(end.hash(), hash)
          ? new Intact(tenant, entries)
          : new Broken(tenant, position, "the head of the chain is not that of its last entry");
    }
  }
}
