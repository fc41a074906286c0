package io.brokerway.exchange;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON, one per journal entry. Thread-safe. */
final class EventCodec {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(VenueEvent.class);
  private static final ObjectReader READER = MAPPER.readerFor(VenueEvent.class);

  private EventCodec() {}

  static byte[] encode(VenueEvent event) {
    return WRITER.writeValueAsBytes(event);
  }

  /**
   * @throws IllegalStateException if it is no event that this version knows
   */
  static VenueEvent decode(long position, byte[] bytes) {
    try {
      return READER.readValue(bytes);
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "entry %d of the venue's journal cannot be read: %s"
              .formatted(position, new String(bytes, StandardCharsets.UTF_8)),
          e);
    }
  }
}
