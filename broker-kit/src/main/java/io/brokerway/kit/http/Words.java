package io.brokerway.kit.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may be said of an exception: its kind, and its message only where the message is ours. */
final class Words {
  private static final int LONGEST = 200;

  private Words() {}

  /** The message of one of our own exceptions. */
  static String of(Throwable e) {
    var message = text(e.getMessage());
    return message.substring(0, Math.min(message.length(), LONGEST));
  }

  /** {@code ConnectTimeoutException} becomes {@code connect timeout}. */
  static String kind(Throwable e) {
    return e.getClass()
        .getSimpleName()
        .replaceAll("(Exception|Error)$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : message;
  }
}
