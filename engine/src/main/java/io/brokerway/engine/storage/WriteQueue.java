package io.brokerway.engine.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the writer: one queue per tenant, served in turn. Bounded over all tenants.
 * Thread-safe.
 */
final class WriteQueue {
  static final int MAX_OF_TENANT = 64;
  static final int MAX_BATCH = 256;

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Map<TenantId, ArrayDeque<PendingWrite<?, ?>>> byTenant = new LinkedHashMap<>();
  private int size;
  private long arrivals;
  private boolean closed;

  WriteQueue(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Queues a write.
   *
   * @throws StorageOverloaded if the queue is full
   * @throws StorageUnavailable if it is closed
   */
  <W, R> PendingWrite<W, R> add(WriteKind<W, R> kind, W write) {
    var tenant = kind.tenantOf(write);
    lock.lock();
    try {
      if (closed) {
        throw new StorageUnavailable("the writer is shutting down", null);
      }
      if (size >= capacity) {
        throw new StorageOverloaded(capacity);
      }
      var pending = new PendingWrite<>(kind, write, tenant, arrivals++, System.nanoTime());
      byTenant.computeIfAbsent(tenant, any -> new ArrayDeque<>()).add(pending);
      size++;
      arrived.signal();
      return pending;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for writes and takes the next batch in order of arrival; empty once closed and drained.
   */
  List<PendingWrite<?, ?>> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (size == 0 && !closed) {
        arrived.await();
      }
      return nextBatch();
    } finally {
      lock.unlock();
    }
  }

  /** Takes all that waits, in order of arrival. */
  List<PendingWrite<?, ?>> takeAll() {
    lock.lock();
    try {
      var all = new ArrayList<PendingWrite<?, ?>>(size);
      byTenant.values().forEach(all::addAll);
      byTenant.clear();
      size = 0;
      all.sort(Comparator.comparingLong(PendingWrite::arrival));
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more from now on. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** One of each tenant in turn until the batch is full; who was served goes to the end. */
  private List<PendingWrite<?, ?>> nextBatch() {
    var batch = new ArrayList<PendingWrite<?, ?>>(Math.min(size, MAX_BATCH));
    for (var round = 0; round < MAX_OF_TENANT && size > 0 && batch.size() < MAX_BATCH; round++) {
      for (var tenant : List.copyOf(byTenant.keySet())) {
        if (batch.size() == MAX_BATCH) {
          break;
        }
        batch.add(takeOneOf(tenant));
      }
    }
    batch.sort(Comparator.comparingLong(PendingWrite::arrival));
    return batch;
  }

  private PendingWrite<?, ?> takeOneOf(TenantId tenant) {
    var queue = byTenant.remove(tenant);
    if (queue == null) {
      throw new IllegalStateException("no queue of " + tenant);
    }
    var first = queue.remove();
    if (!queue.isEmpty()) {
      byTenant.put(tenant, queue);
    }
    size--;
    return first;
  }
}
