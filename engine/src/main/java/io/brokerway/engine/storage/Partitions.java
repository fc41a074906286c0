package io.brokerway.engine.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who may drive which lanes: 1,024 partitions by hash of the lane key, each owned by one node under
 * a fence that grows with every change of the owner. Thread-safe.
 */
public final class Partitions {
  /** How many there are; part of the data's form, so it never changes. */
  public static final int COUNT = 1_024;

  /** The partition of a lane: the same on every node and for ever. */
  public static int partitionOf(UUID laneKey) {
    var bits = laneKey.getMostSignificantBits() * 31 + laneKey.getLeastSignificantBits();
    // The finisher of MurmurHash3, so that ids made in one millisecond spread.
    bits ^= bits >>> 33;
    bits *= 0xff51afd7ed558ccdL;
    bits ^= bits >>> 33;
    return (int) (bits & (COUNT - 1));
  }

  /** The fence under which this node owns the partition; 0 if it does not. */
  public long fence(int partition) {
    throw new UnsupportedOperationException();
  }

  /**
   * Locks the ownership row against a change until the transaction ends and compares the fence.
   *
   * @return false if this node was fenced off: its write must be dropped
   */
  public boolean requireFence(Tx tx, int partition, long fence) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /**
   * The same for many at once, by partition.
   *
   * @return the partitions whose fence still holds
   */
  public Set<Integer> requireFences(Tx tx, Map<Integer, Long> fences) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /**
   * Tells whether this node's lease outlives the margin on both the monotonic and the wall clock:
   * to be asked right before the first byte to a broker.
   */
  public boolean leaseHolds(Duration margin) {
    throw new UnsupportedOperationException();
  }
}
