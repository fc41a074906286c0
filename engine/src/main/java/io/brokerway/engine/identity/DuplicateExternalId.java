package io.brokerway.engine.identity;

/** Another user of the tenant has the application's id. */
public final class DuplicateExternalId extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DuplicateExternalId(String externalId) {
    super("external id '%s' is taken".formatted(externalId));
  }
}
