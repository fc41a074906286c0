package io.brokerway.engine.orders.core;

import io.brokerway.broker.order.OrderIdentity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what may be done for a place of unknown outcome, by what the broker declares of its order
 * identity. Pure: the shell asks the broker and tells what it heard.
 *
 * @param firstSentAt when the first attempt began
 * @param sentAt when the newest attempt began
 * @param youngUntil when the order grows too old to be sent again
 * @param resent whether the one resend of the same id was made
 * @param resendRefused in whose words the resend was refused; absent if it was not
 * @param absences authoritative negative answers in a row since the newest send, without a gap
 * @param absentAsOf the broker's time of the newest of them
 * @param ambiguous whether several orders of the broker fit
 * @param unanswered look-ups in a row that got no answer
 * @param cannotLookUp whether the broker finds no orders at all
 * @param arrived whether a refusal as duplicate proved that an earlier send arrived
 */
public record Recovery(
    OrderIdentity identity,
    Instant firstSentAt,
    Instant sentAt,
    @Nullable Instant youngUntil,
    boolean resent,
    @Nullable String resendRefused,
    int absences,
    @Nullable Instant absentAsOf,
    boolean ambiguous,
    int unanswered,
    boolean cannotLookUp,
    boolean arrived) {
  private static final int PROOFS_OF_ABSENCE = 3;

  /** What comes next. */
  public sealed interface Decision {
    /** Ask the broker, not before this moment. */
    record LookUp(Instant notBefore) implements Decision {}

    /** Send the same id once more: a safe probe where the broker enforces ids. */
    record Resend() implements Decision {}

    record Conclude(Conclusion conclusion, String why) implements Decision {}
  }

  /**
   * The waits of recovery.
   *
   * @param firstLookUp the least time between a send and the first look-up
   * @param between the time between the first look-ups; doubled after each up to the longest
   * @param longest the most time between two look-ups
   */
  public record Waits(Duration firstLookUp, Duration between, Duration longest) {}

  /** The recovery of a send that was not asked about yet. */
  public static Recovery begin(
      OrderIdentity identity,
      Instant firstSentAt,
      Instant sentAt,
      @Nullable Instant youngUntil,
      boolean resent) {
    return new Recovery(
        identity, firstSentAt, sentAt, youngUntil, resent, null, 0, null, false, 0, false, false);
  }

  /** An authoritative answer that there is no such order. */
  public Recovery absent(Instant asOf) {
    return new Recovery(
        identity,
        firstSentAt,
        sentAt,
        youngUntil,
        resent,
        resendRefused,
        absences + 1,
        asOf,
        false,
        0,
        cannotLookUp,
        arrived);
  }

  /** Several orders fit. */
  public Recovery severalFit() {
    return new Recovery(
        identity,
        firstSentAt,
        sentAt,
        youngUntil,
        resent,
        resendRefused,
        absences,
        absentAsOf,
        true,
        0,
        cannotLookUp,
        arrived);
  }

  /** No answer to a look-up. */
  public Recovery noAnswer(boolean unsupported) {
    return new Recovery(
        identity,
        firstSentAt,
        sentAt,
        youngUntil,
        resent,
        resendRefused,
        absences,
        absentAsOf,
        ambiguous,
        unanswered + 1,
        unsupported,
        arrived);
  }

  /** What was heard may have holes: absence must be shown anew. */
  public Recovery afterGap() {
    return new Recovery(
        identity,
        firstSentAt,
        sentAt,
        youngUntil,
        resent,
        resendRefused,
        0,
        null,
        ambiguous,
        unanswered,
        cannotLookUp,
        arrived);
  }

  /** The resend went out, and nothing final was heard of it. */
  public Recovery resent(Instant at, @Nullable String refused) {
    return new Recovery(
        identity,
        firstSentAt,
        at,
        youngUntil,
        true,
        refused,
        0,
        null,
        ambiguous,
        0,
        cannotLookUp,
        arrived);
  }

  /** A refusal as duplicate: an earlier send of the same id arrived, wherever it is now. */
  public Recovery proved() {
    return new Recovery(
        identity,
        firstSentAt,
        sentAt,
        youngUntil,
        true,
        null,
        absences,
        absentAsOf,
        ambiguous,
        unanswered,
        cannotLookUp,
        true);
  }

  /** What to do next, given our own clock. */
  public Decision next(Instant now, Waits waits) {
    if (now.isAfter(firstSentAt.plus(identity.listHorizon()))) {
      return new Decision.Conclude(
          Conclusion.NEEDS_DECISION, "the broker's list may not show the order any more");
    }
    if (ambiguous) {
      return new Decision.Conclude(
          Conclusion.NEEDS_DECISION, "several orders of the broker fit this one");
    }
    if (mayResend(now)) {
      return new Decision.Resend();
    }
    if (cannotLookUp) {
      return new Decision.Conclude(
          Conclusion.NEEDS_DECISION, "the broker finds no orders by an id of ours");
    }
    if (isProvenAbsent()) {
      return absence();
    }
    return new Decision.LookUp(nextLookUp(now, waits));
  }

  private boolean mayResend(Instant now) {
    return identity.recovery() == OrderIdentity.Recovery.ENFORCED_ID
        && !resent
        && (absences > 0 || cannotLookUp)
        && youngUntil != null
        && now.isBefore(youngUntil);
  }

  private boolean isProvenAbsent() {
    return !arrived
        && absences >= PROOFS_OF_ABSENCE
        && absentAsOf != null
        && absentAsOf.isAfter(sentAt.plus(identity.absentAfter()));
  }

  private Decision absence() {
    if (identity.recovery() == OrderIdentity.Recovery.FINGERPRINT_ONLY) {
      return new Decision.Conclude(
          Conclusion.NEEDS_DECISION, "no order of the broker fits, which proves nothing here");
    }
    if (resendRefused != null) {
      return new Decision.Conclude(Conclusion.REJECTED, resendRefused);
    }
    return new Decision.Conclude(
        Conclusion.NOT_ACCEPTED, "the broker has no such order: proven absent");
  }

  private Instant nextLookUp(Instant now, Waits waits) {
    var asked = absences + unanswered;
    if (asked == 0) {
      var first = sentAt.plus(waits.firstLookUp());
      return first.isAfter(now) ? first : now;
    }
    var wait = waits.between();
    for (var i = 1; i < asked && wait.compareTo(waits.longest()) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return now.plus(wait.compareTo(waits.longest()) < 0 ? wait : waits.longest());
  }
}
