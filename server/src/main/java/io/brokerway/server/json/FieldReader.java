package io.brokerway.server.json;

import io.brokerway.broker.login.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Reads one JSON value as one Java type; notes what is wrong and returns null then. */
@FunctionalInterface
interface FieldReader {
  /** The longest plain text of a field, in characters. */
  int MAX_TEXT = 255;

  /** The longest secret, in characters: a private key in PEM fits. */
  int MAX_SECRET = 8192;

  int MAX_ITEMS = 1000;

  @Nullable Object read(JsonNode node, String path, List<FieldError> errors);

  static FieldReader of(Type type, RequestBinder binder) {
    if (type instanceof ParameterizedType generic) {
      return container(generic, binder);
    }
    var plain = (Class<?>) type;
    if (plain.isRecord()) {
      return (node, path, errors) ->
          node.isObject()
              ? binder.bind(node, plain, path, errors)
              : wrong(path, "must be a JSON object", errors);
    }
    if (plain.isEnum()) {
      return choice(plain);
    }
    return scalar(plain);
  }

  private static FieldReader scalar(Class<?> type) {
    if (type == String.class) {
      return (node, path, errors) -> text(node, path, MAX_TEXT, errors);
    }
    if (type == IdText.class) {
      return FieldReader::id;
    }
    if (type == BigDecimal.class) {
      return Decimals::read;
    }
    if (type == Boolean.class || type == boolean.class) {
      return (node, path, errors) ->
          node.isBoolean()
              ? (Object) node.booleanValue()
              : wrong(path, "must be true or false", errors);
    }
    if (type == Integer.class || type == int.class) {
      return (node, path, errors) ->
          node.isInt() ? (Object) node.intValue() : wrong(path, "must be a whole number", errors);
    }
    if (type == Instant.class) {
      return FieldReader::instant;
    }
    if (type == LocalDate.class) {
      return FieldReader::date;
    }
    if (type == UUID.class) {
      return FieldReader::uuid;
    }
    if (type == Secret.class) {
      return (node, path, errors) -> {
        var text = text(node, path, MAX_SECRET, errors);
        return text == null ? null : Secret.of(text);
      };
    }
    throw new IllegalArgumentException("no reader for " + type);
  }

  private static FieldReader container(ParameterizedType type, RequestBinder binder) {
    var arguments = type.getActualTypeArguments();
    var item = of(arguments[arguments.length - 1], binder);
    if (type.getRawType() == List.class) {
      return (node, path, errors) -> list(node, path, item, errors);
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return (node, path, errors) -> map(node, path, item, errors);
    }
    throw new IllegalArgumentException("no reader for " + type);
  }

  private static @Nullable Object list(
      JsonNode node, String path, FieldReader item, List<FieldError> errors) {
    if (!node.isArray() || node.size() > MAX_ITEMS) {
      return wrong(path, "must be a list of at most " + MAX_ITEMS, errors);
    }
    var values = new ArrayList<Object>();
    for (var i = 0; i < node.size(); i++) {
      var value = item.read(node.get(i), path + "[" + i + "]", errors);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private static @Nullable Object map(
      JsonNode node, String path, FieldReader item, List<FieldError> errors) {
    if (!node.isObject() || node.size() > MAX_ITEMS) {
      return wrong(path, "must be a JSON object of at most " + MAX_ITEMS + " fields", errors);
    }
    var values = new LinkedHashMap<String, Object>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      var value = item.read(entry.getValue(), path + "." + entry.getKey(), errors);
      if (value != null) {
        values.put(entry.getKey(), value);
      }
    }
    return values;
  }

  private static FieldReader choice(Class<?> type) {
    var constants = (Enum<?>[]) type.getEnumConstants();
    var names = Arrays.stream(constants).map(Enum::name).toList();
    return (node, path, errors) -> {
      var index = node.isString() ? names.indexOf(node.stringValue()) : -1;
      if (index < 0) {
        errors.add(new FieldError(path, "is not one of the allowed values", names));
        return null;
      }
      return constants[index];
    };
  }

  private static @Nullable String text(
      JsonNode node, String path, int max, List<FieldError> errors) {
    if (!node.isString()) {
      wrong(path, "must be a text", errors);
      return null;
    }
    var text = node.stringValue();
    if (text.isBlank() || text.length() > max) {
      wrong(path, "must have 1 to " + max + " characters", errors);
      return null;
    }
    // PostgreSQL stores no NUL, and no field of ours needs any other control character; line ends
    // stand in private keys.
    if (text.chars().anyMatch(c -> (c < ' ' && c != '\n' && c != '\r') || c == 0x7f)) {
      wrong(path, "must not contain control characters", errors);
      return null;
    }
    if (ApiKeyText.looksLikeKey(text)) {
      errors.add(new FieldError(path, ApiKeyText.REFUSAL));
      return null;
    }
    return text;
  }

  private static @Nullable Object id(JsonNode node, String path, List<FieldError> errors) {
    if (node.isIntegralNumber()) {
      return new IdText(node.bigIntegerValue().toString());
    }
    if (!node.isString()) {
      return wrong(path, "must be a text or a whole number", errors);
    }
    var text = text(node, path, MAX_TEXT, errors);
    return text == null ? null : new IdText(text);
  }

  /** The same choice, in any case and with hyphens or underscores. */
  static FieldReader anyCase(FieldReader choice) {
    return (node, path, errors) ->
        choice.read(
            node.isString()
                ? new StringNode(node.stringValue().toUpperCase(Locale.ROOT).replace('-', '_'))
                : node,
            path,
            errors);
  }

  private static @Nullable Object instant(JsonNode node, String path, List<FieldError> errors) {
    try {
      return node.isString()
          ? OffsetDateTime.parse(node.stringValue()).toInstant()
          : wrong(path, "must be a time like 2026-01-31T14:30:00Z", errors);
    } catch (DateTimeParseException e) {
      return wrong(path, "must be a time like 2026-01-31T14:30:00Z", errors);
    }
  }

  private static @Nullable Object date(JsonNode node, String path, List<FieldError> errors) {
    try {
      return node.isString()
          ? LocalDate.parse(node.stringValue())
          : wrong(path, "must be a date like 2026-01-31", errors);
    } catch (DateTimeParseException e) {
      return wrong(path, "must be a date like 2026-01-31", errors);
    }
  }

  private static @Nullable Object uuid(JsonNode node, String path, List<FieldError> errors) {
    var text = node.isString() ? node.stringValue() : "";
    try {
      return text.length() == 36 ? UUID.fromString(text) : wrong(path, "must be a UUID", errors);
    } catch (IllegalArgumentException e) {
      return wrong(path, "must be a UUID", errors);
    }
  }

  private static @Nullable Object wrong(String path, String message, List<FieldError> errors) {
    errors.add(new FieldError(path, message));
    return null;
  }
}
