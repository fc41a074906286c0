package io.brokerway.server.rest;

import io.brokerway.engine.storage.Ids;
import io.brokerway.server.json.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Reads the key that makes an order write repeatable. */
public final class IdempotencyKeys {
  public static final String HEADER = "Idempotency-Key";
  public static final String REPLAYED_HEADER = "Idempotent-Replayed";
  private static final int MIN_LENGTH = 16;
  private static final int MAX_LENGTH = 255;

  private final Ids ids;

  public IdempotencyKeys(Ids ids) {
    this.ids = ids;
  }

  /**
   * The client's key.
   *
   * @throws ProblemException if there is none
   * @throws InvalidInput if it has another form
   */
  public String required(@Nullable String header) {
    if (header == null) {
      throw new ProblemException(
          ProblemType.IDEMPOTENCY_KEY_REQUIRED,
          "Send a fresh random text of 16 to 255 characters in the header Idempotency-Key; repeat"
              + " it to repeat the request safely.");
    }
    return checked(header);
  }

  /** The client's key, or a fresh one where the surface's clients send none. */
  public String orFresh(@Nullable String header) {
    return header == null ? ids.nextText("auto-") : checked(header);
  }

  private static String checked(String key) {
    var printable = key.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (key.length() < MIN_LENGTH || key.length() > MAX_LENGTH || !printable) {
      throw new InvalidInput(
          HEADER,
          "must have %d to %d printable ASCII characters without spaces"
              .formatted(MIN_LENGTH, MAX_LENGTH));
    }
    return key;
  }
}
