package io.brokerway.broker.instrument;

/**
 * A name of an instrument in some scheme besides its symbol.
 *
 * @param scheme who gives the name
 * @param value the name, never blank
 */
public record Identifier(Scheme scheme, String value) {

  /** The registries whose names we keep. FIX SecurityIDSource(22). */
  public enum Scheme {
    ISIN,
    CUSIP,
    SEDOL,
    FIGI,
    /** The broker's own id, meaningful only to the broker that gave it. */
    BROKER
  }

  public Identifier {
    if (value.isBlank()) {
      throw new IllegalArgumentException(scheme + " identifier must not be blank");
    }
  }
}
