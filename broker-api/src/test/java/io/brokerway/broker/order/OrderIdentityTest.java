package io.brokerway.broker.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.brokerway.broker.order.OrderIdentity.DuplicateIs;
import io.brokerway.broker.order.OrderIdentity.FindBy;
import io.brokerway.broker.order.OrderIdentity.IdFormat;
import io.brokerway.broker.order.OrderIdentity.Recovery;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderIdentityTest {
  private static final IdFormat TAG = new IdFormat(IdFormat.Alphabet.BASE36, 8);

  @ParameterizedTest
  @CsvSource({
    "REFUSED,CLIENT_ID,ENFORCED_ID",
    "RETURNS_ORIGINAL,FINGERPRINT,ENFORCED_ID",
    "SECOND_ORDER,CLIENT_ID,ECHOED_TAG",
    "SECOND_ORDER,TAG,ECHOED_TAG",
    "SECOND_ORDER,FINGERPRINT,FINGERPRINT_ONLY"
  })
  void theClassOfRecoveryFollowsFromWhatIsDeclared(
      DuplicateIs duplicateIs, FindBy findBy, Recovery expected) {
    var identity =
        new OrderIdentity(duplicateIs, findBy, TAG, Duration.ofMinutes(1), Duration.ofDays(1));

    assertThat(identity.recovery()).isEqualTo(expected);
  }

  @Test
  void anIdShorterThanEightCharactersCannotBeUnique() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IdFormat(IdFormat.Alphabet.BASE36, 7));
  }
}
