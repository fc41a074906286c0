package io.brokerway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.VenueArchive;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A venue that starts from a snapshot is the venue that read its whole journal. */
final class SnapshotTest {
  private static final Tape TAPE = Tape.of(TapeConfig.alwaysOpen());
  private static final Instant START = Instant.parse("2026-03-02T22:00:00Z");
  private static final int NEVER = Integer.MAX_VALUE;

  private final SettableClock clock = new SettableClock(START);
  private final InMemoryArchive archive = new InMemoryArchive();
  private final InMemoryJournal journal = new InMemoryJournal(archive);

  private static VenueConfig config(long generation, int every, int recent) {
    var count = new AtomicLong();
    return VenueConfig.free("test")
        .withSnapshots(every, recent)
        .withIds(() -> new UUID(0x4000L | generation << 16, count.incrementAndGet()));
  }

  private Venue open(int recent) {
    return Venue.open(config(1, NEVER, recent), TAPE, journal, clock);
  }

  /** What a new process would find now. */
  private InMemoryJournal copy(InMemoryArchive beside) {
    var copy = new InMemoryJournal(beside);
    journal.readAfter(0, entry -> copy.append(entry.position() - 1, List.of(entry.bytes())));
    return copy;
  }

  @Test
  void snapshotAndTailGiveTheStateOfAFullReplay() {
    for (var seed = 1; seed <= 40; seed++) {
      var one = new SnapshotTest();
      one.requireEqualStates(seed);
    }
  }

  private void requireEqualStates(int seed) {
    var random = new SplittableRandom(seed);
    var venue = open(random.nextInt(12));
    for (var part = 0; part < 4; part++) {
      RandomTrading.trade(venue, clock, random.split(), random.nextInt(5, 50));
      venue.snapshot();
    }
    RandomTrading.trade(venue, clock, random.split(), random.nextInt(30));
    assertThat(archive.snapshots()).as("seed %d", seed).isNotEmpty();

    try (var fromSnapshot = Venue.open(config(2, NEVER, 5), TAPE, copy(archive), clock);
        var replayed = Venue.open(config(2, 0, 0), TAPE, copy(new InMemoryArchive()), clock)) {
      assertThat(RandomTrading.state(fromSnapshot))
          .as("seed %d", seed)
          .isEqualTo(RandomTrading.state(replayed))
          .isEqualTo(RandomTrading.state(venue));

      // And they go on alike.
      var now = clock.instant();
      RandomTrading.trade(fromSnapshot, clock, new SplittableRandom(seed), 40);
      clock.set(now);
      RandomTrading.trade(replayed, clock, new SplittableRandom(seed), 40);
      assertThat(RandomTrading.state(fromSnapshot))
          .as("seed %d, afterwards", seed)
          .isEqualTo(RandomTrading.state(replayed));
    }
  }

  @Test
  void endedOrdersLeaveTheMemoryAndAreAnsweredAllTheSame() {
    var venue = open(10);
    RandomTrading.trade(venue, clock, new SplittableRandom(7), 300);
    var before = RandomTrading.state(venue);
    var open = venue.openOrders(RandomTrading.ONE).size();
    assertThat(venue.ordersInMemory()).isGreaterThan(100);

    venue.snapshot();

    // Ended orders of a group whose others are open stay with it.
    assertThat(venue.ordersInMemory()).isLessThanOrEqualTo(10 + 3 * open);
    assertThat(RandomTrading.state(venue)).isEqualTo(before);
    var all = venue.transactions(RandomTrading.ONE, 0, NEVER);
    assertThat(venue.transactions(RandomTrading.ONE, 3, 5)).isEqualTo(all.subList(3, 8));
  }

