package io.brokerway.engine.audit;

import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;

/** Checks the log's hash chains. Thread-safe. */
public final class AuditTrail {
  private final Database database;

  public AuditTrail(Database database) {
    this.database = database;
  }

  /** Recomputes the tenant's chain from its first entry to its head. */
  public Verification verify(TenantId tenant) {
    throw new UnsupportedOperationException();
  }
}
