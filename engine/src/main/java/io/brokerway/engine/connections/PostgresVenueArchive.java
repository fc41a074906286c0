package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.VenueArchive;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.engine.storage.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A venue's archive in two tables, written under the same fence as its journal. Thread-safe. */
final class PostgresVenueArchive implements VenueArchive {
  private static final int KEPT_SNAPSHOTS = 2;

  private final Database database;
  private final String name;
  private final VenueFence fence;

  PostgresVenueArchive(Database database, String name, VenueFence fence) {
    this.database = database;
    this.name = name;
    this.fence = fence;
  }

  @Override
  public void file(List<Item> items) {
    write(tx -> {
      fence.require(tx);
      return tx.update(
          """
          INSERT INTO venue_item (journal, shelf, owner, number, key, alias, happened_at, item)
          SELECT ?, shelf, owner, number, key, alias, happened_at, item
            FROM unnest(?, ?, ?, ?, ?, ?, ?)
                 AS i (shelf, owner, number, key, alias, happened_at, item)
              ON CONFLICT DO NOTHING
          """,
          name,
          column(items, Item::shelf, String[]::new),
          column(items, Item::owner, String[]::new),
          column(items, Item::number, Long[]::new),
          column(items, Item::key, String[]::new),
          items.stream().map(Item::alias).toArray(String[]::new),
          column(items, Item::at, Instant[]::new),
          column(items, Item::bytes, byte[][]::new));
    });
  }

  private static <T> T[] column(List<Item> items, Function<Item, T> value, IntFunction<T[]> array) {
    return items.stream().map(value).toArray(array);
  }

  @Override
  public void keep(Snapshot snapshot) {
    write(tx -> {
      fence.require(tx);
      tx.update(
          """
          INSERT INTO venue_snapshot (journal, position, state)
          VALUES (?, ?, ?)
              ON CONFLICT (journal, position) DO UPDATE
             SET state = excluded.state, taken_at = now()
          """,
          name,
          snapshot.position(),
          snapshot.bytes());
      return tx.update(
          """
          DELETE FROM venue_snapshot
           WHERE journal = ?
             AND position NOT IN (SELECT position
                                    FROM venue_snapshot
                                   WHERE journal = ?
                                   ORDER BY position DESC
                                   LIMIT ?)
          """,
          name,
          name,
          KEPT_SNAPSHOTS);
    });
  }

  private void write(Work<Integer> work) {
    try {
      database.inSystem(work);
    } catch (StorageUnavailable | StorageFailure e) {
      throw new BrokerException.Unavailable("the venue's archive cannot be written", e);
    }
  }

  @Override
  public List<Snapshot> snapshots() {
    // Of entries that the journal holds: what it took back, a snapshot does not bring again.
    return read(tx ->
        tx.query(
            """
            SELECT position, state
              FROM venue_snapshot s
             WHERE journal = ?
               AND EXISTS (SELECT 1
                             FROM venue_journal j
                            WHERE j.journal = s.journal AND j.position = s.position)
             ORDER BY position DESC
             LIMIT ?
            """,
            row -> new Snapshot(row.getLong("position"), row.getBytes("state")),
            name,
            KEPT_SNAPSHOTS));
  }

  @Override
  public Optional<byte[]> find(String shelf, String key) {
    return read(tx ->
        tx.first(
            "SELECT item FROM venue_item WHERE journal = ? AND shelf = ? AND key = ?",
            row -> row.getBytes("item"),
            name,
            shelf,
            key));
  }

  @Override
  public Optional<byte[]> findByAlias(String shelf, String owner, String alias) {
    return read(tx ->
        tx.first(
            """
            SELECT item
              FROM venue_item
             WHERE journal = ? AND shelf = ? AND owner = ? AND alias = ?
             ORDER BY number DESC
             LIMIT 1
            """,
            row -> row.getBytes("item"),
            name,
            shelf,
            owner,
            alias));
  }

  @Override
  public List<Item> after(String shelf, String owner, long number, Instant since, int limit) {
    return read(tx ->
        tx.query(
            """
            SELECT number, key, alias, happened_at, item
              FROM venue_item
             WHERE journal = ? AND shelf = ? AND owner = ? AND number > ? AND happened_at >= ?
             ORDER BY number
             LIMIT ?
            """,
            row ->
                new Item(
                    shelf,
                    owner,
                    row.getLong("number"),
                    row.getString("key"),
                    row.getString("alias"),
                    Columns.instant(row, "happened_at"),
                    row.getBytes("item")),
            name,
            shelf,
            owner,
            number,
            since,
            limit));
  }

  private <T> T read(Work<T> work) {
    try {
      return database.readSystem(work);
    } catch (StorageUnavailable e) {
      throw new BrokerException.Unavailable("the venue's archive cannot be read", e);
    }
  }
}
