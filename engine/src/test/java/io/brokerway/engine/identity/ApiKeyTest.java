package io.brokerway.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.engine.events.EventFeed;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.storage.Await;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.SettableClock;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.TestDatabase;
import io.brokerway.engine.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiKeyTest {
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
    feed = feedOf(test.database());
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
  void aKeyTellsItsPrincipal() {
    var user = identity.createUser(ONE, new NewUser(null, "alice", null, null), "test");
    var ofUser = issue(ONE, user.id(), null);
    var ofApplication = issue(TWO, null, null);

    assertThat(identity.authenticate(ofUser.text().reveal()))
        .contains(
            new Principal(
                ONE,
                user.id(),
                Set.of(Scope.READ, Scope.TRADE),
                KeyKind.USER,
                "key:" + ofUser.key().id()));
    assertThat(identity.authenticate(ofApplication.text().reveal()))
        .hasValueSatisfying(principal -> {
          assertThat(principal.tenant()).isEqualTo(TWO);
          assertThat(principal.kind()).isEqualTo(KeyKind.APPLICATION);
          assertThat(principal.may(Scope.ADMIN)).isFalse();
        });
  }

  @Test
  void onlyTheExactTextIsAccepted() {
    var text = issue(ONE, null, null).text().reveal();
    var parts = KeyText.parse(text).orElseThrow();
    var guess = new KeyText(parts.id(), "0".repeat(43)).text();
    var unknown = new KeyText("0".repeat(16), parts.secret()).text();

    assertThat(text).matches("bw_[0-9A-Za-z]{65}");
    assertThat(identity.authenticate(text)).isPresent();
    assertThat(identity.authenticate(guess)).isEmpty();
    assertThat(identity.authenticate(unknown)).isEmpty();
    assertThat(identity.authenticate(text.substring(0, text.length() - 1) + "_")).isEmpty();
    assertThat(identity.authenticate(text + " ")).isEmpty();
    assertThat(identity.authenticate("")).isEmpty();
  }

  @Test
  void oneWrongCharacterFailsTheChecksum() {
    var text = issue(ONE, null, null).text().reveal();

    for (var i = 3; i < text.length(); i++) {
      var wrong = text.charAt(i) == 'a' ? 'b' : 'a';
      assertThat(KeyText.parse(text.substring(0, i) + wrong + text.substring(i + 1))).isEmpty();
    }
  }

  @Test
  void aRevokedKeyIsDeadAtOnce() {
    var issued = issue(ONE, null, null);
    var text = issued.text().reveal();
    assertThat(identity.authenticate(text)).isPresent();

    assertThat(identity.revokeKey(TWO, issued.key().id(), "test")).isFalse();
    assertThat(identity.authenticate(text)).isPresent();
    assertThat(identity.revokeKey(ONE, issued.key().id(), "test")).isTrue();

    assertThat(identity.authenticate(text)).isEmpty();
    assertThat(identity.revokeKey(ONE, issued.key().id(), "test")).isFalse();
    assertThat(identity.listKeys(ONE, null, null, 10)).hasSize(1);
  }

  @Test
  void aKeyRevokedOnAnotherNodeDiesHereSoon() {
    var issued = issue(ONE, null, null);
    var text = issued.text().reveal();
    assertThat(identity.authenticate(text)).isPresent();
    try (var otherDatabase = Database.open(test.config(), CLOCK);
        var otherFeed = feedOf(otherDatabase);
        var other = new Identity(otherDatabase, vault, otherFeed)) {
      other.revokeKey(ONE, issued.key().id(), "test");

      Await.until(() -> identity.authenticate(text).isEmpty());
    }
    assertThat(identity.authenticate(text)).isEmpty();
  }

  @Test
  void aKeyExpires() {
    var text = issue(ONE, null, CLOCK.instant().plusSeconds(60)).text().reveal();
    assertThat(identity.authenticate(text)).isPresent();

    CLOCK.advance(Duration.ofSeconds(60));

    assertThat(identity.authenticate(text)).isEmpty();
  }

  @Test
  void aKeyForAUserOfAnotherTenantIsRefused() {
    var user = identity.createUser(ONE, new NewUser(null, "alice", null, null), "test");

    assertThatThrownBy(() -> issue(TWO, user.id(), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** S14: each request that begins after the answer to the revocation is refused. */
  @Test
  @Tag("security")
  void s14OnceARevocationIsAnsweredNoRequestPasses() throws Exception {
    var issued = issue(ONE, null, null);
    var text = issued.text().reveal();
    var answered = new AtomicBoolean();
    var passed = new AtomicInteger();
    var late = new AtomicInteger();
    var refused = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking = new ArrayList<Future<?>>();
      for (var i = 0; i < 8; i++) {
        asking.add(
            threads.submit(() -> {
              while (refused.get() < 1_000) {
                var afterAnswer = answered.get();
                if (identity.authenticate(text).isEmpty()) {
                  refused.incrementAndGet();
                } else {
                  (afterAnswer ? late : passed).incrementAndGet();
                }
              }
            }));
      }
      Await.until(() -> passed.get() > 1_000);

      identity.revokeKey(ONE, issued.key().id(), "test");
      answered.set(true);

      for (var asker : asking) {
        asker.get();
      }
    }
    assertThat(late).hasValue(0);
  }

  /** S14: what is stored opens nothing. */
  @Test
  @Tag("security")
  void s14NeitherTableNorLogHoldsTheKeysText() {
    var secret = KeyText.parse(issue(ONE, null, null).text().reveal()).orElseThrow().secret();

    var rows =
        test.database()
            .readSystem(tx ->
                tx.query(
                    "SELECT l::TEXT FROM log AS l UNION ALL SELECT k::TEXT FROM api_key AS k",
                    row -> row.getString(1)));

    assertThat(rows).hasSizeGreaterThanOrEqualTo(4).noneMatch(row -> row.contains(secret));
  }

  @Test
  void keysAreListedNewestFirstPageByPageAndByUser() {
    var user = identity.createUser(ONE, new NewUser(null, "alice", null, null), "test");
    var ids = new ArrayList<String>();
    for (var i = 0; i < 5; i++) {
      CLOCK.advance(Duration.ofSeconds(1));
      ids.addFirst(issue(ONE, i == 2 ? user.id() : null, null).key().id());
    }
    issue(TWO, null, null);

    var first = identity.listKeys(ONE, null, null, 3);
    var second = identity.listKeys(ONE, null, first.getLast().id(), 3);
    var ofUser = identity.listKeys(ONE, user.id(), null, 3);
    var afterUnknown = identity.listKeys(ONE, null, "nothing", 3);

    assertThat(first).extracting(ApiKey::id).containsExactlyElementsOf(ids.subList(0, 3));
    assertThat(second).extracting(ApiKey::id).containsExactlyElementsOf(ids.subList(3, 5));
    assertThat(ofUser).extracting(ApiKey::id).containsExactly(ids.get(2));
    assertThat(afterUnknown).isEmpty();
    assertThat(identity.findKey(TWO, ids.getFirst())).isEmpty();
  }

  @Test
  void aKeyTellsWhenItWasUsedLastAlsoAfterARestart() {
    var issued = issue(ONE, null, null);
    var id = issued.key().id();
    assertThat(identity.findKey(ONE, id).orElseThrow().lastUsedAt()).isNull();

    var used = CLOCK.instant();
    identity.authenticate(issued.text().reveal());
    var seenAtOnce = identity.findKey(ONE, id).orElseThrow().lastUsedAt();
    identity.close();
    try (var restarted = new Identity(test.database(), vault, feed)) {
      var stored = restarted.findKey(ONE, id).orElseThrow().lastUsedAt();
      CLOCK.advance(Duration.ofMinutes(1));
      restarted.authenticate(issued.text().reveal());
      var later = restarted.listKeys(ONE, null, null, 1).getFirst().lastUsedAt();

      assertThat(seenAtOnce).isEqualTo(used);
      assertThat(stored).isEqualTo(used);
      assertThat(later).isEqualTo(used.plusSeconds(60));
    }
  }

  @Test
  void aRefusedKeyCountsAsNotUsed() {
    var issued = issue(ONE, null, CLOCK.instant().plusSeconds(60));
    CLOCK.advance(Duration.ofSeconds(60));

    identity.authenticate(issued.text().reveal());

    var key = identity.findKey(ONE, issued.key().id()).orElseThrow();
    assertThat(key.lastUsedAt()).isNull();
    assertThat(key.status(CLOCK.instant())).isEqualTo(KeyStatus.EXPIRED);
  }

  @Test
  void theFirstKeyOfAnApplicationIsNotForgottenBehindThoseOfUsers() {
    assertThat(identity.hasApplicationKey(ONE)).isFalse();
    var user = identity.createUser(ONE, new NewUser(null, "alice", null, null), "test");
    issue(ONE, user.id(), null);
    assertThat(identity.hasApplicationKey(ONE)).isFalse();

    identity.revokeKey(ONE, issue(ONE, null, null).key().id(), "test");

    assertThat(identity.hasApplicationKey(ONE)).isTrue();
  }

  private IssuedApiKey issue(TenantId tenant, @Nullable UserId user, @Nullable Instant expiresAt) {
    var request = new NewApiKey(user, Set.of(Scope.READ, Scope.TRADE), "a key", expiresAt);
    return identity.issueKey(tenant, request, "test");
  }

  private static EventFeed feedOf(Database database) {
    return new EventFeed(database, new EventLog(database));
  }
}
