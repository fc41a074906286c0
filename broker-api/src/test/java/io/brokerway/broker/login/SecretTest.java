package io.brokerway.broker.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class SecretTest {
  private static final String CANARY = "canary-7f3a";

  @Test
  void doesNotShowItself() {
    var secret = Secret.of(CANARY);
    var credentials =
        new Credentials("api-key", Map.of("key", secret), Map.of(), LoginLife.untilRevoked());

    assertThat(secret.toString()).doesNotContain(CANARY);
    assertThat(credentials.toString()).doesNotContain(CANARY).contains("key");
    assertThat(new LoginAnswer.Typed(Map.of("pin", secret)).toString()).doesNotContain(CANARY);
  }

  @Test
  void wipesWhatItLends() {
    var lent = new AtomicReference<byte[]>();

    var length =
        Secret.of(CANARY)
            .use(bytes -> {
              lent.set(bytes);
              return bytes.length;
            });

    assertThat(length).isEqualTo(CANARY.length());
    assertThat(lent.get()).containsOnly(0);
  }

  @Test
  void cannotBeUsedAfterItIsWiped() {
    var secret = Secret.of(CANARY);

    secret.close();

    assertThatIllegalStateException().isThrownBy(secret::reveal);
  }

  @Test
  void aCopyOutlivesTheOriginal() {
    var secret = Secret.of(CANARY);
    var copy = secret.copied();

    secret.close();

    assertThat(copy.reveal()).isEqualTo(CANARY);
  }

  @Test
  void equalContentIsEqual() {
    assertThat(Secret.of("a-1")).isEqualTo(Secret.of("a-1")).isNotEqualTo(Secret.of("a-2"));
    assertThat(Secret.of("").isEmpty()).isTrue();
  }
}
