package io.brokerway.engine.storage;

import java.sql.SQLException;
import java.util.List;

/**
 * How writes of one kind are applied, many at once. One instance per kind for the life of the
 * process: writes are grouped by it.
 *
 * @param <W> a write, checked before it is submitted
 * @param <R> what its waiter gets
 */
public interface WriteKind<W, R> {

  /** For logs and metrics: {@code order.place}. */
  String name();

  TenantId tenantOf(W write);

  /**
   * Applies the writes, in their order of arrival, inside the batch's transaction. Called on the
   * writer's thread; may run again for a part of the writes after a failure, so it must have no
   * effect outside the database. The writes may concern the same row.
   *
   * @return the results in the order of the writes
   */
  List<R> apply(Tx tx, List<W> writes) throws SQLException;
}
