package io.brokerway.server.json;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads request bodies: one JSON object in UTF-8, each key once, nothing behind it, numbers exact.
 * Thread-safe.
 */
public final class StrictJson {
  /** Bodies above this are refused unread. In bytes. */
  public static final int MAX_BODY = 256 * 1024;

  private static final int MAX_DEPTH = 16;
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_TEXT_LENGTH = 64 * 1024;

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxStringLength(MAX_TEXT_LENGTH)
                          .maxDocumentLength(MAX_BODY)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a body.
   *
   * @throws InvalidInput if it is no JSON object, or breaks a limit
   */
  public JsonNode object(byte[] body) {
    if (body.length == 0) {
      throw new InvalidInput("", "the body must be a JSON object; it is empty");
    }
    try (var parser = mapper.createParser(body)) {
      var tree = read(parser);
      if (!tree.isObject()) {
        throw new InvalidInput("", "the body must be a JSON object");
      }
      return tree;
    }
  }

  private JsonNode read(JsonParser parser) {
    try {
      return mapper.reader().readTree(parser);
    } catch (StreamConstraintsException e) {
      throw new InvalidInput(
          where(parser),
          ("the body breaks a limit: at most %d levels, numbers of %d characters, texts of %d"
                  + " characters")
              .formatted(MAX_DEPTH, MAX_NUMBER_LENGTH, MAX_TEXT_LENGTH));
    } catch (JacksonException e) {
      throw new InvalidInput(List.of(new FieldError(where(parser), message(e))));
    }
  }

  private static String message(JacksonException e) {
    var text = String.valueOf(e.getOriginalMessage());
    if (text.startsWith("Duplicate")) {
      return "the field is given twice";
    }
    var location = e.getLocation();
    return location == null
        ? "the body is not valid JSON"
        : "the body is not valid JSON at line %d, column %d"
            .formatted(location.getLineNr(), location.getColumnNr());
  }

  /** The path of the value at which a parser stands, in the form of {@link FieldError#field()}. */
  private static String where(JsonParser parser) {
    var path = new StringBuilder();
    for (var pointer = parser.streamReadContext().pathAsPointer();
        !pointer.matches();
        pointer = pointer.tail()) {
      if (pointer.mayMatchElement()) {
        path.append('[').append(pointer.getMatchingIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(pointer.getMatchingProperty());
      }
    }
    return path.toString();
  }
}
