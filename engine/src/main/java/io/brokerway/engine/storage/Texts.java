package io.brokerway.engine.storage;

/** What PostgreSQL can keep as text: refused here, before it could spoil a batch. */
public final class Texts {
  private Texts() {}

  /** Tells whether PostgreSQL can keep the text: no NUL, no half of a surrogate pair. */
  public static boolean isStorable(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * Refuses a text that PostgreSQL would refuse or that is too long.
   *
   * @throws IllegalArgumentException naming the field
   */
  public static String requireStorable(String field, String text, int maxLength) {
    if (text.length() > maxLength) {
      throw new IllegalArgumentException(
          "%s must be at most %d characters, not %d".formatted(field, maxLength, text.length()));
    }
    if (!isStorable(text)) {
      throw new IllegalArgumentException(field + " must not contain NUL or an unpaired surrogate");
    }
    return text;
  }
}
