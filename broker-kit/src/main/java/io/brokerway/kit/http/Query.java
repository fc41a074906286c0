package io.brokerway.kit.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of an address or a form; absent values are left out. Not thread-safe. */
public final class Query {
  /** The type of a body that is a form. */
  public static final String FORM = "application/x-www-form-urlencoded";

  private final List<String> parts = new ArrayList<>();

  public Query add(String name, @Nullable Object value) {
    if (value != null) {
      parts.add(name + "=" + encoded(value.toString()));
    }
    return this;
  }

  /** A text as a part of an address. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The parameters alone, as a form sends them. */
  public String text() {
    return String.join("&", parts);
  }

  /** The same as a body. */
  public byte[] form() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** With the question mark; empty if there are none. */
  @Override
  public String toString() {
    return parts.isEmpty() ? "" : "?" + text();
  }
}
