package io.brokerway.engine.storage;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who may drive which lanes: 1,024 partitions by hash of the lane key, each owned by one node under
 * a fence that grows with every change of the owner. Thread-safe.
 */
public final class Partitions {
  /** How many there are; part of the data's form, so it never changes. */
  public static final int COUNT = 1_024;

  /** How long a node may act after a heartbeat. */
  static final Duration LEASE = Duration.ofSeconds(10);

  private final UUID node;
  private final Clock clock;
  private volatile Map<Integer, Long> owned = Map.of();
  private volatile Lease lease;

  private record Lease(long untilNanos, Instant until) {}

  Partitions(UUID node, Clock clock) {
    this.node = node;
    this.clock = clock;
    this.lease = new Lease(System.nanoTime(), clock.instant());
  }

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
    return owned.getOrDefault(partition, 0L);
  }

  /**
   * Locks the ownership row against a change until the transaction ends and compares the fence.
   *
   * @return false if this node was fenced off: its write must be dropped
   */
  public boolean requireFence(Tx tx, int partition, long fence) throws SQLException {
    return askFences(tx, Map.of(partition, fence)).get().contains(partition);
  }

  /**
   * The same for many at once, by partition: asked with what else is asked then.
   *
   * @return the partitions whose fence still holds
   */
  public Tx.Answer<Integer> askFences(Tx tx, Map<Integer, Long> fences) {
    if (fences.isEmpty()) {
      return List::of;
    }
    // Locked in one order; a claim takes them in the same.
    var partitions = fences.keySet().stream().sorted().toArray(Integer[]::new);
    var rows =
        tx.ask(
            """
            SELECT partition, fence
              FROM partition_owner
             WHERE partition = ANY (?) AND node = ?
             ORDER BY partition
               FOR SHARE
            """,
            row -> Map.entry(row.getInt(1), row.getLong(2)),
            partitions,
            node);
    return () ->
        rows.get().stream()
            .filter(row -> row.getValue().equals(fences.get(row.getKey())))
            .map(Map.Entry::getKey)
            .toList();
  }

  /**
   * Tells whether this node's lease outlives the margin on both the monotonic and the wall clock:
   * to be asked right before the first byte to a broker.
   */
  public boolean leaseHolds(Duration margin) {
    var now = lease;
    return now.untilNanos() - System.nanoTime() > margin.toNanos()
        && clock.instant().plus(margin).isBefore(now.until());
  }

  /** Takes all partitions under new fences: whoever had them is fenced off. */
  void claimAll(Tx tx) throws SQLException {
    tx.update(
        """
        INSERT INTO node (node_id, started_at, heartbeat_at)
        VALUES (?, now(), now())
        """,
        node);
    tx.query(
        "SELECT partition FROM partition_owner ORDER BY partition FOR UPDATE",
        row -> row.getInt(1));
    tx.update("UPDATE partition_owner SET node = ?, fence = fence + 1, since = now()", node);
    tx.update("DELETE FROM node WHERE heartbeat_at < now() - INTERVAL '7 days'");
  }

  /** Renews the lease, and learns what this node owns. Called once a second. */
  void heartbeat(Database database) {
    var startNanos = System.nanoTime();
    var start = clock.instant();
    var fences =
        database.inSystem(tx -> {
          tx.update("UPDATE node SET heartbeat_at = now() WHERE node_id = ?", node);
          return readOwned(tx);
        });
    owned = fences;
    // Counted from before the question: the answer may have been long on its way.
    lease = new Lease(startNanos + LEASE.toNanos(), start.plus(LEASE));
  }

  private Map<Integer, Long> readOwned(Tx tx) throws SQLException {
    var fences = new HashMap<Integer, Long>();
    tx.query(
            "SELECT partition, fence FROM partition_owner WHERE node = ? ORDER BY partition",
            row -> Map.entry(row.getInt(1), row.getLong(2)),
            node)
        .forEach(row -> fences.put(row.getKey(), row.getValue()));
    return Map.copyOf(fences);
  }
}
