package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.VenueArchive;
import io.brokerway.broker.VenueJournal;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A venue's journal in a table. Every append carries the fence under which this node owns the
 * journal and the position it expects: a node that was overtaken keeps nothing. Thread-safe.
 */
final class PostgresVenueJournal implements VenueJournal {
  private static final int PAGE = 1_000;

  private final Database database;
  private final String name;
  private final VenueFence fence;
  private final PostgresVenueArchive archive;
  private final AtomicBoolean held = new AtomicBoolean();
  private final ReentrantLock writing = new ReentrantLock();
  // Guarded by the lock: after which position the table may hold entries that the venue was told
  // are not kept, because a commit's outcome was never learnt; below 0 if none.
  private long inDoubtAfter = -1;

  PostgresVenueJournal(Database database, String name) {
    this.database = database;
    this.name = name;
    this.fence = new VenueFence(database, name);
    this.archive = new PostgresVenueArchive(database, name, fence);
  }

  @Override
  public Hold hold() {
    if (!held.compareAndSet(false, true)) {
      throw new IllegalStateException("the journal %s is held by another venue".formatted(name));
    }
    var mine = new AtomicBoolean(true);
    return () -> {
      if (mine.compareAndSet(true, false)) {
        held.set(false);
      }
    };
  }

  @Override
  public long append(long after, List<byte[]> entries) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("an append has at least one entry");
    }
    writing.lock();
    try {
      settle();
      return database.inSystem(tx -> insert(tx, after, entries));
    } catch (StorageUnavailable e) {
      if (e.outcomeUnknown()) {
        inDoubtAfter = after;
      }
      throw new BrokerException.Unavailable("the venue's journal cannot be written", e);
    } catch (StorageFailure e) {
      throw new BrokerException.Unavailable("the venue's journal refuses the entries", e);
    } finally {
      writing.unlock();
    }
  }

  /** Takes back what may have been kept although the venue was told that it was not. */
  private void settle() {
    if (inDoubtAfter < 0) {
      return;
    }
    var after = inDoubtAfter;
    database.inSystem(tx -> {
      fence.require(tx);
      return tx.update("DELETE FROM venue_journal WHERE journal = ? AND position > ?", name, after);
    });
    inDoubtAfter = -1;
  }

  private long insert(Tx tx, long after, List<byte[]> entries) throws SQLException {
    fence.require(tx);
    var written =
        tx.update(
            """
            INSERT INTO venue_journal (journal, position, entry)
            SELECT ?, ? + ordinality, entry
              FROM unnest(?) WITH ORDINALITY AS e (entry, ordinality)
             WHERE ? = (SELECT coalesce(max(position), 0) FROM venue_journal WHERE journal = ?)
            """,
            name,
            after,
            entries.toArray(byte[][]::new),
            after,
            name);
    if (written != entries.size()) {
      throw new BrokerException.Unavailable(
          "the journal %s does not end at %d: it is read again".formatted(name, after));
    }
    return after + written;
  }

  @Override
  public void readAfter(long position, Consumer<Entry> reader) {
    writing.lock();
    try {
      settle();
      var next = position;
      List<Entry> page;
      do {
        page = page(next);
        page.forEach(reader);
        next = page.isEmpty() ? next : page.getLast().position();
      } while (page.size() == PAGE);
    } catch (StorageUnavailable e) {
      throw new BrokerException.Unavailable("the venue's journal cannot be read", e);
    } finally {
      writing.unlock();
    }
  }

  private List<Entry> page(long position) {
    return database.readSystem(tx ->
        tx.query(
            """
            SELECT position, entry
              FROM venue_journal
             WHERE journal = ? AND position > ?
             ORDER BY position
             LIMIT ?
            """,
            row -> new Entry(row.getLong("position"), row.getBytes("entry")),
            name,
            position,
            PAGE));
  }

  @Override
  public Optional<VenueArchive> archive() {
    return Optional.of(archive);
  }
}
