package io.brokerway.server.json;

import java.util.List;

/** A request that says something wrong; nothing of it was stored. */
public final class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<FieldError> errors;

  public InvalidInput(List<FieldError> errors) {
    // No stack trace: it says nothing that the fields do not, and costs the most of such an answer.
    super("invalid input", null, false, false);
    this.errors = List.copyOf(errors);
  }

  public InvalidInput(String field, String message) {
    this(List.of(new FieldError(field, message)));
  }

  public InvalidInput(String field, String message, List<String> allowed) {
    this(List.of(new FieldError(field, message, allowed)));
  }

  /** At least one. */
  public List<FieldError> errors() {
    return errors;
  }
}
