package io.brokerway.simulators.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.SimulatorClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What codes and tokens bring, and for how long. */
final class GrantsTest {
  private static final Instant NOW = Instant.parse("2026-03-03T15:00:00Z");
  private static final String BACK = "https://127.0.0.1:8182/back";

  // The pair of RFC 7636, appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final SimulatorClock clock = SimulatorClock.ticking(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Grants rotating = Grants.open(clock, null, new StrictDialect(true, false));

  @Test
  void accessTokensEndOnTheClockAndRefreshTokensBringTheNext() {
    var first = login(rotating, "ada").orElseThrow();

    clock.advance(Duration.ofMinutes(20));
    var next = refresh(rotating, first).orElseThrow();

    assertThat(rotating.active(first.access().value())).isEmpty();
    assertThat(rotating.active(next.access().value())).isPresent();
    assertThat(next.isFirst()).isFalse();
    assertThat(value(next)).isNotEqualTo(value(first));
  }

  @Test
  void aRotatedTokenThatComesAgainEndsTheWholeLogin() {
    var first = login(rotating, "ada").orElseThrow();
    var next = refresh(rotating, first).orElseThrow();
    var other = login(rotating, "grace").orElseThrow();

    assertThat(refresh(rotating, first)).isEmpty();

    assertThat(refresh(rotating, next)).isEmpty();
    assertThat(rotating.active(next.access().value())).isEmpty();
    assertThat(rotating.active(other.access().value())).isPresent();
  }

  @Test
  void aRefreshTokenEndsByItselfAndWithTheLifeOfItsLogin() {
    var idle = login(rotating, "ada").orElseThrow();
    clock.advance(Duration.ofMinutes(30));
    assertThat(refresh(rotating, idle)).isEmpty();

    var busy = login(rotating, "ada").orElseThrow();
    for (var step = 0; step < 71; step++) {
      clock.advance(Duration.ofMinutes(20));
      busy = refresh(rotating, busy).orElseThrow();
    }
    clock.advance(Duration.ofMinutes(20));
    assertThat(refresh(rotating, busy)).isEmpty();
  }

  @Test
  void withoutRotationTheSameTokenServesAgain() {
    var grants = Grants.open(clock, null, new StrictDialect(false, false));
    var first = login(grants, "ada").orElseThrow();

    var second = refresh(grants, first).orElseThrow();

    assertThat(value(second)).isEqualTo(value(first));
    assertThat(refresh(grants, first)).isPresent();
  }

  @Test
  void noRefreshTokenWithoutItsScope() {
    var code = rotating.code(grant("ada", List.of(StrictDialect.READ), null));

    var issued = rotating.redeem(code, redeemer(null, true)).orElseThrow();

    assertThat(issued.refresh()).isEmpty();
    assertThat(rotating.allRefresh()).isEmpty();
  }

  @Test
  void aNewLoginEndsTheOlderOnesWhereTheBrokerDoesSo() {
    var grants = Grants.open(clock, null, new StrictDialect(false, true));
    var ada = login(grants, "ada").orElseThrow();
    var grace = login(grants, "grace").orElseThrow();

    login(grants, "ada");

    assertThat(grants.active(ada.access().value())).isEmpty();
    assertThat(refresh(grants, ada)).isEmpty();
    assertThat(grants.active(grace.access().value())).isPresent();
  }

  @Test
  void aCodeWithAChallengeNeedsItsVerifierAndNoSecret() {
    var scopes = List.of(StrictDialect.OFFLINE);
    var good = rotating.code(grant("ada", scopes, CHALLENGE));
    var guessed = rotating.code(grant("ada", scopes, CHALLENGE));
    var bare = rotating.code(grant("ada", scopes, CHALLENGE));
    var taken = rotating.code(grant("ada", scopes, null));

    var issued = rotating.redeem(good, redeemer(VERIFIER, false)).orElseThrow();

    assertThat(rotating.refresh(value(issued), "app", false)).isPresent();
    assertThat(rotating.redeem(guessed, redeemer(VERIFIER.replace('d', 'e'), true))).isEmpty();
    assertThat(rotating.redeem(bare, redeemer(null, true))).isEmpty();
    assertThat(rotating.redeem(taken, redeemer(VERIFIER, true))).isEmpty();
  }

  @Test
  void aCodeServesItsClientOnceAndSoon() {
    var used = rotating.code(grant("ada", List.of(), null));
    var late = rotating.code(grant("ada", List.of(), null));
    var foreign = rotating.code(grant("ada", List.of(), null));

    assertThat(rotating.redeem(used, redeemer(null, true))).isPresent();
    assertThat(rotating.redeem(used, redeemer(null, true))).isEmpty();
    assertThat(rotating.redeem(foreign, new Grants.Redeemer("other", BACK, null, true))).isEmpty();
    clock.advance(Duration.ofSeconds(30));
    assertThat(rotating.redeem(late, redeemer(null, true))).isEmpty();
  }

  @Test
  void tokensOutliveTheProcess(@TempDir Path folder) {
    var file = folder.resolve("tokens.json");
    var dialect = new StrictDialect(true, false);
    var before = Grants.open(clock, file, dialect);
    var first = login(before, "ada").orElseThrow();
    var next = refresh(before, first).orElseThrow();

    var after = Grants.open(clock, file, dialect);

    assertThat(after.all()).isEqualTo(before.all());
    assertThat(after.allRefresh()).isEqualTo(before.allRefresh());
    assertThat(refresh(after, next)).isPresent();
    assertThat(refresh(after, first)).isEmpty();
  }

  private Optional<IssuedTokens> login(Grants grants, String user) {
    var code = grants.code(grant(user, List.of(StrictDialect.OFFLINE), null));
    return grants.redeem(code, redeemer(null, true));
  }

  private static Optional<IssuedTokens> refresh(Grants grants, IssuedTokens tokens) {
    return grants.refresh(value(tokens), "app", true);
  }

  private static Grants.Redeemer redeemer(@Nullable String verifier, boolean showedSecret) {
    return new Grants.Redeemer("app", BACK, verifier, showedSecret);
  }

  private Grant grant(String user, List<Scope> scopes, @Nullable String challenge) {
    return new Grant(
        UUID.randomUUID().toString(),
        "app",
        user,
        BACK,
        scopes,
        List.of("1"),
        challenge,
        clock.instant());
  }

  private static String value(IssuedTokens tokens) {
    return tokens.refresh().orElseThrow().value();
  }
}
