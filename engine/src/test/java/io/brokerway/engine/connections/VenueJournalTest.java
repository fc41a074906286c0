package io.brokerway.engine.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.VenueJournal;
import io.brokerway.engine.storage.Await;
import io.brokerway.engine.storage.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VenueJournalTest {
  private static final BrokerId PAPER = new BrokerId("paper");

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
    assertThat(journal("ledger").append(List.of(bytes("a"), bytes("b")))).isEqualTo(2);

    assertThat(journal("ledger").append(List.of(bytes("c")))).isEqualTo(3);

    assertThat(read(journal("ledger"))).containsExactly("1:a", "2:b", "3:c");
    assertThat(read(journal("other"))).isEmpty();
  }

  @Test
  void concurrentAppendsGetPositionsWithoutGapsAndNoneIsTornApart() {
    var journal = journal("ledger");
    var positions = ConcurrentHashMap.<Long>newKeySet();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 3_000; i++) {
        var text = "entry " + i;
        threads.submit(
            () -> positions.add(journal.append(List.of(bytes(text + "/1"), bytes(text + "/2")))));
      }
    }

    var entries = read(journal);
    assertThat(entries).hasSize(6_000);
    assertThat(positions)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 3_000).map(i -> i * 2).boxed().toList());
    for (var i = 0; i < entries.size(); i += 2) {
      var first = entries.get(i).substring(entries.get(i).indexOf(':') + 1);
      assertThat(entries.get(i)).startsWith((i + 1) + ":");
      assertThat(entries.get(i + 1)).isEqualTo((i + 2) + ":" + first.replace("/1", "/2"));
    }
  }

  @Test
  void withoutTheDatabaseNothingIsKeptAndTheVenueIsTold() {
    var journal = journal("ledger");
    journal.append(List.of(bytes("a")));
    test.allowConnections(false);
    test.cutConnections();

    assertThatThrownBy(() -> journal.append(List.of(bytes("lost"))))
        .isInstanceOf(BrokerException.Unavailable.class);

    test.allowConnections(true);
    Await.until(() -> test.database().isAvailable());
    assertThat(journal.append(List.of(bytes("b")))).isEqualTo(2);
    assertThat(read(journal)).containsExactly("1:a", "2:b");
  }
}
