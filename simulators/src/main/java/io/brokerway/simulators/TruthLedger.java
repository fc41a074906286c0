package io.brokerway.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a simulated broker truly accepted, one JSON line each, never changed. In a file it is
 * durable when a method returns, and other processes may read along. Thread-safe.
 */
public final class TruthLedger implements AutoCloseable {
  private final List<JsonNode> entries = new ArrayList<>();
  private final @Nullable FileChannel file;

  private TruthLedger(@Nullable FileChannel file) {
    this.file = file;
  }

  public static TruthLedger inMemory() {
    return new TruthLedger(null);
  }

  /** Opens a file and reads what it has; a last line that a crash cut short is taken off. */
  public static TruthLedger in(Path path) {
    try {
      var whole = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
      var end = lastLineEnd(whole);
      var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.truncate(end);
      channel.position(end);
      var ledger = new TruthLedger(channel);
      new String(whole, 0, end, StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> ledger.entries.add(Json.read(line)));
      return ledger;
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger cannot be opened: " + path, e);
    }
  }

  public synchronized void append(JsonNode entry) {
    if (file != null) {
      write(file, entry);
    }
    entries.add(entry);
  }

  public synchronized List<JsonNode> entries() {
    return List.copyOf(entries);
  }

  @Override
  public synchronized void close() {
    if (file == null) {
      return;
    }
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(FileChannel file, JsonNode entry) {
    try {
      var line = ByteBuffer.wrap((Json.text(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        file.write(line);
      }
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger cannot be written", e);
    }
  }

  private static int lastLineEnd(byte[] whole) {
    var end = whole.length;
    while (end > 0 && whole[end - 1] != '\n') {
      end--;
    }
    return end;
  }
}
