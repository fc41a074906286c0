package io.brokerway.engine.connections;

import io.brokerway.broker.account.Account;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Takes part in the transaction that connects or disconnects; throwing undoes it. */
public interface ConnectionObserver {

  /** A login succeeded. Called for a reconnect too. */
  default void onConnected(Tx tx, ConnectionRef connection, List<Account> accounts, Instant at)
      throws SQLException {}

  /** The connection ends and takes its data with it. */
  void onDisconnected(Tx tx, ConnectionRef connection, Instant at) throws SQLException;

  /** The keys of the accounts that a new login for this connection must reach. */
  default List<String> accountKeys(Tx tx, ConnectionRef connection) throws SQLException {
    return List.of();
  }

  /** The ids of its accounts that are not removed. */
  default List<UUID> accountIds(Tx tx, ConnectionRef connection) throws SQLException {
    return List.of();
  }
}
