package io.brokerway.kit.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The one JSON mapper of the adapters. What a broker sends is checked like any other input: it is
 * UTF-8 without NUL, has no key twice, and neither depth nor numbers beyond reason; numbers with a
 * point are exact. Unknown properties are ignored, unknown values of an enum are refused.
 */
public final class Json {
  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 128;
  private static final int LONGEST_NAME = 1024;
  private static final int LONGEST_PATH = 120;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = LOW_BITS << 7;
  private static final long BACKSLASHES = LOW_BITS * '\\';
  private static final char REPLACEMENT = '\uFFFD';

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNameLength(LONGEST_NAME)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .changeDefaultPropertyInclusion(
              all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
          .addModule(
              new SimpleModule()
                  .addDeserializer(BigDecimal.class, new BoundedDecimalDeserializer()))
          .build();

  private Json() {}

  /**
   * Reads a reply.
   *
   * @throws UnexpectedReply if it is no such JSON; its message holds nothing of the content
   */
  public static <T> T read(byte[] json, Class<T> type) {
    return type.cast(read(json, MAPPER.constructType(type)));
  }

  /** Reads a reply that is a list. */
  public static <T> List<T> readList(byte[] json, Class<T> element) {
    var type = MAPPER.getTypeFactory().constructCollectionType(List.class, element);
    var places = (List<?>) read(json, type);
    var list = new ArrayList<T>(places.size());
    for (var place : places) {
      if (place == null) {
        throw new UnexpectedReply("the reply's list has an empty place");
      }
      list.add(element.cast(place));
    }
    return List.copyOf(list);
  }

  /** Reads a reply of no fixed shape. */
  public static JsonNode tree(byte[] json) {
    return read(json, JsonNode.class);
  }

  /** Writes a value as UTF-8; absent values are left out, decimals are written plainly. */
  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  private static Object read(byte[] json, JavaType type) {
    requireText(json);
    try {
      Object value = MAPPER.readValue(json, type);
      if (value == null || (value instanceof JsonNode node && node.isMissingNode())) {
        throw new UnexpectedReply("the reply is empty");
      }
      return value;
    } catch (JacksonException e) {
      // Without the cause: its message quotes what was read, and that may be anything.
      throw new UnexpectedReply(describe(e, type));
    }
  }

  /** The parser reads the bytes, which is faster, but is less strict with them. */
  private static void requireText(byte[] json) {
    if (isPlain(json)) {
      return;
    }
    var text = new String(json, StandardCharsets.UTF_8);
    // What cannot be decoded becomes this character, which may also be meant.
    if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(json)) {
      throw new UnexpectedReply("the reply is not UTF-8");
    }
    if (text.indexOf('\0') >= 0 || hasEscapedNul(text)) {
      throw new UnexpectedReply("the reply contains a NUL character");
    }
  }

  /**
   * Whether the bytes are ASCII without NUL and backslash, as nearly all replies are: eight at a
   * time, by the bits that a byte of the other kind would set.
   */
  private static boolean isPlain(byte[] json) {
    var found = 0L;
    var at = 0;
    for (; at <= json.length - Long.BYTES; at += Long.BYTES) {
      var eight = (long) EIGHT.get(json, at);
      var slashes = eight ^ BACKSLASHES;
      found |= eight | zeroes(eight) | zeroes(slashes);
    }
    for (; at < json.length; at++) {
      found |= json[at] <= 0 || json[at] == '\\' ? HIGH_BITS : 0;
    }
    return (found & HIGH_BITS) == 0;
  }

  /** Sets the high bit of a byte that is zero; of others only above one that is. */
  private static long zeroes(long eight) {
    return (eight - LOW_BITS) & ~eight;
  }

  private static boolean isUtf8(byte[] json) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean hasEscapedNul(String text) {
    // Each step jumps over the character behind a backslash, so that an escaped one starts nothing.
    for (var at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) {
      if (text.startsWith("u0000", at + 1)) {
        return true;
      }
    }
    return false;
  }

  private static String describe(JacksonException e, JavaType type) {
    var path =
        e.getPath().stream()
            .map(step -> step.getPropertyName() == null ? "[]" : step.getPropertyName())
            .map(name -> name.replaceAll("[^A-Za-z0-9_.\\[\\]-]", "?"))
            .collect(Collectors.joining("."));
    var location = e.getLocation();
    return "the reply is no valid %s (%s at '%s', line %d, column %d)"
        .formatted(
            type.getRawClass().getSimpleName(),
            e.getClass().getSimpleName(),
            path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path,
            location == null ? 0 : location.getLineNr(),
            location == null ? 0 : location.getColumnNr());
  }
}
