package io.brokerway.engine.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's {@code postmaster.pid}: process, port and state of the server of a data folder. */
record PidFile(long pid, int port, boolean isReady) {
  private static final int LINE_OF_PORT = 3;
  private static final int LINE_OF_STATE = 7;

  /** Reads it; a file that is still being written counts as one of a server that is not ready. */
  static Optional<PidFile> of(Path data) throws IOException {
    try {
      return parse(Files.readAllLines(data.resolve("postmaster.pid")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static Optional<PidFile> parse(List<String> lines) {
    try {
      return Optional.of(
          new PidFile(
              Long.parseLong(lines.getFirst().strip()),
              lines.size() > LINE_OF_PORT ? Integer.parseInt(lines.get(LINE_OF_PORT).strip()) : 0,
              lines.size() > LINE_OF_STATE && lines.get(LINE_OF_STATE).strip().equals("ready")));
    } catch (NumberFormatException | java.util.NoSuchElementException e) {
      return Optional.empty();
    }
  }
}
