package io.brokerway.engine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.engine.storage.Await;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.TestDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class EventFeedTest {
  private static final TenantId ONE = new TenantId("one");
  private static final TenantId TWO = new TenantId("two");

  private static TestDatabase test;
  private static Database database;
  private static EventLog log;

  @BeforeAll
  static void open() {
    test = TestDatabase.open();
    database = test.database();
    log = new EventLog(database);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void aTenantReadsItsEventsInOrderAndPageByPage() {
    var start = log.head();
    for (var i = 1; i <= 5; i++) {
      append(database, ONE, "order.accepted", "o" + i);
      append(database, TWO, "order.accepted", "foreign");
    }

    var first = log.after(ONE, start, EventFilter.ALL, 3);
    var rest = log.after(ONE, first.getLast().position(), EventFilter.ALL, 3);

    assertThat(subjects(first)).containsExactly("o1", "o2", "o3");
    assertThat(subjects(rest)).containsExactly("o4", "o5");
  }

  @Test
  void filtersNarrowBySubjectUserAndType() {
    var start = log.head();
    append(database, ONE, "order.accepted", "a");
    append(database, ONE, "order_other.accepted", "b");
    append(database, ONE, "order.filled", "a");

    assertThat(log.after(ONE, start, EventFilter.ofSubject("a"), 10)).hasSize(2);
    assertThat(log.after(ONE, start, EventFilter.ofType("order."), 10)).hasSize(2);
    assertThat(log.after(ONE, start, EventFilter.ofUser("user_1"), 10)).hasSize(3);
    assertThat(log.after(ONE, start, EventFilter.ofUser("user_2"), 10)).isEmpty();
    assertThatThrownBy(() -> log.after(ONE, start, EventFilter.ALL, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFeedDeliversCommitsOfManyThreadsInPositionOrderWithoutGaps() {
    var heard = new CopyOnWriteArrayList<Long>();
    var start = log.head();
    try (var feed = new EventFeed(database, log);
        var ignored = feed.subscribe(event -> heard.add(event.position()))) {
      var threads =
          LongStream.range(0, 6)
              .mapToObj(number ->
                  Thread.startVirtualThread(() -> {
                    for (var i = 0; i < 40; i++) {
                      append(database, number % 2 == 0 ? ONE : TWO, "order.filled", "x");
                    }
                  }))
              .toList();
      threads.forEach(EventFeedTest::join);

      Await.until(() -> heard.size() >= 240);

      assertThat(heard)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(start + 1, start + 240).boxed().toList());
    }
  }

  @Test
  void theFeedAlsoDeliversWhatAnotherNodeCommitted() {
    var heard = new CopyOnWriteArrayList<String>();
    try (var feed = new EventFeed(database, log);
        var ignored = feed.subscribe(event -> heard.add(event.fact().subject()));
        var other = Database.open(test.config(), database.clock())) {
      append(other, ONE, "order.filled", "from another node");
      append(database, ONE, "order.filled", "from here");

      Await.until(() -> heard.size() >= 2);

      assertThat(heard).containsExactly("from another node", "from here");
    }
  }

  @Test
  void aListenerThatThrowsKeepsItsPlaceAndDisturbsNobody() {
    var heard = new CopyOnWriteArrayList<String>();
    try (var feed = new EventFeed(database, log);
        var bad =
            feed.subscribe(event -> {
              heard.add("bad");
              throw new IllegalStateException("a test's listener");
            });
        var good = feed.subscribe(event -> heard.add("good"))) {
      append(database, ONE, "order.filled", "1");
      append(database, ONE, "order.filled", "2");

      Await.until(() -> heard.size() >= 4);

      assertThat(heard).containsExactly("bad", "good", "bad", "good");
      bad.close();
      append(database, ONE, "order.filled", "3");
      Await.until(() -> heard.size() >= 5);
      assertThat(heard).endsWith("good");
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> subjects(List<Event> events) {
    return events.stream().map(event -> event.fact().subject()).toList();
  }

  private static void append(Database database, TenantId tenant, String type, String subject) {
    database.inTenant(
        tenant,
        tx -> {
          tx.append(new Fact(tenant, "user_1", null, type, subject, 1, "test", 1, "{\"a\":1}"));
          return true;
        });
  }
}
