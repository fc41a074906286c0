package io.brokerway.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON value in a file that is always whole: written beside it first, then moved over it. */
public final class JsonFile {
  private JsonFile() {}

  /** What the file holds; empty if there is none, or none was named. */
  public static Optional<JsonNode> read(@Nullable Path file) {
    if (file == null || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be read: " + file, e);
    }
  }

  /** Writes the value; does nothing where no file is named. */
  public static void write(@Nullable Path file, JsonNode value) {
    if (file == null) {
      return;
    }
    try {
      var next = file.resolveSibling(file.getFileName() + ".next");
      Files.write(next, Json.bytes(value));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be written: " + file, e);
    }
  }
}
