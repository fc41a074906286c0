package io.brokerway.kit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.login.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class PkceTest {

  /** The example of RFC 7636, appendix B. */
  @Test
  void theChallengeIsThatOfTheStandard() {
    var pkce = new Pkce(Secret.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

    assertThat(pkce.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void aFreshOneIsLongEnoughAndNeverTheSame() {
    var random = new SecureRandom();

    var one = Pkce.fresh(random).verifier().reveal();

    assertThat(one)
        .matches("[A-Za-z0-9_-]{43}")
        .isNotEqualTo(Pkce.fresh(random).verifier().reveal());
  }
}
