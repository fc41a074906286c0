package io.brokerway.broker.order;

import java.time.Duration;

/**
 * How a broker knows an order by an id of ours, and so what may be done when an answer is lost.
 *
 * @param duplicateIs what the broker does with a second order of the same id
 * @param findBy how an order is found whose broker order id we never learnt
 * @param format the form of the id that the broker takes
 * @param absentAfter how long after a send negative answers begin to prove absence
 * @param listHorizon how long the broker's list surely shows an order; an unknown order is settled
 *     or handed to a person before
 */
public record OrderIdentity(
    DuplicateIs duplicateIs,
    FindBy findBy,
    IdFormat format,
    Duration absentAfter,
    Duration listHorizon) {

  /** What the broker does with a second order of the same id. */
  public enum DuplicateIs {
    REFUSED,
    RETURNS_ORIGINAL,
    SECOND_ORDER
  }

  /** How an order is found whose broker order id we never learnt. */
  public enum FindBy {
    CLIENT_ID,
    TAG,
    FINGERPRINT
  }

  /** The class of RELIABILITY: what may be done after an ambiguous submit. */
  public enum Recovery {
    /** Look up, then probe by one resend of the same id. */
    ENFORCED_ID,
    /** Look up by tag; never send again. */
    ECHOED_TAG,
    /** Compare lists; a person decides in doubt. */
    FINGERPRINT_ONLY
  }

  /**
   * The form of an id.
   *
   * @param maxLength in characters, at least 8
   */
  public record IdFormat(Alphabet alphabet, int maxLength) {
    /** The characters that the broker takes. */
    public enum Alphabet {
      /** Lower-case letters and digits. */
      BASE36,
      /** Digits only. */
      DIGITS,
      /** The canonical 36-character form of a UUID. */
      UUID
    }

    public IdFormat {
      if (maxLength < 8) {
        throw new IllegalArgumentException("maxLength must be at least 8, not " + maxLength);
      }
    }
  }

  /** The class that follows from what is declared. */
  public Recovery recovery() {
    if (duplicateIs != DuplicateIs.SECOND_ORDER) {
      return Recovery.ENFORCED_ID;
    }
    return findBy == FindBy.FINGERPRINT ? Recovery.FINGERPRINT_ONLY : Recovery.ECHOED_TAG;
  }
}
