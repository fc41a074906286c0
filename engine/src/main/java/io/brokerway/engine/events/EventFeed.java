package io.brokerway.engine.events;

import io.brokerway.engine.storage.Database;
import java.util.function.Consumer;

/**
 * Hands every committed event to its listeners, in position order and without gaps, soon after the
 * commit; events of other nodes within a second. One thread calls all listeners.
 */
public final class EventFeed implements AutoCloseable {
  public EventFeed(Database database, EventLog log) {}

  /**
   * Adds a listener for events after now. It must be quick; what it throws is logged and it stays.
   *
   * @return ends the subscription
   */
  public AutoCloseable subscribe(Consumer<Event> listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
