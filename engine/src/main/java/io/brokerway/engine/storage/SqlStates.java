package io.brokerway.engine.storage;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What an error of the database means for the transaction. */
final class SqlStates {
  private static final Set<String> RETRYABLE =
      Set.of("40001", "40P01"); // serialization failure, deadlock
  private static final Set<String> SHUTTING_DOWN =
      Set.of("57P01", "57P02", "57P03", "57P05"); // admin shutdown, crash, starting up, idle
  private static final String DISK_FULL = "53100";
  private static final String TOO_MANY_CONNECTIONS = "53300";

  private SqlStates() {}

  /** The transaction was rolled back and may succeed when it runs again. */
  static boolean isRetryable(SQLException e) {
    return RETRYABLE.contains(stateOf(e));
  }

  /** The connection is gone or was never there. */
  static boolean isConnectionLost(SQLException e) {
    var state = stateOf(e);
    return state.startsWith("08")
        || SHUTTING_DOWN.contains(state)
        || e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException;
  }

  /** The database cannot serve now; another time it may. */
  static boolean isUnavailable(SQLException e) {
    var state = stateOf(e);
    return isConnectionLost(e) || state.equals(DISK_FULL) || state.equals(TOO_MANY_CONNECTIONS);
  }

  /** The failure as callers see it; {@code outcomeUnknown} if it happened in COMMIT. */
  static RuntimeException translate(SQLException e, boolean outcomeUnknown) {
    return isUnavailable(e)
        ? new StorageUnavailable("the database is not available", e, outcomeUnknown)
        : new StorageFailure(e);
  }

  private static String stateOf(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
