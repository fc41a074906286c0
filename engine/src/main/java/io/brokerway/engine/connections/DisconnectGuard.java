package io.brokerway.engine.connections;

import java.util.List;
import java.util.UUID;

/** Says what would be left behind if accounts of a connection went away. */
@FunctionalInterface
public interface DisconnectGuard {

  /** The ids of the orders of these accounts that are working or unknown, at most 100. */
  List<String> workingOrders(ConnectionRef connection, List<UUID> accounts);

  /**
   * The accounts go away although orders work: cancels what can be canceled, and waits a bounded
   * while for proof.
   */
  default void beforeForced(ConnectionRef connection, List<UUID> accounts) {}
}
