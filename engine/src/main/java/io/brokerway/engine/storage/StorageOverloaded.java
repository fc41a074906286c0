package io.brokerway.engine.storage;

/** The writer's queue is full: nothing was written; the caller may try again (HTTP 503). */
public final class StorageOverloaded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StorageOverloaded(int capacity) {
    super("the writer's queue of " + capacity + " is full");
  }
}
