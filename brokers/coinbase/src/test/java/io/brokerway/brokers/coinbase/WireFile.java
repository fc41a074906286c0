package io.brokerway.brokers.coinbase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A payload of the folder {@code wire}. */
final class WireFile {
  private WireFile() {}

  static byte[] bytes(String name) {
    try (var in = WireFile.class.getResourceAsStream("/wire/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
