package io.brokerway.engine.events;

import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import java.util.List;

/** Reads the log by position. Thread-safe. */
public final class EventLog {
  /** The most events one call returns. */
  public static final int MAX_LIMIT = 1_000;

  private final Database database;

  public EventLog(Database database) {
    this.database = database;
  }

  /** The tenant's events after the position, oldest first, at most {@code limit}. */
  public List<Event> after(TenantId tenant, long position, EventFilter filter, int limit) {
    throw new UnsupportedOperationException();
  }

  /** The events of all tenants after the position, oldest first, at most {@code limit}. */
  public List<Event> after(long position, EventFilter filter, int limit) {
    throw new UnsupportedOperationException();
  }

  /** The position of the newest event; 0 if there is none. */
  public long head() {
    throw new UnsupportedOperationException();
  }
}
