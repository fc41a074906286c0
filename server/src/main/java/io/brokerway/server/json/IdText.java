package io.brokerway.server.json;

/** An id that clients send as a text or as a whole number: {@code "123"} and 123 are one id. */
public final class IdText {
  private final String value;

  IdText(String value) {
    this.value = value;
  }

  public String value() {
    return value;
  }

  @Override
  public String toString() {
    return value;
  }
}
