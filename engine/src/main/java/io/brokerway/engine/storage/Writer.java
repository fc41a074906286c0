package io.brokerway.engine.storage;

import java.util.concurrent.CompletableFuture;

/**
 * Group commit: many callers wait while one thread writes what they brought in one transaction.
 * Takes what waits and never sleeps; fair by tenant; at most 64 writes of a tenant and 256 in all
 * per batch. A failed batch is split until only the bad write fails. Thread-safe.
 */
public final class Writer implements AutoCloseable {

  /**
   * Queues a write. The future completes after the commit, with what the kind returned or with what
   * it threw; with {@link StorageUnavailable} if the database is away. It completes on a thread of
   * its own, so what hangs on it cannot hold the writer up.
   *
   * @throws StorageOverloaded if the queue is full: nothing was queued
   */
  public <W, R> CompletableFuture<R> submit(WriteKind<W, R> kind, W write) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes and waits for the commit. An interrupt does not end the wait, since the outcome must be
   * known; it stays set on the thread.
   *
   * @throws StorageOverloaded if the queue is full: nothing was written
   * @throws StorageUnavailable if the database is away
   */
  public <W, R> R write(WriteKind<W, R> kind, W write) {
    throw new UnsupportedOperationException();
  }

  /** Writes that wait now. */
  public int waiting() {
    return 0;
  }

  /** Takes no more, writes what waits, and ends. */
  @Override
  public void close() {}
}
