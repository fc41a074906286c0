package io.brokerway.exchange;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * States, orders and transactions as bytes: the version of the form, a CRC-32C of the rest, and
 * JSON. Thread-safe.
 */
final class StateCodec {
  /** Grows when an older reader would read a state wrongly. */
  static final int VERSION = 1;

  private static final int HEAD = 2 * Integer.BYTES;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private StateCodec() {}

  static byte[] encode(Object value) {
    return encode(VERSION, value);
  }

  static byte[] encode(int version, Object value) {
    var json = MAPPER.writeValueAsBytes(value);
    return ByteBuffer.allocate(HEAD + json.length)
        .putInt(version)
        .putInt(crc(json))
        .put(json)
        .array();
  }

  /**
   * @throws IllegalStateException if they are damaged, or of a version that this one does not know
   */
  static <T> T decode(byte[] bytes, Class<T> type) {
    if (bytes.length < HEAD) {
      throw new IllegalStateException("it is cut off");
    }
    var buffer = ByteBuffer.wrap(bytes);
    var version = buffer.getInt();
    var crc = buffer.getInt();
    if (version != VERSION) {
      throw new IllegalStateException("it has version %d, not %d".formatted(version, VERSION));
    }
    var json = new byte[buffer.remaining()];
    buffer.get(json);
    if (crc(json) != crc) {
      throw new IllegalStateException("it is damaged");
    }
    try {
      return MAPPER.readValue(json, type);
    } catch (JacksonException e) {
      throw new IllegalStateException("it cannot be read", e);
    }
  }

  private static int crc(byte[] json) {
    var crc = new CRC32C();
    crc.update(json);
    return (int) crc.getValue();
  }
}
