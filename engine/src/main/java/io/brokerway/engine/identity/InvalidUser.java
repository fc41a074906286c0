package io.brokerway.engine.identity;

/** A field of a user is not acceptable. */
public final class InvalidUser extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  InvalidUser(String field, String problem) {
    super(field + " " + problem);
    this.field = field;
  }

  /** The field: {@code username}, {@code email}, {@code fullName}, {@code externalId}. */
  public String field() {
    return field;
  }
}
