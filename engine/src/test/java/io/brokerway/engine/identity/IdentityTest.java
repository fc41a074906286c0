package io.brokerway.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.engine.events.EventFeed;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.storage.SettableClock;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.TestDatabase;
import io.brokerway.engine.vault.Vault;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentityTest {
  private static final TenantId ONE = new TenantId("one");
  private static final TenantId TWO = new TenantId("two");

  private static final SettableClock CLOCK =
      new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
  private static TestDatabase test;
  @TempDir Path keys;
  private Vault vault;
  private EventFeed feed;
  private Identity identity;

  @BeforeAll
  static void openDatabase() {
    test = TestDatabase.open(CLOCK);
  }

  @AfterAll
  static void closeDatabase() {
    test.close();
  }

  @BeforeEach
  void open() {
    test.reset();
    vault = Vault.open(test.database(), keys);
    feed = new EventFeed(test.database(), new EventLog(test.database()));
    identity = new Identity(test.database(), vault, feed);
    identity.ensureTenant(ONE, "One");
    identity.ensureTenant(TWO, "Two");
  }

  @AfterEach
  void close() {
    identity.close();
    feed.close();
  }

  @Test
  void theDemoIsSeededOnce() {
    var first = identity.seedDemo();
    var second = identity.seedDemo();

    assertThat(first).isEqualTo(second);
    assertThat(first.id()).isEqualTo(new UserId("user_1"));
    assertThat(identity.findByExternalId(Identity.DEMO_TENANT, "demo")).contains(first);
    assertThat(identity.findByUsername(Identity.DEMO_TENANT, "demo")).contains(first);
  }

  @Test
  void aUserIsFoundByHisIdsInHisTenantOnly() {
    var user =
        identity.createUser(ONE, new NewUser("app-7", "alice", "a@b.co", "Alice A."), "test");

    assertThat(user.id().value()).matches("user_[a-z2-7]{26}");
    assertThat(identity.findUser(ONE, user.id())).contains(user);
    assertThat(identity.findByExternalId(ONE, "app-7")).contains(user);
    assertThat(identity.findUser(TWO, user.id())).isEmpty();
    assertThat(identity.findByExternalId(TWO, "app-7")).isEmpty();
  }

  @Test
  void usernamesAndExternalIdsAreUniqueInATenant() {
    identity.createUser(ONE, new NewUser("app-7", "alice", null, null), "test");

    assertThatThrownBy(
            () -> identity.createUser(ONE, new NewUser(null, "alice", null, null), "test"))
        .isInstanceOf(DuplicateUsername.class);
    assertThatThrownBy(
            () -> identity.createUser(ONE, new NewUser("app-7", "bob", null, null), "test"))
        .isInstanceOf(DuplicateExternalId.class);
    var ofOther = identity.createUser(TWO, new NewUser("app-7", "alice", null, null), "test");
    assertThat(identity.listUsers(TWO, null, 10)).containsExactly(ofOther);
    assertThat(identity.listUsers(ONE, null, 10)).hasSize(1);
  }

  @Test
  void usersAreListedPageByPage() {
    for (var i = 0; i < 5; i++) {
      identity.createUser(ONE, new NewUser(null, "u" + i, null, null), "test");
    }

    var first = identity.listUsers(ONE, null, 3);
    var second = identity.listUsers(ONE, first.getLast().id(), 3);

    assertThat(first).hasSize(3);
    assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
  }

  @Test
  void aUserIsChanged() {
    var user = identity.createUser(ONE, new NewUser(null, "alice", null, null), "test");
    var fields = new NewUser("x", "alice2", "alice@example.org", "Alice");

    var changed = identity.updateUser(ONE, user.id(), fields, "test").orElseThrow();

    assertThat(changed.username()).isEqualTo("alice2");
    assertThat(changed.createdAt()).isEqualTo(user.createdAt());
    assertThat(identity.updateUser(TWO, user.id(), fields, "test")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a\0b", "a\nb", "\ud800"})
  void badUsernamesAreRefused(String username) {
    assertThatThrownBy(() -> new NewUser(null, username, null, null))
        .isInstanceOfSatisfying(
            InvalidUser.class, e -> assertThat(e.field()).isEqualTo("username"));
  }

  @Test
  void aUsernameHasAtMost64Characters() {
    var longest = new NewUser(null, "𝄞".repeat(64), null, null);

    assertThat(longest.username().codePoints()).hasSize(64);
    assertThatThrownBy(() -> new NewUser(null, "a".repeat(65), null, null))
        .isInstanceOf(InvalidUser.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "@b.c", "a@", "a@b c", "a b@c.d", "a@b@c", "a@b..c", "a@-b\0"})
  void badAddressesAreRefused(String email) {
    assertThatThrownBy(() -> new NewUser(null, "a", email, null))
        .isInstanceOfSatisfying(InvalidUser.class, e -> assertThat(e.field()).isEqualTo("email"));
  }

  @Test
  void personalDataIsNotInTheLog() {
    identity.createUser(ONE, new NewUser("ext-9", "alice", "a@b.co", "Alice A."), "test");

    var log =
        test.database()
            .readSystem(tx -> tx.query("SELECT l::TEXT FROM log AS l", row -> row.getString(1)));

    assertThat(log)
        .hasSizeGreaterThanOrEqualTo(3)
        .noneMatch(row -> row.contains("alice") || row.contains("a@b.co") || row.contains("ext-9"));
  }
}
