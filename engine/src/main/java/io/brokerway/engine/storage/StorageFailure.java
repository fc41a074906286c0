package io.brokerway.engine.storage;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** The database refused a statement: a broken constraint, a bad value, a time-out. */
public final class StorageFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;
  private final @Nullable String constraint;

  StorageFailure(SQLException cause) {
    super(cause.getMessage(), cause);
    sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    constraint = constraintOf(cause);
  }

  /** PostgreSQL's five-character code, empty if it gave none: {@code 23505}. */
  public String sqlState() {
    return sqlState;
  }

  /** The name of the broken constraint. */
  public Optional<String> constraint() {
    return Optional.ofNullable(constraint);
  }

  private static @Nullable String constraintOf(SQLException cause) {
    return cause instanceof PSQLException e && e.getServerErrorMessage() != null
        ? e.getServerErrorMessage().getConstraint()
        : null;
  }
}
