package io.brokerway.engine.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.broker.VenueArchive;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.brokers.paper.PaperBrokerFactory;
import io.brokerway.engine.storage.Await;
import io.brokerway.engine.storage.TestDatabase;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.DuplicateRule;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueConfig;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueReply;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VenueJournalTest {
  private static final BrokerId PAPER = new BrokerId("paper");
  private static final Tape TAPE = Tape.of(TapeConfig.alwaysOpen());
  private static final Instant AT = Instant.parse("2026-03-02T15:00:00Z");

  private final TestDatabase test = TestDatabase.open();

  @AfterEach
  void close() {
    test.close();
  }

  private VenueJournal journal(String name) {
    return new VenueJournals(test.database()).journal(PAPER, name);
  }

  private static List<String> read(VenueJournal journal) {
    var entries = new ArrayList<String>();
    journal.readAfter(
        0,
        entry ->
            entries.add(
                entry.position() + ":" + new String(entry.bytes(), StandardCharsets.UTF_8)));
    return entries;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void entriesKeepTheirOrderAndSurviveARestart() {
    assertThat(journal("ledger").append(0, List.of(bytes("a"), bytes("b")))).isEqualTo(2);

    assertThat(journal("ledger").append(2, List.of(bytes("c")))).isEqualTo(3);

    assertThat(read(journal("ledger"))).containsExactly("1:a", "2:b", "3:c");
    assertThat(read(journal("other"))).isEmpty();
  }

  @Test
  void whoDoesNotKnowTheLastEntryAppendsNothing() {
    var first = journal("ledger");
    var second = journal("ledger");
    first.append(0, List.of(bytes("a")));

    assertThatThrownBy(() -> second.append(0, List.of(bytes("b"), bytes("c"))))
        .isInstanceOf(BrokerException.Unavailable.class);
    assertThatThrownBy(() -> second.append(2, List.of(bytes("b"))))
        .isInstanceOf(BrokerException.Unavailable.class);

    assertThat(read(first)).containsExactly("1:a");
    assertThat(second.append(1, List.of(bytes("b")))).isEqualTo(2);
  }

  @Test
  void nodeThatWasFencedOffKeepsNothing() {
    var journal = journal("ledger");
    var archive = journal.archive().orElseThrow();
    journal.append(0, List.of(bytes("a")));

    test.database()
        .inSystem(tx ->
            tx.update(
                "UPDATE partition_owner SET node = ?, fence = fence + 1",
                test.database().ids().next()));

    assertThatThrownBy(() -> journal.append(1, List.of(bytes("b"))))
        .isInstanceOf(BrokerException.Unavailable.class)
        .hasMessageContaining("another node");
    assertThatThrownBy(() -> archive.keep(new VenueArchive.Snapshot(1, bytes("state"))))
        .isInstanceOf(BrokerException.Unavailable.class);
    assertThatThrownBy(() -> archive.file(List.of(item(1, "one", null))))
        .isInstanceOf(BrokerException.Unavailable.class);
    assertThat(read(journal)).containsExactly("1:a");
  }

  @Test
  void oneVenueAtATimeHoldsAJournal() {
    var journals = new VenueJournals(test.database());
    var hold = journals.journal(PAPER, "ledger").hold();

    assertThatThrownBy(() -> journals.journal(PAPER, "ledger").hold())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("held");

    hold.close();
    hold.close();
    journals.journal(PAPER, "ledger").hold().close();
  }

  @Test
  void secondPaperFactoryOnOneJournalIsRefused() {
    var journals = new VenueJournals(test.database());
    try (var first = new PaperBrokerFactory();
        var second = new PaperBrokerFactory()) {
      login(first, journals);

      assertThatThrownBy(() -> login(second, journals))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("held");
    }
  }

  private void login(PaperBrokerFactory factory, VenueJournals journals) {
    var context =
        new AdapterContext(
            test.database().clock(),
            BrokerSettings.DEFAULTS,
            call -> {},
            name -> journals.journal(PAPER, name),
            connection -> {
              throw new AssertionError(connection);
            },
            List::of);
    var unused =
        factory
            .login(context)
            .begin(new LoginRequest("paper", Environment.PAPER, Map.of(), Map.of(), null, null));
  }

  @Test
  void archiveKeepsItemsOnceAndTheNewestSnapshots() {
    var journal = journal("ledger");
    var archive = journal.archive().orElseThrow();
    journal.append(0, List.of(bytes("a"), bytes("b"), bytes("c")));

    archive.file(List.of(item(1, "one", "x"), item(2, "two", "x"), item(3, "three", null)));
    archive.file(List.of(item(3, "three", null), item(4, "four", "y")));
    for (var position = 1; position <= 4; position++) {
      archive.keep(new VenueArchive.Snapshot(position, bytes("state " + position)));
    }

    assertThat(archive.find("order", "two")).contains(bytes("item two"));
    assertThat(archive.find("other", "two")).isEmpty();
    assertThat(archive.findByAlias("order", "owner", "x")).contains(bytes("item two"));
    assertThat(archive.findByAlias("order", "stranger", "x")).isEmpty();
    assertThat(archive.after("order", "owner", 1, Instant.EPOCH, 2))
        .extracting(VenueArchive.Item::key)
        .containsExactly("two", "three");
    assertThat(archive.after("order", "owner", 0, AT.plusSeconds(4), 9))
        .extracting(VenueArchive.Item::key)
        .containsExactly("four");
    // A snapshot of an entry that is not kept is not one.
    assertThat(archive.snapshots()).extracting(VenueArchive.Snapshot::position).containsExactly(3L);
  }

  @Test
  void venueStartsFromItsSnapshotAndAnswersWhatLeftItsMemory() {
    var clock = Clock.fixed(AT, ZoneOffset.UTC);
    var account = new AccountKey("paper");
    var config = VenueConfig.free("paper").withSnapshots(1_000_000, 3);
    List<VenueOrder> orders;
    List<VenueTransaction> transactions;
    try (var venue = Venue.open(config, TAPE, journal("ledger"), clock)) {
      venue.openAccount(account, AccountTerms.margin(), new BigDecimal("1000000"));
      for (var i = 0; i < 40; i++) {
        venue.place(order(account, i), DuplicateRule.RETURN_ORIGINAL);
      }
      orders = venue.orders(account);
      transactions = venue.transactions(account, 0, 1_000);
    }
    assertThat(rows("venue_snapshot")).isEqualTo(1);
    assertThat(rows("venue_item")).isGreaterThan(60);

    for (var state : List.of("kept", "damaged")) {
      if (state.equals("damaged")) {
        test.database()
            .inSystem(tx -> tx.update("UPDATE venue_snapshot SET state = '\\x0000000100'"));
      }
      try (var venue = Venue.open(config, TAPE, journal("ledger"), clock)) {
        assertThat(venue.orders(account)).as(state).isEqualTo(orders);
        assertThat(venue.transactions(account, 0, 1_000)).as(state).isEqualTo(transactions);
        assertThat(venue.transactions(account, 7, 5)).isEqualTo(transactions.subList(7, 12));
        assertThat(venue.place(order(account, 2), DuplicateRule.RETURN_ORIGINAL))
            .isEqualTo(new VenueReply.Accepted(orders.get(2), true));
        assertThat(venue.order(account, orders.get(5).id())).contains(orders.get(5));
        assertThat(venue.executions(account, orders.get(5).id())).hasSize(1);
      }
    }
  }

  private static NewOrder order(AccountKey account, int number) {
    return NewOrder.simple(
        account,
        "order" + number,
        TAPE.find("AAPL").orElseThrow().instrument(),
        Side.BUY,
        OrderQuantity.units("1"),
        number % 10 == 0
            ? OrderTerms.limit("1.00", TimeInForce.GTC)
            : OrderTerms.market(TimeInForce.DAY));
  }

  private long rows(String table) {
    return test.database()
        .readSystem(tx -> tx.first("SELECT count(*) FROM " + table, row -> row.getLong(1)))
        .orElseThrow();
  }

  private static VenueArchive.Item item(long number, String key, @Nullable String alias) {
    return new VenueArchive.Item(
        "order", "owner", number, key, alias, AT.plusSeconds(number), bytes("item " + key));
  }

  @Test
  void withoutTheDatabaseNothingIsKeptAndTheVenueIsTold() {
    var journal = journal("ledger");
    journal.append(0, List.of(bytes("a")));
    test.allowConnections(false);
    test.cutConnections();

    assertThatThrownBy(() -> journal.append(1, List.of(bytes("lost"))))
        .isInstanceOf(BrokerException.Unavailable.class);

    test.allowConnections(true);
    Await.until(() -> test.database().isAvailable());
    assertThat(journal.append(1, List.of(bytes("b")))).isEqualTo(2);
    assertThat(read(journal)).containsExactly("1:a", "2:b");
  }
}
