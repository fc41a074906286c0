package io.brokerway.simulators.etrade.oauth;

import java.net.URI;
import java.util.List;

/**
 * An application that may ask customers for access.
 *
 * @param callbacks the addresses that E*TRADE's support registered for it; usually none
 */
public record Consumer(String key, String secret, String name, List<URI> callbacks) {
  /** The callback of an application that has its user type the verifier. */
  static final String OUT_OF_BAND = "oob";

  public Consumer {
    callbacks = List.copyOf(callbacks);
  }

  boolean takes(String callback) {
    return callback.equals(OUT_OF_BAND)
        || callbacks.stream().anyMatch(known -> known.toString().equals(callback));
  }

  @Override
  public String toString() {
    return "Consumer[" + key + "]";
  }
}
