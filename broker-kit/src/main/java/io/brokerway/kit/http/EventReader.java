package io.brokerway.kit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads server-sent events, as far as a broker's data is in them: {@code data} lines up to an empty
 * one. Comments and other fields are passed over. Bounded: an event without measure ends the reply.
 */
final class EventReader implements ReplyReader {
  private static final int LONGEST_EVENT = 1 << 20;
  private static final int BUFFER = 8 * 1024;
  private static final String DATA = "data:";

  private final Consumer<String> events;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean afterReturn;

  EventReader(Consumer<String> events) {
    this.events = events;
  }

  @Override
  public void read(InputStream reply) throws IOException {
    line.reset();
    data.setLength(0);
    afterReturn = false;
    var buffer = new byte[BUFFER];
    for (var count = reply.read(buffer); count >= 0; count = reply.read(buffer)) {
      for (var i = 0; i < count; i++) {
        take(buffer[i]);
      }
    }
  }

  private void take(byte next) throws IOException {
    if (next == '\n' && afterReturn) {
      afterReturn = false;
      return;
    }
    afterReturn = next == '\r';
    if (next == '\n' || next == '\r') {
      endLine(line.toString(StandardCharsets.UTF_8));
      line.reset();
      return;
    }
    line.write(next);
    if (line.size() + data.length() > LONGEST_EVENT) {
      throw new IOException("an event without measure");
    }
  }

  private void endLine(String text) {
    if (text.isEmpty()) {
      if (!data.isEmpty()) {
        events.accept(data.substring(0, data.length() - 1));
        data.setLength(0);
      }
      return;
    }
    if (text.startsWith(DATA)) {
      var value = text.substring(DATA.length());
      data.append(value.startsWith(" ") ? value.substring(1) : value).append('\n');
    }
  }
}
