package io.brokerway.brokers.zerodha;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A recorded or published payload from {@code src/test/resources/wire}. */
final class WireFile {
  private WireFile() {}

  static byte[] bytes(String name) {
    try (var file = WireFile.class.getResourceAsStream("/wire/" + name)) {
      if (file == null) {
        throw new IllegalArgumentException("there is no wire file " + name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }
}
