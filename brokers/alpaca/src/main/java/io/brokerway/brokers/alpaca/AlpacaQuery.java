package io.brokerway.brokers.alpaca;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of an address or a form; absent values are left out. Not thread-safe. */
final class AlpacaQuery {
  private final List<String> parts = new ArrayList<>();

  void add(String name, @Nullable Object value) {
    if (value != null) {
      parts.add(name + "=" + encoded(value.toString()));
    }
  }

  /** A text as a part of an address. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The parameters alone, as a form sends them. */
  String text() {
    return String.join("&", parts);
  }

  /** With the question mark; empty if there are none. */
  @Override
  public String toString() {
    return parts.isEmpty() ? "" : "?" + text();
  }
}
