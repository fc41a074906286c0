package io.brokerway.engine.identity;

/** Another user of the tenant has the username. */
public final class DuplicateUsername extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DuplicateUsername(String username) {
    super("username '%s' is taken".formatted(username));
  }
}
