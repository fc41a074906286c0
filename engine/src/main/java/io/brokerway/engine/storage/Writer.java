package io.brokerway.engine.storage;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: many callers wait while one thread writes what they brought in one transaction.
 * Takes what waits and never sleeps; fair by tenant; at most 64 writes of a tenant and 256 in all
 * per batch. A failed batch is split until only the bad write fails. Thread-safe.
 */
public final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);
  // What hangs on a future runs here, so that it cannot hold the writer up.
  private static final Executor ASIDE = Thread::startVirtualThread;

  private final WriteQueue queue;
  private final BatchWriter batches;
  private final List<BatchListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Thread thread;
  private volatile List<PendingWrite<?, ?>> inHand = List.of();

  Writer(Server server, int capacity, Clock clock, Commits commits) {
    queue = new WriteQueue(capacity);
    batches = new BatchWriter(server, clock, commits);
    thread = start();
  }

  /**
   * Queues a write. The future completes after the commit, with what the kind returned or with what
   * it threw; with {@link StorageUnavailable} if the database is away. It completes on a thread of
   * its own, so what hangs on it cannot hold the writer up.
   *
   * @throws StorageOverloaded if the queue is full: nothing was queued
   * @throws StorageUnavailable if the writer is closed
   */
  public <W, R> CompletableFuture<R> submit(WriteKind<W, R> kind, W write) {
    // A dependent of the future, so that a caller can neither complete nor cancel the waiter's own.
    return queue.add(kind, write).future().thenApplyAsync(result -> result, ASIDE);
  }

  /**
   * Writes and waits for the commit. An interrupt does not end the wait, since the outcome must be
   * known; it stays set on the thread.
   *
   * @throws StorageOverloaded if the queue is full: nothing was written
   * @throws StorageUnavailable if the database is away
   */
  public <W, R> R write(WriteKind<W, R> kind, W write) {
    var pending = queue.add(kind, write);
    try {
      // join() goes on waiting when the thread is interrupted.
      return pending.future().join();
    } catch (CompletionException e) {
      throw asThrown(e);
    }
  }

  /** Writes that wait now. */
  public int waiting() {
    return queue.size();
  }

  /** Adds who hears of batches. */
  public void onBatch(BatchListener listener) {
    listeners.add(listener);
  }

  /** Takes no more, writes what waits, and ends. */
  @Override
  public void close() {
    queue.close();
    var deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
    try {
      while (thread.isAlive() && System.nanoTime() < deadline) {
        thread.join(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failAll(queue.takeAll(), new StorageUnavailable("the writer was closed", null));
    batches.close();
  }

  private Thread start() {
    return Thread.ofPlatform().name("brokerway-writer").daemon().start(this::live);
  }

  /** Works until closed. Whatever kills the work, its waiters hear of it and a successor starts. */
  private void live() {
    try {
      work();
    } catch (Throwable e) { // An Error too: nobody else would tell the waiters.
      LOG.error("the writer died and is started again", e);
      var failure = new StorageUnavailable("the writer died", e, true);
      var waiting = new ArrayList<PendingWrite<?, ?>>(inHand);
      waiting.addAll(queue.takeAll());
      batches.disconnect();
      thread = start();
      // Told last: who tries again at once finds the successor, and is not failed with the others.
      failAll(waiting, failure);
    }
  }

  private void work() throws InterruptedException {
    for (var batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
      inHand = batch;
      var start = System.nanoTime();
      var lost = batches.write(batch);
      inHand = List.of();
      tell(batch.size(), Duration.ofNanos(System.nanoTime() - start), lost == null);
      if (lost != null) {
        // Who waits behind would wait for the same: all are told now, within the time they have.
        failAll(queue.takeAll(), lost);
      }
    }
  }

  /** A listener that throws breaks nothing: the batch is done. */
  private void tell(int writes, Duration took, boolean stored) {
    for (var listener : listeners) {
      try {
        listener.written(writes, took, stored);
      } catch (RuntimeException e) {
        LOG.error("a listener to batches failed", e);
      }
    }
  }

  private static void failAll(List<PendingWrite<?, ?>> writes, Throwable failure) {
    writes.forEach(write -> write.fail(failure));
  }

  private static RuntimeException asThrown(CompletionException e) {
    var cause = e.getCause();
    if (cause instanceof RuntimeException failure) {
      return failure;
    }
    return e;
  }
}
