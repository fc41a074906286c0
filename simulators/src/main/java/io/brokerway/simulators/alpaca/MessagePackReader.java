package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.Json;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Reads MessagePack as a JSON value: what control messages of clients are made of. */
final class MessagePackReader {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_SIZE = 100_000;

  private final ByteBuffer in;

  private MessagePackReader(ByteBuffer in) {
    this.in = in;
  }

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException if the bytes are not one
   */
  static JsonNode read(ByteBuffer bytes) {
    try {
      return new MessagePackReader(bytes).value(0);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("MessagePack ends too early", e);
    }
  }

  private JsonNode value(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("MessagePack is nested too deeply");
    }
    var head = in.get() & 0xFF;
    if (head < 0x80 || head >= 0xE0) {
      return number((byte) head);
    }
    if (head < 0x90) {
      return object(head & 0x0F, depth);
    }
    if (head < 0xA0) {
      return array(head & 0x0F, depth);
    }
    return head < 0xC0 ? text(head & 0x1F) : wide(head, depth);
  }

  private JsonNode wide(int head, int depth) {
    return switch (head) {
      case 0xC0 -> JsonNodeFactory.instance.nullNode();
      case 0xC2, 0xC3 -> JsonNodeFactory.instance.booleanNode(head == 0xC3);
      case 0xCA -> DoubleNode.valueOf(in.getFloat());
      case 0xCB -> DoubleNode.valueOf(in.getDouble());
      case 0xCC, 0xD0 -> number(head == 0xCC ? in.get() & 0xFF : in.get());
      case 0xCD, 0xD1 -> number(head == 0xCD ? in.getShort() & 0xFFFF : in.getShort());
      case 0xCE, 0xD2 -> number(head == 0xCE ? in.getInt() & 0xFFFF_FFFFL : in.getInt());
      case 0xCF, 0xD3 -> number(in.getLong());
      case 0xD9 -> text(in.get() & 0xFF);
      case 0xDA -> text(in.getShort() & 0xFFFF);
      case 0xDB -> text(in.getInt());
      case 0xDC -> array(in.getShort() & 0xFFFF, depth);
      case 0xDD -> array(in.getInt(), depth);
      case 0xDE -> object(in.getShort() & 0xFFFF, depth);
      case 0xDF -> object(in.getInt(), depth);
      default -> throw new IllegalArgumentException("not a value of JSON: " + head);
    };
  }

  private JsonNode object(int size, int depth) {
    requireSize(size);
    var object = Json.object();
    for (var i = 0; i < size; i++) {
      object.set(value(depth + 1).asString(), value(depth + 1));
    }
    return object;
  }

  private JsonNode array(int size, int depth) {
    requireSize(size);
    var array = Json.array();
    for (var i = 0; i < size; i++) {
      array.add(value(depth + 1));
    }
    return array;
  }

  private JsonNode text(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("MessagePack ends too early");
    }
    var bytes = new byte[length];
    in.get(bytes);
    return StringNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
  }

  private static JsonNode number(long value) {
    return JsonNodeFactory.instance.numberNode(value);
  }

  private static void requireSize(int size) {
    if (size < 0 || size > MAX_SIZE) {
      throw new IllegalArgumentException("MessagePack is too large");
    }
  }
}
