package io.brokerway.server.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path as the client spelled it: {@code legs[0].side}; a header or query parameter
 *     by its name; empty for the body as a whole
 * @param message one sentence, without the value
 * @param allowed the values that would be taken, where they can be listed
 */
public record FieldError(
    String field,
    String message,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> allowed) {

  public FieldError {
    allowed = List.copyOf(allowed);
  }

  public FieldError(String field, String message) {
    this(field, message, List.of());
  }
}
