package io.brokerway.engine.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes batches over one connection and answers every write of them. Used by one thread. */
final class BatchWriter {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);
  private static final int MAX_ATTEMPTS = 3;
  // With the time-outs of connecting and of a statement, waiters are answered within 2 s.
  private static final Duration SETTLE_LIMIT = Duration.ofMillis(900);

  private static final Duration RECONNECT_WITHIN = Duration.ofMillis(500);

  private final Server server;
  private final Clock clock;
  private final Commits commits;
  private volatile @Nullable Connection connection;

  BatchWriter(Server server, Clock clock, Commits commits) {
    this.server = server;
    this.clock = clock;
    this.commits = commits;
  }

  /**
   * Writes a batch; when this returns, each of its waiters is answered.
   *
   * @return null, or why the database is away
   */
  @Nullable StorageUnavailable write(List<PendingWrite<?, ?>> writes) {
    var start = System.nanoTime();
    for (var attempt = 1; ; attempt++) {
      var batch = new Batch(writes);
      var hadConnection = connection != null;
      try {
        writeOnce(batch);
        batch.answer();
        return null;
      } catch (StorageUnavailable e) {
        disconnect();
        failAll(writes, e);
        return e;
      } catch (SQLException e) {
        if (SqlStates.isRetryable(e) && attempt < MAX_ATTEMPTS) {
          continue;
        }
        if (SqlStates.isConnectionLost(e)) {
          disconnect();
          // Lost while idle, perhaps: nothing was committed, and the server may be back.
          if (hadConnection && System.nanoTime() - start < RECONNECT_WITHIN.toNanos()) {
            continue;
          }
        }
        return split(writes, SqlStates.translate(e, false));
      } catch (RuntimeException e) {
        return split(writes, e);
      }
    }
  }

  void close() {
    disconnect();
  }

  void disconnect() {
    var old = connection;
    connection = null;
    if (old == null) {
      return;
    }
    try {
      old.close();
    } catch (SQLException e) {
      LOG.debug("closing a lost connection: {}", e.getMessage());
    }
  }

  /** Finds the bad write by halves: the others are written without it. */
  private @Nullable StorageUnavailable split(
      List<PendingWrite<?, ?>> writes, RuntimeException failure) {
    if (failure instanceof StorageUnavailable || writes.size() == 1) {
      failAll(writes, failure);
      return failure instanceof StorageUnavailable lost ? lost : null;
    }
    var middle = writes.size() / 2;
    var lost = write(writes.subList(0, middle));
    if (lost != null) {
      failAll(writes.subList(middle, writes.size()), lost);
      return lost;
    }
    return write(writes.subList(middle, writes.size()));
  }

  private void writeOnce(Batch batch) throws SQLException {
    var open = connected();
    var tx = new Tx(open, null);
    Tail tail;
    try {
      batch.apply(tx);
      tail = Tail.end(tx, clock);
    } catch (SQLException | RuntimeException e) {
      rollBack(open, e);
      throw e;
    }
    commit(open, tail);
    if (tail != null) {
      commits.announce(tail);
    }
  }

  private void commit(Connection open, @Nullable Tail tail) throws SQLException {
    try {
      open.commit();
    } catch (SQLException e) {
      if (!SqlStates.isConnectionLost(e)) {
        rollBack(open, e);
        throw e;
      }
      disconnect();
      var outcome =
          tail == null ? CommitOutcome.UNKNOWN : CommitOutcome.settle(server, tail, SETTLE_LIMIT);
      if (outcome != CommitOutcome.COMMITTED) {
        throw new StorageUnavailable(
            "the connection was lost in COMMIT", e, outcome == CommitOutcome.UNKNOWN);
      }
    }
  }

  private Connection connected() throws SQLException {
    var open = connection;
    if (open != null) {
      return open;
    }
    try {
      open =
          DriverManager.getConnection(
              server.jdbcUrl(), DatabaseRole.WRITER.connectionProperties(server));
      open.setAutoCommit(false);
      connection = open;
      return open;
    } catch (SQLException e) {
      throw new StorageUnavailable("the database cannot be reached", e);
    }
  }

  private void rollBack(Connection open, Exception cause) {
    try {
      open.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
      disconnect();
    }
  }

  private static void failAll(List<PendingWrite<?, ?>> writes, Throwable failure) {
    writes.forEach(write -> write.fail(failure));
  }
}
