package io.brokerway.engine.audit;

import io.brokerway.broker.CallRecord;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.engine.storage.TenantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the record of every call to a broker for 30 days, with one digest an hour in the tenant's
 * chain. A full queue drops records and counts them: it never holds a call up.
 */
public final class CallLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);
  private static final int CAPACITY = 20_000;
  private static final int MAX_BATCH = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Database database;
  private final CallDigests digests;
  private final BlockingQueue<TenantCall> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final Counter dropped;
  private final CallMeters meters;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Thread thread;

  public CallLog(Database database, MeterRegistry metrics) {
    this.database = database;
    digests = new CallDigests(database);
    meters = new CallMeters(metrics);
    dropped =
        Counter.builder("brokerway.broker.calls.unrecorded")
            .description("Calls to brokers whose record was dropped")
            .register(metrics);
    thread = Thread.ofPlatform().name("brokerway-call-log").daemon().start(this::live);
  }

  /** Where the calls made for a tenant go: never blocks, never throws. */
  public Consumer<CallRecord> sink(TenantId tenant) {
    return call -> {
      meters.record(call);
      if (!open.get() || !queue.offer(new TenantCall(tenant, call))) {
        dropped.increment();
      }
    };
  }

  /** Writes what waits and ends. */
  @Override
  public void close() {
    open.set(false);
    try {
      if (!thread.join(CLOSE_LIMIT)) {
        LOG.warn("{} records of calls were not written", queue.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void live() {
    var batch = new ArrayList<TenantCall>();
    while (open.get() || !queue.isEmpty() || !batch.isEmpty()) {
      try {
        step(batch);
      } catch (StorageUnavailable e) {
        // The batch stays in hand and is written when the database is back.
        LOG.warn("records of calls wait for the database: {}", e.getMessage());
        if (!open.get()) {
          return;
        }
        java.util.concurrent.locks.LockSupport.parkNanos(PATIENCE.toNanos());
      } catch (StorageFailure e) {
        LOG.error("{} records of calls could not be written", batch.size(), e);
        dropped.increment(batch.size());
        batch.clear();
      } catch (InterruptedException e) {
        LOG.warn("the call log was interrupted");
        return;
      }
    }
  }

  private void step(List<TenantCall> batch) throws InterruptedException {
    if (batch.isEmpty()) {
      var first = open.get() ? queue.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS) : queue.poll();
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, MAX_BATCH - 1);
      }
    }
    if (!batch.isEmpty()) {
      TenantCall.insert(database, batch);
      batch.clear();
    }
    digests.writeDue();
  }
}
