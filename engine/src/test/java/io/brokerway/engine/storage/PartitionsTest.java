package io.brokerway.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PartitionsTest {
  private static TestDatabase test;

  @BeforeAll
  static void open() {
    test = TestDatabase.open();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void aLaneHasTheSamePartitionForEver() {
    assertThat(Partitions.partitionOf(UUID.fromString("018f3c2e-0000-7000-8000-000000000001")))
        .isEqualTo(Partitions.partitionOf(new UUID(0x018f3c2e00007000L, 0x8000000000000001L)))
        .isEqualTo(PARTITION_OF_EXAMPLE);
  }

  @Test
  void lanesMadeTogetherSpreadOverThePartitions() {
    var ids = Ids.secure(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    var counts = new Integer[Partitions.COUNT];
    java.util.Arrays.fill(counts, 0);

    for (var i = 0; i < 102_400; i++) {
      counts[Partitions.partitionOf(ids.next())]++;
    }

    assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(40, 180));
  }

  @Test
  void whoClaimsFencesTheEarlierOwnerOff() {
    var database = test.database();
    var partitions = database.partitions();
    var fence = partitions.fence(5);
    var other = new Partitions(UUID.randomUUID(), database.clock());

    var before = database.inSystem(tx -> partitions.requireFence(tx, 5, fence));
    database.inSystem(tx -> {
      other.claimAll(tx);
      return true;
    });
    other.heartbeat(database);
    var after =
        database.inSystem(
            tx -> partitions.askFences(tx, Map.of(5, fence, 6, partitions.fence(6))).get());

    boolean held = database.inSystem(tx -> other.requireFence(tx, 5, other.fence(5)));

    assertThat(fence).isPositive();
    assertThat(before).isTrue();
    assertThat(after).isEmpty();
    assertThat(other.fence(5)).isGreaterThan(fence);
    assertThat(held).isTrue();
    Await.until(() -> partitions.fence(5) == 0);
  }

  @Test
  void theLeaseHoldsForItsLengthOnBothClocks() {
    var wall = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
    try (var own = TestDatabase.open(wall)) {
      var partitions = new Partitions(UUID.randomUUID(), wall);
      assertThat(partitions.leaseHolds(Duration.ZERO)).isFalse();

      partitions.heartbeat(own.database());

      assertThat(partitions.leaseHolds(Duration.ofSeconds(5))).isTrue();
      assertThat(partitions.leaseHolds(Partitions.LEASE)).isFalse();
      wall.advance(Duration.ofHours(2));
      assertThat(partitions.leaseHolds(Duration.ZERO)).isFalse();
    }
  }

  private static final int PARTITION_OF_EXAMPLE = 732;
}