  @Test
  void clientOrderIdOfAnOrderThatLeftTheMemoryIsStillTaken() {
    var venue = open(0);
    venue.openAccount(RandomTrading.ONE, AccountTerms.margin(), new BigDecimal(100_000));
    var first = TestVenue.accepted(venue.place(buy("a"), DuplicateRule.REFUSE));
    venue.snapshot();
    assertThat(venue.ordersInMemory()).isZero();

    var again = TestVenue.accepted(venue.place(buy("a"), DuplicateRule.RETURN_ORIGINAL));
    var refused = TestVenue.refused(venue.place(buy("a"), DuplicateRule.REFUSE));

    assertThat(again).isEqualTo(first);
    assertThat(refused.reason()).isEqualTo(RejectReason.DUPLICATE_CLIENT_ORDER_ID);
    assertThat(venue.orderByClientId(RandomTrading.ONE, "a")).contains(first);
    assertThat(TestVenue.refused(venue.cancel(RandomTrading.ONE, first.id())).reason())
        .isEqualTo(RejectReason.TOO_LATE);
    assertThat(venue.orders(RandomTrading.ONE)).hasSize(1);
  }

  @Test
  void brokenSnapshotFallsBackToTheOneBeforeAndThenToTheJournal() {
    var venue = open(3);
    RandomTrading.trade(venue, clock, new SplittableRandom(3), 60);
    venue.snapshot();
    RandomTrading.trade(venue, clock, new SplittableRandom(4), 60);
    venue.snapshot();
    var state = RandomTrading.state(venue);
    var kept = archive.snapshots();
    assertThat(kept).hasSize(2);

    for (var broken = 1; broken <= kept.size(); broken++) {
      spoil(kept.get(broken - 1));
      // Not closed: that would keep a good one again.
      var again = Venue.open(config(2, NEVER, 3), TAPE, copy(archive), clock);
      assertThat(RandomTrading.state(again)).as("%d broken", broken).isEqualTo(state);
    }
  }

  private void spoil(VenueArchive.Snapshot snapshot) {
    var bytes = snapshot.bytes().clone();
    bytes[bytes.length / 2] ^= 1;
    archive.keep(new VenueArchive.Snapshot(snapshot.position(), bytes));
  }

  @Test
  void snapshotOfALaterVersionIsNotRead() {
    var venue = open(3);
    RandomTrading.trade(venue, clock, new SplittableRandom(3), 60);
    var later = StateCodec.encode(StateCodec.VERSION + 1, "of a form that nobody here knows");
    archive.keep(new VenueArchive.Snapshot(10, later));

    try (var again = Venue.open(config(2, NEVER, 3), TAPE, copy(archive), clock)) {
      assertThat(RandomTrading.state(again)).isEqualTo(RandomTrading.state(venue));
    }
  }

  @Test
  void snapshotsComeByThemselvesAndWhenTheVenueCloses() {
    var venue = Venue.open(config(1, 20, 5), TAPE, journal, clock);
    RandomTrading.trade(venue, clock, new SplittableRandom(5), 100);
    var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (archive.snapshots().isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }

    RandomTrading.trade(venue, clock, new SplittableRandom(6), 5);
    venue.close();

    var entries = new AtomicLong();
    journal.readAfter(archive.snapshots().getFirst().position(), _ -> entries.incrementAndGet());
    assertThat(entries).hasValueLessThan(20);
  }

  @Test
  void oneVenueAtATimeHoldsAJournal() {
    var first = open(5);

    assertThatThrownBy(() -> open(5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("held");

    first.close();
    open(5).close();
  }

  @Test
  void venueThatWasOvertakenKeepsNothingAndReadsAgain() {
    var venue = open(5);
    venue.openAccount(RandomTrading.ONE, AccountTerms.margin(), new BigDecimal(1_000));
    var other = new java.util.ArrayList<byte[]>();
    copy(new InMemoryArchive()).readAfter(1, entry -> other.add(entry.bytes()));
    journal.append(2, other);

    assertThatThrownBy(() -> venue.deposit(RandomTrading.ONE, BigDecimal.TEN, "mine"))
        .isInstanceOf(io.brokerway.broker.BrokerException.Unavailable.class);

    assertThat(venue.balance(RandomTrading.ONE).cash()).isEqualByComparingTo("2000");
  }

  private static NewOrder buy(String id) {
    return NewOrder.simple(
        RandomTrading.ONE,
        id,
        TAPE.find("AAPL").orElseThrow().instrument(),
        Side.BUY,
        OrderQuantity.units("1"),
        OrderTerms.market(TimeInForce.DAY));
  }
}
