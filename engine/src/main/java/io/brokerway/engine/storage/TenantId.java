package io.brokerway.engine.storage;

import java.util.regex.Pattern;

/**
 * One application with its users: the outer wall of all data.
 *
 * @param value lower-case letters, digits, {@code _} and {@code -}; 1 to 64
 */
public record TenantId(String value) implements Comparable<TenantId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  /** What concerns the whole install and no application is recorded under this tenant. */
  public static final TenantId SYSTEM = new TenantId("system");

  public TenantId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "tenant id must be 1 to 64 lower-case letters, digits, _ or -, not '%s'"
              .formatted(value));
    }
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
