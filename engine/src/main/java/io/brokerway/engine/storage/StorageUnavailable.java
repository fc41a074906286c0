package io.brokerway.engine.storage;

import org.jspecify.annotations.Nullable;

/** The database is away or does not answer; the caller may try again later (HTTP 503). */
public final class StorageUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean outcomeUnknown;

  StorageUnavailable(String message, @Nullable Throwable cause, boolean outcomeUnknown) {
    super(message, cause);
    this.outcomeUnknown = outcomeUnknown;
  }

  StorageUnavailable(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  /**
   * Tells whether the transaction may nevertheless have been committed; if not, nothing of it was.
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
