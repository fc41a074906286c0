package io.brokerway.engine.connections;

import io.brokerway.broker.account.Account;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** All observers as one. */
final class Observers {
  private final List<ConnectionObserver> observers = new CopyOnWriteArrayList<>();

  void add(ConnectionObserver observer) {
    observers.add(observer);
  }

  void connected(Tx tx, ConnectionRef connection, List<Account> accounts, Instant at)
      throws SQLException {
    for (var observer : observers) {
      observer.onConnected(tx, connection, accounts, at);
    }
  }

  void disconnected(Tx tx, ConnectionRef connection, Instant at) throws SQLException {
    for (var observer : observers) {
      observer.onDisconnected(tx, connection, at);
    }
  }

  List<String> accountKeys(Tx tx, ConnectionRef connection) throws SQLException {
    var keys = new ArrayList<String>();
    for (var observer : observers) {
      keys.addAll(observer.accountKeys(tx, connection));
    }
    return keys;
  }

  List<UUID> accountIds(Tx tx, ConnectionRef connection) throws SQLException {
    var ids = new ArrayList<UUID>();
    for (var observer : observers) {
      ids.addAll(observer.accountIds(tx, connection));
    }
    return ids;
  }
}
