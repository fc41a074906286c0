package io.brokerway.engine.portfolio;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** The place of the last item of a page, in the order of the list: opaque to callers. */
record PageToken(Instant occurredAt, UUID id) {
  private static final int BYTES = 24;

  String text() {
    var micros = ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt);
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(micros)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Reads a token.
   *
   * @throws IllegalArgumentException if it is none of ours
   */
  static PageToken parse(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("pageToken is not one that a page gave", e);
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("pageToken is not one that a page gave");
    }
    var buffer = ByteBuffer.wrap(bytes);
    return new PageToken(
        Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS),
        new UUID(buffer.getLong(), buffer.getLong()));
  }
}
