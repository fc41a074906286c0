package io.brokerway.engine.audit;

import io.brokerway.broker.CallRecord;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/**
 * Keeps the record of every call to a broker for 30 days, with one digest an hour in the tenant's
 * chain. A full queue drops records and counts them: it never holds a call up.
 */
public final class CallLog implements AutoCloseable {
  public CallLog(Database database, MeterRegistry metrics) {}

  /** Where the calls made for a tenant go: never blocks, never throws. */
  public Consumer<CallRecord> sink(TenantId tenant) {
    throw new UnsupportedOperationException();
  }

  /** Writes what waits and ends. */
  @Override
  public void close() {}
}
