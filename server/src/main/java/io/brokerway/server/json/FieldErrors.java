package io.brokerway.server.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a request, so that all of it is told at once. Not thread-safe. */
public final class FieldErrors {
  private final List<FieldError> errors = new ArrayList<>();

  public void add(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  public void add(String field, String message, List<String> allowed) {
    errors.add(new FieldError(field, message, allowed));
  }

  /** Notes a message unless the condition holds. */
  public void require(boolean holds, String field, String message) {
    if (!holds) {
      add(field, message);
    }
  }

  /** Makes a value; if it refuses its parts, notes why and returns null. */
  public <T> @Nullable T make(String field, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      add(field, String.valueOf(e.getMessage()));
      return null;
    }
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /**
   * Ends the gathering.
   *
   * @throws InvalidInput if anything was noted
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
  }
}
