package io.brokerway.engine.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database together: the driver sends them one after the other without
 * waiting, and reads all answers at the end. Used by one thread.
 */
final class Round {
  private final List<Sent> statements = new ArrayList<>();

  /** Takes what a statement gave; the prepared statement stands at its result. */
  @FunctionalInterface
  interface Receiver {
    void receive(PreparedStatement result) throws SQLException;
  }

  private record Sent(String sql, List<@Nullable Object> parameters, Receiver receiver) {}

  boolean isEmpty() {
    return statements.isEmpty();
  }

  void add(String sql, @Nullable Object[] parameters, Receiver receiver) {
    statements.add(new Sent(sql, Arrays.asList(parameters), receiver));
  }

  /** Sends all and hands each its result; when it throws, the transaction is lost. */
  void run(Connection connection) throws SQLException {
    var sent = List.copyOf(statements);
    statements.clear();
    var sql = sent.stream().map(Sent::sql).collect(Collectors.joining(";\n"));
    try (var statement = connection.prepareStatement(sql)) {
      Parameters.bind(statement, sent.stream().flatMap(one -> one.parameters().stream()).toArray());
      statement.execute();
      for (var i = 0; i < sent.size(); i++) {
        if (i > 0) {
          statement.getMoreResults();
        }
        sent.get(i).receiver().receive(statement);
      }
    }
  }
}
