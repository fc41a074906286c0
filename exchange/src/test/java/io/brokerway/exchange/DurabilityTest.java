package io.brokerway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
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
  private static final List<String> SYMBOLS = List.of("AAPL", "TSLA", "BTC-USD", "GE", "IBM");

  @Test
  void journalTellsTheSameStateAgain() {
    for (var seed = 1; seed <= 12; seed++) {
      var journal = new InMemoryJournal();
      var clock = new SettableClock(START);
      var venue = Venue.open(TestVenue.config(), TAPE, journal, clock);
      trade(venue, clock, new SplittableRandom(seed), 120);

      var again = Venue.open(TestVenue.config(), TAPE, journal, clock);

      assertThat(state(again)).as("seed %d", seed).isEqualTo(state(venue));
    }
  }

  @Test
  void whatFillsWhileTheVenueIsAwayFillsWhenItIsBack() {
    for (var seed = 1; seed <= 4; seed++) {
      var journal = new InMemoryJournal();
      var clock = new SettableClock(START);
      var venue = Venue.open(TestVenue.config(), TAPE, journal, clock);
      trade(venue, clock, new SplittableRandom(seed), 80);
      var copy = copy(journal);
      for (var minute = 0; minute < 400; minute++) {
        clock.advance(Duration.ofSeconds(61));
        venue.advanceTo(clock.instant());
      }

      var away = Venue.open(TestVenue.config(), TAPE, copy, clock);

      assertThat(withoutIds(away)).as("seed %d", seed).isEqualTo(withoutIds(venue));
    }
  }

  @Test
  void crashAtAnyByteLosesNothingThatWasAnswered(@TempDir Path folder) throws Exception {
    var file = folder.resolve("venue.journal");
    var clock = new SettableClock(START);
    try (var journal = FileJournal.open(file)) {
      trade(Venue.open(TestVenue.config(), TAPE, journal, clock), clock, random(), 30);
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
    var before = state(venue);
    journal.failing = true;

    assertThatThrownBy(() -> venue.place(order("a", 1), DuplicateRule.REFUSE))
        .isInstanceOf(BrokerException.Unavailable.class);
    journal.failing = false;

    assertThat(state(venue)).isEqualTo(before);
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

    assertThat(venue.executionsSince(ONE, START))
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

  private static void trade(Venue venue, SettableClock clock, SplittableRandom random, int steps) {
    venue.openAccount(ONE, AccountTerms.margin(), new BigDecimal(1_000_000));
    for (var step = 0; step < steps; step++) {
      clock.advance(Duration.ofMillis(random.nextInt(1, 90_000)));
      var open = venue.openOrders(ONE);
      switch (random.nextInt(open.isEmpty() ? 6 : 9)) {
        case 6 -> venue.cancel(ONE, pick(open, random).id());
        case 7 ->
            venue.replace(
                ONE,
                pick(open, random).id(),
                new OrderChange(
                    BigDecimal.valueOf(random.nextInt(1, 400)), null, null, null, null, null),
                "");
        case 8 -> venue.setCash(ONE, BigDecimal.valueOf(random.nextInt(2_000_000)), "set");
        default -> venue.place(randomOrder(venue, clock, random, step), DuplicateRule.REFUSE);
      }
    }
    venue.advanceTo(clock.instant());
  }

  private static VenueOrder pick(List<VenueOrder> orders, SplittableRandom random) {
    return orders.get(random.nextInt(orders.size()));
  }

  private static NewOrder randomOrder(
      Venue venue, SettableClock clock, SplittableRandom random, int step) {
    var listed = venue.prices().find(SYMBOLS.get(random.nextInt(SYMBOLS.size()))).orElseThrow();
    var last = venue.prices().quote(listed, clock.instant()).last();
    var side = random.nextInt(3) == 0 ? Side.SELL_SHORT : Side.BUY;
    side = random.nextInt(3) == 0 ? Side.SELL : side;
    var near = last.add(BigDecimal.valueOf(random.nextInt(-200, 200), 2)).toPlainString();
    var tif = random.nextBoolean() ? TimeInForce.DAY : TimeInForce.GTC;
    var terms =
        switch (random.nextInt(6)) {
          case 0 -> OrderTerms.market(tif);
          case 1 -> OrderTerms.stop(near, tif);
          case 2 -> OrderTerms.stopLimit(near, near, tif);
          case 3 -> OrderTerms.trailingStop(TrailingOffset.percent("0.2"), tif);
          case 4 -> OrderTerms.limit(near, TimeInForce.IOC);
          default -> OrderTerms.limit(near, tif);
        };
    return NewOrder.simple(
        ONE,
        "order" + step,
        listed.instrument(),
        side,
        OrderQuantity.units("" + random.nextInt(1, listed.isCrypto() ? 5 : 3000)),
        terms);
  }

  /** Everything that a venue can be asked. */
  private static String state(Venue venue) {
    var text = new StringBuilder();
    for (var account : venue.accounts()) {
      text.append(venue.balance(account)).append('\n');
      lines(text, venue.positions(account));
      lines(text, venue.orders(account));
      lines(text, venue.transactions(account, 0, Integer.MAX_VALUE));
      lines(text, venue.executionsSince(account, Instant.EPOCH));
      venue.orders(account).forEach(order -> lines(text, venue.history(account, order.id())));
    }
    return text.toString();
  }

  private static void lines(StringBuilder text, List<?> rows) {
    rows.forEach(row -> text.append(row).append('\n'));
  }

  private static String withoutIds(Venue venue) {
    return state(venue).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id");
  }

  private static InMemoryJournal copy(VenueJournal journal) {
    var copy = new InMemoryJournal();
    journal.readAfter(0, entry -> copy.append(List.of(entry.bytes())));
    return copy;
  }

  /** Takes nothing while it fails. */
  private static final class FailingJournal implements VenueJournal {
    private final InMemoryJournal journal = new InMemoryJournal();
    private volatile boolean failing;
    private volatile int appends;

    @Override
    public synchronized long append(List<byte[]> entries) {
      if (failing) {
        throw new BrokerException.Unavailable("the disk is full");
      }
      appends++;
      return journal.append(entries);
    }

    @Override
    public void readAfter(long position, Consumer<Entry> reader) {
      journal.readAfter(position, reader);
    }
  }
}
