package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.VenueJournal;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A venue's journal in a table. Appends of many callers share a commit: whoever holds the lock
 * writes what waits. Thread-safe.
 */
final class PostgresVenueJournal implements VenueJournal {
  private static final int PAGE = 1_000;
  private static final int MAX_APPENDS_PER_COMMIT = 256;
  private static final long UNREAD = -1;

  private final Database database;
  private final String name;
  private final ConcurrentLinkedQueue<Append> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();
  // Guarded by the lock: the position of the last entry that is kept, and whether the table may
  // hold more because a commit's outcome was never learnt.
  private long last = UNREAD;
  private boolean inDoubt;

  PostgresVenueJournal(Database database, String name) {
    this.database = database;
    this.name = name;
  }

  @Override
  public long append(List<byte[]> entries) {
    var append = new Append(List.copyOf(entries));
    waiting.add(append);
    writing.lock();
    try {
      // Another caller may have written it while this one waited for the lock.
      while (!append.isDone()) {
        writeWaiting();
      }
    } finally {
      writing.unlock();
    }
    return append.position();
  }

  @Override
  public void readAfter(long position, Consumer<Entry> reader) {
    var next = position;
    List<Entry> page;
    do {
      page = page(next);
      page.forEach(reader);
      next = page.isEmpty() ? next : page.getLast().position();
    } while (page.size() == PAGE);
  }

  private void writeWaiting() {
    var batch = new ArrayList<Append>();
    while (batch.size() < MAX_APPENDS_PER_COMMIT && waiting.peek() != null) {
      batch.add(waiting.remove());
    }
    var entries = batch.stream().flatMap(append -> append.entries.stream()).toList();
    try {
      var first = write(entries);
      for (var append : batch) {
        first += append.entries.size();
        append.succeed(first - 1);
      }
    } catch (RuntimeException e) {
      var failure = new BrokerException.Unavailable("the venue's journal cannot be written", e);
      batch.forEach(append -> append.fail(failure));
    }
  }

  /** Writes entries and returns the position of the first. */
  private long write(List<byte[]> entries) {
    try {
      if (last == UNREAD) {
        last = database.readSystem(this::lastPosition);
      }
      last = database.inSystem(tx -> insert(tx, entries));
      inDoubt = false;
      return last - entries.size() + 1;
    } catch (StorageUnavailable e) {
      // The callers are told that nothing was kept; should it have been, the next append removes
      // it.
      inDoubt |= e.outcomeUnknown();
      throw e;
    }
  }

  private long insert(Tx tx, List<byte[]> entries) throws SQLException {
    if (inDoubt) {
      tx.update("DELETE FROM venue_journal WHERE journal = ? AND position > ?", name, last);
    }
    tx.update(
        """
        INSERT INTO venue_journal (journal, position, entry)
        SELECT ?, ? + ordinality, entry
          FROM unnest(?) WITH ORDINALITY AS e (entry, ordinality)
        """,
        name,
        last,
        entries.toArray(byte[][]::new));
    return last + entries.size();
  }

  private long lastPosition(Tx tx) throws SQLException {
    return tx.first(
            "SELECT coalesce(max(position), 0) AS last FROM venue_journal WHERE journal = ?",
            row -> row.getLong("last"),
            name)
        .orElse(0L);
  }

  private List<Entry> page(long position) {
    try {
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
    } catch (StorageUnavailable e) {
      throw new BrokerException.Unavailable("the venue's journal cannot be read", e);
    }
  }

  /** The entries of one caller; its fields are guarded by the lock. */
  private static final class Append {
    private final List<byte[]> entries;
    private long position;
    private BrokerException.@Nullable Unavailable failure;

    Append(List<byte[]> entries) {
      if (entries.isEmpty()) {
        throw new IllegalArgumentException("an append has at least one entry");
      }
      this.entries = entries;
    }

    boolean isDone() {
      return position > 0 || failure != null;
    }

    void succeed(long lastPosition) {
      position = lastPosition;
    }

    void fail(BrokerException.Unavailable why) {
      failure = why;
    }

    long position() {
      if (failure != null) {
        throw failure;
      }
      return position;
    }
  }
}
