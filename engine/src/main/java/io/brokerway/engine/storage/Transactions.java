package io.brokerway.engine.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work in transactions of one pool. */
final class Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
  private static final int MAX_ATTEMPTS = 5;
  private static final long FIRST_PAUSE_NANOS = 2_000_000;
  private static final Duration RECONNECT_WITHIN = Duration.ofMillis(500);
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(2);

  private final Pool pool;
  private final Server server;
  private final Clock clock;
  private final Commits commits;

  Transactions(Pool pool, Server server, Clock clock, Commits commits) {
    this.pool = pool;
    this.server = server;
    this.clock = clock;
    this.commits = commits;
  }

  <R extends @Nullable Object> R run(@Nullable TenantId tenant, boolean readOnly, Work<R> work) {
    var start = System.nanoTime();
    for (var attempt = 1; ; attempt++) {
      try {
        return once(tenant, readOnly, work);
      } catch (SQLException e) {
        if (attempt == MAX_ATTEMPTS || !mayRepeat(e, start)) {
          throw SqlStates.translate(e, false);
        }
        LOG.debug("transaction repeated after {}", e.getMessage());
        // Spread, so that two that collided do not meet again.
        var longest = FIRST_PAUSE_NANOS << attempt;
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest));
      }
    }
  }

  /** Nothing was committed: what a loss in COMMIT means is told by another exception. */
  private boolean mayRepeat(SQLException e, long start) {
    if (SqlStates.isRetryable(e)) {
      return true;
    }
    if (SqlStates.isConnectionLost(e) && System.nanoTime() - start < RECONNECT_WITHIN.toNanos()) {
      // Lost while idle, perhaps, and then the others of the pool as well.
      pool.evictIdle();
      return true;
    }
    return false;
  }

  private <R extends @Nullable Object> R once(
      @Nullable TenantId tenant, boolean readOnly, Work<R> work) throws SQLException {
    try (var connection = pool.borrow(tenant)) {
      connection.setReadOnly(readOnly);
      connection.setAutoCommit(false);
      var tx = new Tx(connection, tenant);
      R result;
      Tail tail;
      try {
        result = work.run(tx);
        tail = Tail.end(tx, clock);
      } catch (SQLException | RuntimeException | Error e) {
        rollBack(connection, e);
        throw e;
      }
      commit(connection, tail);
      return result;
    }
  }

  private void commit(Connection connection, @Nullable Tail tail) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      if (!SqlStates.isConnectionLost(e)) {
        throw e;
      }
      var outcome =
          tail == null ? CommitOutcome.UNKNOWN : CommitOutcome.settle(server, tail, SETTLE_LIMIT);
      if (outcome != CommitOutcome.COMMITTED) {
        throw new StorageUnavailable(
            "the connection was lost in COMMIT", e, outcome == CommitOutcome.UNKNOWN);
      }
    }
    if (tail != null) {
      commits.announce(tail);
    }
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
