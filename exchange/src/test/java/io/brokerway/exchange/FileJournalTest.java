package io.brokerway.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileJournalTest {
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writeTwoFrames() {
    file = folder.resolve("journal");
    try (var journal = FileJournal.open(file)) {
      assertThat(journal.append(0, entries("one", "two"))).isEqualTo(2);
      assertThat(journal.append(2, entries("three"))).isEqualTo(3);
    }
  }

  @Test
  void entriesAreReadInOrderAfterAPosition() {
    try (var journal = FileJournal.open(file)) {
      assertThat(read(journal, 0)).containsExactly("1 one", "2 two", "3 three");
      assertThat(read(journal, 2)).containsExactly("3 three");
      assertThat(journal.append(3, entries("four"))).isEqualTo(4);
      assertThat(read(journal, 3)).containsExactly("4 four");
    }
  }

  @Test
  void tornFrameAtTheEndIsDroppedWhole() throws IOException {
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    try (var journal = FileJournal.open(file)) {
      assertThat(read(journal, 0)).containsExactly("1 one", "2 two");
      assertThat(journal.append(2, entries("again"))).isEqualTo(3);
    }
  }

  @Test
  void zerosThatACrashLeftAtTheEndAreDropped() throws IOException {
    Files.write(file, new byte[500], StandardOpenOption.APPEND);

    try (var journal = FileJournal.open(file)) {
      assertThat(read(journal, 0)).hasSize(3);
    }
  }

  @Test
  void damageBeforeTheEndRefusesToOpen() throws IOException {
    var bytes = Files.readAllBytes(file);
    bytes[16] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> FileJournal.open(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("damaged at byte 0");
  }

  @Test
  void secondOpenerIsRefused() {
    try (var journal = FileJournal.open(file)) {
      assertThat(read(journal, 0)).hasSize(3);

      assertThatThrownBy(() -> FileJournal.open(file))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use");
    }
  }

  private static List<byte[]> entries(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  private static List<String> read(FileJournal journal, long after) {
    var read = new ArrayList<String>();
    journal.readAfter(
        after, entry -> read.add(entry.position() + " " + new String(entry.bytes(), UTF_8)));
    return read;
  }
}
