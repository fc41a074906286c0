package io.brokerway.engine.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brokerway.broker.BrokerException;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Partitions;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.UUID;

/** Which node writes the journal of a venue: the owner of the partition that its name falls in. */
final class VenueFence {
  private final Partitions partitions;
  private final String name;
  private final int partition;

  VenueFence(Database database, String name) {
    this.partitions = database.partitions();
    this.name = name;
    this.partition = Partitions.partitionOf(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
  }

  /**
   * Holds the ownership until the transaction ends.
   *
   * @throws BrokerException.Unavailable if this node was fenced off
   */
  void require(Tx tx) throws SQLException {
    var fence = partitions.fence(partition);
    if (fence == 0 || !partitions.requireFence(tx, partition, fence)) {
      throw new BrokerException.Unavailable("another node has the journal %s now".formatted(name));
    }
  }
}
