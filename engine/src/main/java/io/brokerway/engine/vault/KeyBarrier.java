package io.brokerway.engine.vault;

import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Keeps a transaction that wraps with an old version from committing behind the back of a rotation.
 * Whoever wraps enters first and looks at the key file after that; a rotation that has put a new
 * version in use waits until all who entered before have ended. Whoever enters later sees the new
 * version.
 */
final class KeyBarrier {
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private KeyBarrier() {}

  /** Enters; left by the end of the transaction. */
  static void enter(Tx tx) throws SQLException {
    tx.query(
        "SELECT 1 FROM pg_advisory_xact_lock_shared(hashtext('brokerway.vault_key'))", row -> 1);
  }

  /**
   * Waits until all who entered before have ended. Those who enter meanwhile wait at most a second
   * at a time.
   *
   * @throws IllegalStateException if a transaction holds it for too long
   */
  static void awaitPassed(Database database) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!passed(database)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "a transaction that stores credentials has not ended for %s".formatted(PATIENCE));
      }
    }
  }

  private static boolean passed(Database database) {
    try {
      return database.inSystem(tx -> {
        tx.update("SET LOCAL lock_timeout = '1s'");
        tx.query("SELECT 1 FROM pg_advisory_xact_lock(hashtext('brokerway.vault_key'))", row -> 1);
        return true;
      });
    } catch (StorageFailure e) {
      if (e.sqlState().equals(LOCK_NOT_AVAILABLE)) {
        return false;
      }
      throw e;
    }
  }
}
