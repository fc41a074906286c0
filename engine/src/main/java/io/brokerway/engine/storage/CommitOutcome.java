package io.brokerway.engine.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of a transaction whose connection was lost in COMMIT. */
enum CommitOutcome {
  COMMITTED,
  ROLLED_BACK,
  /** The database did not come back in time to tell. */
  UNKNOWN;

  private static final Logger LOG = LoggerFactory.getLogger(CommitOutcome.class);
  private static final long POLL_NANOS = 20_000_000;

  /** Asks the database over a connection of its own, until it knows or the limit has passed. */
  static CommitOutcome settle(Server server, Tail tail, Duration limit) {
    var properties = DatabaseRole.WRITER.connectionProperties(server);
    var deadline = System.nanoTime() + limit.toNanos();
    var outcome = UNKNOWN;
    while (outcome == UNKNOWN && System.nanoTime() < deadline) {
      outcome = ask(server, properties, tail);
      if (outcome == UNKNOWN) {
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
    LOG.warn(
        "connection lost in COMMIT of positions {} to {}: {}",
        tail.firstPosition(),
        tail.lastPosition(),
        outcome);
    return outcome;
  }

  private static CommitOutcome ask(Server server, Properties properties, Tail tail) {
    try (var connection = DriverManager.getConnection(server.jdbcUrl(), properties)) {
      return isInProgress(connection, tail) ? UNKNOWN : ofLog(connection, tail);
    } catch (SQLException e) {
      LOG.debug("the database cannot tell yet: {}", e.getMessage());
      return UNKNOWN;
    }
  }

  private static boolean isInProgress(Connection connection, Tail tail) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT pg_xact_status(?::xid8)")) {
      statement.setString(1, tail.transactionId());
      try (var row = statement.executeQuery()) {
        row.next();
        return "in progress".equals(row.getString(1));
      }
    } catch (SQLException e) {
      if ("22023".equals(e.getSQLState())) {
        return false; // A crash lost the number: the transaction was never written.
      }
      throw e;
    }
  }

  /** After a crash the number may have gone to another transaction, so its status is no proof. */
  private static CommitOutcome ofLog(Connection connection, Tail tail) throws SQLException {
    var sql = "SELECT hash FROM log WHERE position = ? AND recorded_at = ?";
    try (var statement = connection.prepareStatement(sql)) {
      Parameters.bind(statement, tail.lastPosition(), tail.recordedAt());
      try (var row = statement.executeQuery()) {
        return row.next() && Arrays.equals(row.getBytes(1), tail.lastHash())
            ? COMMITTED
            : ROLLED_BACK;
      }
    }
  }
}
