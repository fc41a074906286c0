package io.brokerway.brokers.etrade;

import io.brokerway.kit.http.HttpOutcome.Answered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Payloads of E*TRADE's documentation, from {@code src/test/resources/wire}. */
final class Published {
  static final Instant NOW = Instant.parse("2026-03-03T15:00:00Z");

  private Published() {}

  static byte[] bytes(String name) {
    try (var file = Published.class.getResourceAsStream("/wire/" + name)) {
      if (file == null) {
        throw new IllegalArgumentException("nothing is published as " + name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answered answer(int status, byte[] body, Map<String, String> headers) {
    return new Answered(status, headers, body, NOW, NOW, Duration.ofMillis(5));
  }

  static Answered answer(int status, String body) {
    return answer(status, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }
}
