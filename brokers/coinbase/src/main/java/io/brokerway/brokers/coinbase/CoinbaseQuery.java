package io.brokerway.brokers.coinbase;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The query of an address. Names may come more than once; absent values are left out. */
final class CoinbaseQuery {
  private final StringJoiner parts = new StringJoiner("&", "?", "").setEmptyValue("");

  CoinbaseQuery with(String name, @Nullable Object value) {
    if (value != null && !value.toString().isEmpty()) {
      parts.add(name + "=" + escaped(value.toString()));
    }
    return this;
  }

  CoinbaseQuery withAll(String name, Iterable<String> values) {
    values.forEach(value -> with(name, value));
    return this;
  }

  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return parts.toString();
  }
}
