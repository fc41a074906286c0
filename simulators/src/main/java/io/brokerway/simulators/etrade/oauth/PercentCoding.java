package io.brokerway.simulators.etrade.oauth;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The escapes of RFC 5849, section 3.6: everything but letters, digits and {@code -._~}. */
final class PercentCoding {
  private PercentCoding() {}

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /**
   * Undoes {@link #encode}; a plus is a plus here, unlike in a form.
   *
   * @throws IllegalArgumentException if an escape is broken
   */
  static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
