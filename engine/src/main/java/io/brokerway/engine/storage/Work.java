package io.brokerway.engine.storage;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done in one transaction. It may run again after a serialization failure or a deadlock, so
 * it must have no effect outside the database.
 */
@FunctionalInterface
public interface Work<R extends @Nullable Object> {
  R run(Tx tx) throws SQLException;
}
