package io.brokerway.server.rest.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.engine.Engine;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.DuplicateUsername;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.KeyKind;
import io.brokerway.engine.identity.NewUser;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.Scope;
import io.brokerway.server.TestGateways;
import io.brokerway.server.rest.ProblemException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class NewUsersTest {
  private static final BigDecimal CASH = new BigDecimal("1000");
  private static final Principal APPLICATION =
      new Principal(
          Identity.DEMO_TENANT, null, EnumSet.allOf(Scope.class), KeyKind.APPLICATION, "test");

  private final Engine engine = TestGateways.demo().engine();
  private final PaperAccounts paper =
      new PaperAccounts(engine.connections(), engine.accounts(), engine.portfolio(), engine.sync());
  private final NewUser wanted =
      new NewUser(null, "new-" + UUID.randomUUID(), "new@example.com", "New User");

  @Test
  void aUserWhoseAccountCannotBeOpenedIsNotMadeAndARetryWorks() {
    var failing =
        users((_, _) -> {
          throw new IllegalStateException("no paper account came of it");
        });

    assertThatThrownBy(() -> failing.make(APPLICATION, wanted, CASH))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(503);
              assertThat(e.retryAfter()).isNotNull();
            });
    assertThat(engine.identity().findByUsername(Identity.DEMO_TENANT, wanted.username())).isEmpty();

    var made = users(paper::open).make(APPLICATION, wanted, CASH);
    assertThat(paper.cash(made.account())).isEqualByComparingTo(CASH);
  }

  @Test
  void anAccountThatWasOpenedHalfIsEndedWithItsUser() {
    var failing =
        users((owner, cash) -> {
          var _ = paper.open(owner, cash);
          throw new BrokerException.Unavailable("it went away");
        });

    assertThatThrownBy(() -> failing.make(APPLICATION, wanted, CASH))
        .isInstanceOf(ProblemException.class);
    assertThat(engine.identity().findByUsername(Identity.DEMO_TENANT, wanted.username())).isEmpty();

    assertThat(users(paper::open).make(APPLICATION, wanted, CASH).account()).isNotNull();
  }

  @Test
  void aUserThatACrashLeftWithoutAnAccountIsTakenUp() {
    var left = engine.identity().createUser(Identity.DEMO_TENANT, wanted, "test");

    var made = users(paper::open).make(APPLICATION, wanted, CASH);

    assertThat(made.user().id()).isEqualTo(left.id());
    assertThat(paper.find(new Owner(left.tenant(), left.id()))).isPresent();
  }

  @Test
  void aUserWithOtherFieldsOrAnAccountIsNotTakenUp() {
    var made = users(paper::open).make(APPLICATION, wanted, CASH);
    var other = new NewUser(null, wanted.username(), "other@example.com", wanted.fullName());

    assertThatThrownBy(() -> users(paper::open).make(APPLICATION, wanted, CASH))
        .isInstanceOf(DuplicateUsername.class);
    assertThatThrownBy(() -> users(paper::open).make(APPLICATION, other, CASH))
        .isInstanceOf(DuplicateUsername.class);
    assertThat(engine.accounts().ofOwner(new Owner(made.user().tenant(), made.user().id())))
        .hasSize(1);
  }

  private NewUsers users(NewUsers.Opening opening) {
    return new NewUsers(engine.identity(), engine.connections(), opening);
  }
}
