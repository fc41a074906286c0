package io.brokerway.kit.http;

import io.brokerway.broker.login.Secret;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A header of a request. Its value is read at the moment of sending, so that a secret is text for
 * as short as can be.
 */
public final class HttpHeader {
  private final String name;
  private final Supplier<String> value;
  private final boolean secret;

  private HttpHeader(String name, Supplier<String> value, boolean secret) {
    if (name.isBlank() || !name.chars().allMatch(HttpHeader::isTokenCharacter)) {
      throw new IllegalArgumentException("'%s' is no header name".formatted(name));
    }
    this.name = name;
    this.value = value;
    this.secret = secret;
  }

  /** A header that may be seen. */
  public static HttpHeader of(String name, String value) {
    return new HttpHeader(name, () -> value, false);
  }

  /** A header whose whole value is a secret. */
  public static HttpHeader secret(String name, Secret value) {
    return new HttpHeader(name, value::reveal, true);
  }

  /** {@code Authorization: Bearer …}. */
  public static HttpHeader bearer(Secret token) {
    return new HttpHeader("Authorization", () -> "Bearer " + token.reveal(), true);
  }

  /** A header whose value is computed from secrets when it is sent: a signature. */
  public static HttpHeader secret(String name, Supplier<String> value) {
    return new HttpHeader(name, value, true);
  }

  public String name() {
    return name;
  }

  /**
   * The value to send; do not keep it.
   *
   * @throws IllegalArgumentException if it has a character that no header may carry
   */
  public String reveal() {
    var text = value.get();
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f || c > 0xff)) {
      throw new IllegalArgumentException("the value of %s cannot be a header".formatted(name));
    }
    return text;
  }

  boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }

  private static boolean isTokenCharacter(int c) {
    return c < 0x7f && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return name.toLowerCase(Locale.ROOT) + ": " + (secret ? "[hidden]" : value.get());
  }
}
