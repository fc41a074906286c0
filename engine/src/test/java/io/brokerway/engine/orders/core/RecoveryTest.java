package io.brokerway.engine.orders.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderIdentity.DuplicateIs;
import io.brokerway.broker.order.OrderIdentity.FindBy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
  private static final Instant SENT = Instant.parse("2026-03-02T15:00:00Z");
  private static final Recovery.Waits WAITS =
      new Recovery.Waits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(30));

  @Test
  void theFirstLookUpWaitsASecondAfterTheSend() {
    var decision = begun(DuplicateIs.REFUSED, FindBy.CLIENT_ID).next(SENT.plusMillis(10), WAITS);

    assertThat(decision).isEqualTo(new Recovery.Decision.LookUp(SENT.plusSeconds(1)));
  }

  @Test
  void onlyAnEnforcedIdIsSentAgainAndOnlyOnceAndOnlyYoung() {
    var absent = begun(DuplicateIs.REFUSED, FindBy.CLIENT_ID).absent(SENT.plusSeconds(1));

    assertThat(absent.next(SENT.plusSeconds(2), WAITS))
        .isInstanceOf(Recovery.Decision.Resend.class);
    assertThat(absent.next(SENT.plusSeconds(6), WAITS))
        .isInstanceOf(Recovery.Decision.LookUp.class);
    assertThat(
            absent.resent(SENT.plusSeconds(2), null).absent(SENT).next(SENT.plusSeconds(3), WAITS))
        .isInstanceOf(Recovery.Decision.LookUp.class);
    var tagged = begun(DuplicateIs.SECOND_ORDER, FindBy.TAG).absent(SENT.plusSeconds(1));
    assertThat(tagged.next(SENT.plusSeconds(2), WAITS))
        .isInstanceOf(Recovery.Decision.LookUp.class);
  }

  @Test
  void absenceNeedsThreeAnswersAndTime() {
    var twice =
        begun(DuplicateIs.SECOND_ORDER, FindBy.TAG)
            .absent(SENT.plusSeconds(61))
            .absent(SENT.plusSeconds(62));

    assertThat(twice.next(SENT.plusSeconds(62), WAITS))
        .isInstanceOf(Recovery.Decision.LookUp.class);
    assertThat(twice.absent(SENT.plusSeconds(63)).next(SENT.plusSeconds(63), WAITS))
        .extracting("conclusion")
        .isEqualTo(Conclusion.NOT_ACCEPTED);
    assertThat(twice.afterGap().absent(SENT.plusSeconds(63)).next(SENT.plusSeconds(63), WAITS))
        .isInstanceOf(Recovery.Decision.LookUp.class);
  }

  @Test
  void aFingerprintNeverProvesAbsence() {
    var absent =
        begun(DuplicateIs.SECOND_ORDER, FindBy.FINGERPRINT)
            .absent(SENT.plusSeconds(61))
            .absent(SENT.plusSeconds(62))
            .absent(SENT.plusSeconds(63));

    assertThat(absent.next(SENT.plusSeconds(63), WAITS))
        .extracting("conclusion")
        .isEqualTo(Conclusion.NEEDS_DECISION);
    assertThat(begun(DuplicateIs.SECOND_ORDER, FindBy.FINGERPRINT).severalFit().next(SENT, WAITS))
        .extracting("conclusion")
        .isEqualTo(Conclusion.NEEDS_DECISION);
  }

  @Test
  void aRefusalAsDuplicateForbidsToConcludeAbsence() {
    var proved = begun(DuplicateIs.REFUSED, FindBy.CLIENT_ID).proved();

    for (var i = 61; i < 70; i++) {
      proved = proved.absent(SENT.plusSeconds(i));
    }

    assertThat(proved.next(SENT.plusSeconds(70), WAITS))
        .isInstanceOf(Recovery.Decision.LookUp.class);
    assertThat(proved.next(SENT.plus(Duration.ofDays(2)), WAITS))
        .extracting("conclusion")
        .isEqualTo(Conclusion.NEEDS_DECISION);
  }

  private static Recovery begun(DuplicateIs duplicateIs, FindBy findBy) {
    var identity =
        new OrderIdentity(
            duplicateIs,
            findBy,
            new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.BASE36, 28),
            Duration.ofSeconds(60),
            Duration.ofDays(1));
    return Recovery.begin(identity, SENT, SENT, SENT.plusSeconds(5), false);
  }
}
