package io.brokerway.engine.identity;

import io.brokerway.engine.storage.Texts;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user to be created, or the fields he is to have. All is checked when it is made: a bad field
 * throws {@link InvalidUser}.
 *
 * @param externalId the application's own id for him; 1 to 200 characters
 * @param username 1 to 64 characters without control characters or space at its ends; unique in the
 *     tenant
 * @param email at most 254 characters
 * @param fullName at most 200 characters
 */
public record NewUser(
    @Nullable String externalId,
    String username,
    @Nullable String email,
    @Nullable String fullName) {
  private static final int MAX_EXTERNAL_ID = 200;
  private static final int MAX_USERNAME = 64;
  private static final int MAX_EMAIL = 254;
  private static final int MAX_FULL_NAME = 200;
  // One @ with something on both sides and a dot or a plain host behind it: the mail server
  // decides.
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>(),;:\"\\[\\]\\\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

  public NewUser {
    requireText("username", username, MAX_USERNAME);
    if (externalId != null) {
      requireText("externalId", externalId, MAX_EXTERNAL_ID);
    }
    if (fullName != null) {
      requireText("fullName", fullName, MAX_FULL_NAME);
    }
    if (email != null && (email.length() > MAX_EMAIL || !isEmail(email))) {
      throw new InvalidUser("email", "is not an e-mail address");
    }
  }

  private static boolean isEmail(String email) {
    return Texts.isStorable(email) && !email.contains("..") && EMAIL.matcher(email).matches();
  }

  private static void requireText(String field, String text, int maxLength) {
    var length = text.codePointCount(0, text.length());
    if (length < 1 || length > maxLength) {
      throw new InvalidUser(field, "must be 1 to %d characters".formatted(maxLength));
    }
    if (!Texts.isStorable(text) || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidUser(field, "must not contain control characters");
    }
    if (!text.strip().equals(text)) {
      throw new InvalidUser(field, "must not start or end with space");
    }
  }
}
