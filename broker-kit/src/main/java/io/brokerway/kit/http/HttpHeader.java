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
    return new HttpHeader(name, () -> reveal(name, value), true);
  }

  /** {@code Authorization: Bearer …}. */
  public static HttpHeader bearer(Secret token) {
    return new HttpHeader("Authorization", () -> "Bearer " + reveal("Authorization", token), true);
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
   * @throws Unusable if it is not to be had, or has a character that no header may carry
   */
  public String reveal() {
    var text = value();
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f || c > 0xff)) {
      throw new Unusable("the value of %s cannot be a header".formatted(name));
    }
    return text;
  }

  private String value() {
    try {
      return value.get();
    } catch (Unusable e) {
      throw e;
    } catch (RuntimeException e) {
      // Without its message, which may quote what the value was to be computed from.
      throw new Unusable(
          "the value of %s cannot be computed: %s".formatted(name, e.getClass().getSimpleName()));
    }
  }

  private static String reveal(String name, Secret secret) {
    try {
      return secret.reveal();
    } catch (IllegalStateException e) {
      throw new Unusable("the secret in %s was wiped".formatted(name));
    }
  }

  private static boolean isTokenCharacter(int c) {
    return c < 0x7f && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return name.toLowerCase(Locale.ROOT) + ": " + (secret ? "[hidden]" : value.get());
  }

  /** A header that cannot be sent; the message names it and holds nothing of its value. */
  public static final class Unusable extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Unusable(String why) {
      super(why);
    }
  }
}
