package io.brokerway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurabilityTest {
  private static final Tape TAPE = Tape.of(TapeConfig.alwaysOpen());
  private static final Instant START = Instant.parse("2026-03-02T22:00:00Z");
  private static final AccountKey ONE = new AccountKey("one");

  @Test
  void journalTellsTheSameStateAgain() {
    for (var seed = 1; seed <= 12; seed++) {
      var journal = new InMemoryJournal();
      var clock = new SettableClock(START);
      var venue = Venue.open(TestVenue.config(), TAPE, journal, clock);
      RandomTrading.trade(venue, clock, new SplittableRandom(seed), 120);

      var again = Venue.open(TestVenue.config(), TAPE, copy(journal), clock);

      assertThat(RandomTrading.state(again))
          .as("seed %d", seed)
          .isEqualTo(RandomTrading.state(venue));
    }
  }

  @Test
  void whatFillsWhileTheVenueIsAwayFillsWhenItIsBack() {
    for (var seed = 1; seed <= 4; seed++) {
      var journal = new InMemoryJournal();
      var clock = new SettableClock(START);
      var venue = Venue.open(TestVenue.config(), TAPE, journal, clock);
      RandomTrading.trade(venue, clock, new SplittableRandom(seed), 80);
      var copy = copy(journal);
      for (var minute = 0; minute < 400; minute++) {
        clock.advance(Duration.ofSeconds(61));
        venue.advanceTo(clock.instant());
      }

      var away = Venue.open(TestVenue.config(), TAPE, copy, clock);

      assertThat(RandomTrading.withoutIds(away))
          .as("seed %d", seed)
          .isEqualTo(RandomTrading.withoutIds(venue));
    }
  }

  @Test
  void crashAtAnyByteLosesNothingThatWasAnswered(@TempDir Path folder) throws Exception {
    var file = folder.resolve("venue.journal");
    var clock = new SettableClock(START);
    try (var journal = FileJournal.open(file)) {
      RandomTrading.trade(
          Venue.open(TestVenue.config(), TAPE, journal, clock), clock, random(), 30);
    }
    var bytes = java.nio.file.Files.readAllBytes(file);
    var random = random();

    for (var i = 0; i < 40; i++) {
      var torn = folder.resolve("torn" + i);
      java.nio.file.Files.write(
          torn, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
      try (var journal = FileJournal.open(torn);
          var venue = Venue.open(TestVenue.config(), TAPE, journal, clock)) {
        venue.openAccount(ONE, AccountTerms.margin(), new BigDecimal(1000));

        assertThat(venue.accounts()).contains(ONE);
      }
      try (var journal = FileJournal.open(torn)) {
        assertThat(Venue.open(TestVenue.config(), TAPE, journal, clock).accounts()).contains(ONE);
      }
    }
  }

  @Test
  void commandThatTheJournalCannotKeepDidNotHappen() {
    var journal = new FailingJournal();
    var clock = new SettableClock(START);
    var venue = Venue.open(TestVenue.config(), TAPE, journal, clock);
    venue.openAccount(ONE, AccountTerms.margin(), new BigDecimal(100_000));
    var before = RandomTrading.state(venue);
    journal.failing = true;

    assertThatThrownBy(() -> venue.place(order("a", 1), DuplicateRule.REFUSE))
        .isInstanceOf(BrokerException.Unavailable.class);
    journal.failing = false;

    assertThat(RandomTrading.state(venue)).isEqualTo(before);
    assertThat(TestVenue.accepted(venue.place(order("a", 1), DuplicateRule.REFUSE)).status())
        .isEqualTo(OrderStatus.FILLED);
  }

  @Test
  void commandsThatComeTogetherShareAWrite() throws Exception {
    var journal = new FailingJournal();
    var venue = Venue.open(TestVenue.config(), TAPE, journal, new SettableClock(START));
    venue.openAccount(ONE, AccountTerms.margin(), new BigDecimal(1_000_000_000));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 2000; i++) {
        var id = "order" + i;
        var unused = threads.submit(() -> venue.place(order(id, 1), DuplicateRule.REFUSE));
      }
    }

    assertThat(venue.orders(ONE)).hasSize(2000);
    assertThat(venue.orders(ONE)).extracting(VenueOrder::sequence).isSorted();
    assertThat(journal.appends).isLessThanOrEqualTo(2002);
  }

  @Test
  void snapshotIsNeverSharedByALaterFill() {
    var venue =
        Venue.open(TestVenue.config(), TAPE, new InMemoryJournal(), new SettableClock(START));
    venue.openAccount(ONE, AccountTerms.margin(), new BigDecimal(100_000));

    var snapshot = venue.snapshot(ONE);
    venue.place(order("a", 1), DuplicateRule.REFUSE);

    assertThat(RandomTrading.executions(venue, ONE))
        .isNotEmpty()
        .allSatisfy(execution -> assertThat(execution.at()).isAfter(snapshot.at()));
    assertThat(snapshot.positions()).isEmpty();
  }

  private static SplittableRandom random() {
    return new SplittableRandom(20261123);
  }

  private static NewOrder order(String id, int quantity) {
    return NewOrder.simple(
        ONE,
        id,
        TAPE.find("AAPL").orElseThrow().instrument(),
        Side.BUY,
        OrderQuantity.units("" + quantity),
        OrderTerms.market(TimeInForce.DAY));
  }

  private static InMemoryJournal copy(VenueJournal journal) {
    var copy = new InMemoryJournal();
    journal.readAfter(0, entry -> copy.append(entry.position() - 1, List.of(entry.bytes())));
    return copy;
  }

  /** Takes nothing while it fails. */
  private static final class FailingJournal implements VenueJournal {
    private final InMemoryJournal journal = new InMemoryJournal();
    private volatile boolean failing;
    private volatile int appends;

    @Override
    public Hold hold() {
      return journal.hold();
    }

    @Override
    public synchronized long append(long after, List<byte[]> entries) {
      if (failing) {
        throw new BrokerException.Unavailable("the disk is full");
      }
      appends++;
      return journal.append(after, entries);
    }

    @Override
    public void readAfter(long position, Consumer<Entry> reader) {
      journal.readAfter(position, reader);
    }
  }
}
