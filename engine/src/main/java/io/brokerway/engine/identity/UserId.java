package io.brokerway.engine.identity;

import java.util.regex.Pattern;

/**
 * Our id of a user.
 *
 * @param value {@code user_} and lower-case letters or digits
 */
public record UserId(String value) {
  private static final Pattern FORM = Pattern.compile("user_[a-z0-9]{1,64}");

  public UserId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("'%s' is not a user id".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
