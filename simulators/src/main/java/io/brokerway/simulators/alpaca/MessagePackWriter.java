package io.brokerway.simulators.alpaca;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Writes JSON values as MessagePack, with the times of market data as its timestamps. */
final class MessagePackWriter {
  private static final String TIME_FIELD = "t";
  private static final int TIMESTAMP = -1;
  private static final int TIMESTAMP_96_BYTES = 12;

  private final DataOutputStream out;

  private MessagePackWriter(DataOutputStream out) {
    this.out = out;
  }

  static byte[] write(JsonNode value) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      new MessagePackWriter(out).value("", value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void value(String name, JsonNode value) throws IOException {
    switch (value.getNodeType()) {
      case OBJECT -> object(value);
      case ARRAY -> array(value);
      case STRING -> text(name, value.asString());
      case BOOLEAN -> out.writeByte(value.booleanValue() ? 0xC3 : 0xC2);
      case NUMBER -> number(value);
      case NULL, MISSING -> out.writeByte(0xC0);
      case BINARY, POJO ->
          throw new IllegalArgumentException("not a JSON value: " + value.getNodeType());
    }
  }

  private void object(JsonNode object) throws IOException {
    head(object.size(), 0x80, 0xDE);
    for (var field : object.properties()) {
      string(field.getKey());
      value(field.getKey(), field.getValue());
    }
  }

  private void array(JsonNode array) throws IOException {
    head(array.size(), 0x90, 0xDC);
    for (var element : array) {
      value("", element);
    }
  }

  private void number(JsonNode number) throws IOException {
    if (!number.isIntegralNumber()) {
      out.writeByte(0xCB);
      out.writeDouble(number.doubleValue());
      return;
    }
    var whole = number.longValue();
    if (whole >= 0 && whole < 128) {
      out.writeByte((int) whole);
      return;
    }
    out.writeByte(0xD3);
    out.writeLong(whole);
  }

  private void text(String name, String text) throws IOException {
    if (!name.equals(TIME_FIELD)) {
      string(text);
      return;
    }
    var at = Instant.parse(text);
    out.writeByte(0xC7);
    out.writeByte(TIMESTAMP_96_BYTES);
    out.writeByte(TIMESTAMP);
    out.writeInt(at.getNano());
    out.writeLong(at.getEpochSecond());
  }

  private void string(String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 32) {
      out.writeByte(0xA0 | bytes.length);
    } else {
      out.writeByte(0xDB);
      out.writeInt(bytes.length);
    }
    out.write(bytes);
  }

  private void head(int size, int small, int large) throws IOException {
    if (size < 16) {
      out.writeByte(small | size);
      return;
    }
    out.writeByte(large);
    out.writeShort(size);
  }
}
