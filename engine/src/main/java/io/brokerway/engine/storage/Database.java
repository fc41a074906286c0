package io.brokerway.engine.storage;

import java.time.Clock;

/**
 * The one door to PostgreSQL. Work runs in a transaction of its own: {@code inTenant} with the
 * rights of one tenant (row-level security), {@code inSystem} with the gateway's own. A transaction
 * is repeated after a serialization failure or a deadlock. Thread-safe.
 */
public final class Database implements AutoCloseable {

  /**
   * Opens the database, starts the embedded server if there is no external one, brings the schema
   * up to date and claims the partitions.
   *
   * @throws StorageUnavailable if it cannot be reached
   * @throws IllegalStateException if it cannot be used, with the reason and what to do
   */
  public static Database open(StorageConfig config, Clock clock) {
    throw new UnsupportedOperationException();
  }

  /** Runs the work as the tenant: only its rows exist. */
  public <R> R inTenant(TenantId tenant, Work<R> work) {
    throw new UnsupportedOperationException();
  }

  /** Runs work that only reads as the tenant. */
  public <R> R readTenant(TenantId tenant, Work<R> work) {
    throw new UnsupportedOperationException();
  }

  /** Runs the gateway's own work, over all tenants. */
  public <R> R inSystem(Work<R> work) {
    throw new UnsupportedOperationException();
  }

  /** Runs the gateway's own work that only reads. */
  public <R> R readSystem(Work<R> work) {
    throw new UnsupportedOperationException();
  }

  public Writer writer() {
    throw new UnsupportedOperationException();
  }

  public Partitions partitions() {
    throw new UnsupportedOperationException();
  }

  public Ids ids() {
    throw new UnsupportedOperationException();
  }

  public Clock clock() {
    throw new UnsupportedOperationException();
  }

  /** Tells whether the database answers now. */
  public boolean isAvailable() {
    throw new UnsupportedOperationException();
  }

  /** Adds a listener to the commits of this process. */
  public void onCommit(CommitListener listener) {
    throw new UnsupportedOperationException();
  }

  /** Drains the writer, closes the connections and stops the embedded server. */
  @Override
  public void close() {}
}
