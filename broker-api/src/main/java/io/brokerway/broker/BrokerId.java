package io.brokerway.broker;

import java.util.regex.Pattern;

/**
 * The stable id of a broker, as the API and the settings spell it: {@code charles_schwab}.
 *
 * @param value lower-case letters, digits and underscores
 */
public record BrokerId(String value) implements Comparable<BrokerId> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{1,31}");

  public BrokerId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "broker id must be lower-case letters, digits and underscores, not '%s'"
              .formatted(value));
    }
  }

  @Override
  public int compareTo(BrokerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
