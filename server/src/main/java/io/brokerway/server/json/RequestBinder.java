package io.brokerway.server.json;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes request records of JSON objects. The record is the whole rule: its component names are the
 * fields there may be, those not marked {@code @Nullable} must be there, the types say what they
 * take. Unknown, missing and wrong fields are all told at once. Thread-safe.
 */
public final class RequestBinder {
  private final StrictJson json = new StrictJson();
  private final ConcurrentMap<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

  /**
   * Reads a body as a record.
   *
   * @throws InvalidInput naming every wrong field
   */
  public <T> T bind(byte[] body, Class<T> type) {
    var errors = new ArrayList<FieldError>();
    var value = bind(json.object(body), type, "", errors);
    if (value == null || !errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return type.cast(value);
  }

  @Nullable Object bind(JsonNode object, Class<?> type, String path, List<FieldError> errors) {
    var before = errors.size();
    var shape = shapes.computeIfAbsent(type, key -> new RecordShape(key, this));
    var arguments = shape.read(object, path, errors);
    return errors.size() == before ? shape.create(arguments, path, errors) : null;
  }
}
