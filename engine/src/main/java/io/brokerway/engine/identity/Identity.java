package io.brokerway.engine.identity;

import io.brokerway.broker.login.Secret;
import io.brokerway.engine.events.EventFeed;
import io.brokerway.engine.identity.Keys.StoredKey;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.ReadCache;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import io.brokerway.engine.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tenants, users and API keys. Thread-safe. */
public final class Identity implements AutoCloseable {
  public static final TenantId DEMO_TENANT = new TenantId("demo");
  public static final UserId DEMO_USER = new UserId("user_1");

  private static final int MAX_LIMIT = 1_000;
  private static final String SYSTEM = "system";
  private static final String FOREIGN_KEY_VIOLATION = "23503";
  private static final int MAX_KEYS = 10_000;
  private static final int MAX_USERS = 100_000;
  // News of changes comes at once; these bound what a lost one can do.
  private static final Duration KNOWN_GOOD_FOR = Duration.ofSeconds(30);
  private static final Duration UNKNOWN_GOOD_FOR = Duration.ofSeconds(1);
  private static final String MAC_PURPOSE = "api-key";
  // Compared when there is no key, so that a missing one takes the way of a wrong one.
  private static final byte[] NO_MAC = new byte[32];

  private final Database database;
  private final Vault vault;
  private final SecureRandom random = new SecureRandom();
  private final ReadCache<String, Optional<StoredKey>> cachedKeys =
      new ReadCache<>(MAX_KEYS, Identity::goodFor, System::nanoTime);
  private final ReadCache<UserKey, Optional<User>> cachedUsers =
      new ReadCache<>(MAX_USERS, Identity::goodFor, System::nanoTime);
  private final EventFeed.Subscription subscription;

  private record UserKey(TenantId tenant, UserId id) {}

  public Identity(Database database, Vault vault, EventFeed feed) {
    this.database = database;
    this.vault = vault;
    // Of this process as soon as it is committed, of others by the feed.
    database.onCommit((_, _, facts) -> facts.forEach(this::heard));
    subscription = feed.subscribe(event -> heard(event.fact()));
  }

  /** Makes the demo tenant with its user {@code demo}, unless they exist. */
  public User seedDemo() {
    ensureTenant(DEMO_TENANT, "Demo");
    var demo = new NewUser("demo", "demo", "demo@example.com", "Demo User");
    return database.inTenant(
        DEMO_TENANT,
        tx -> {
          // Two starts at once: the second waits here and then finds the user.
          tx.query("SELECT 1 FROM tenant WHERE tenant_id = ? FOR UPDATE", row -> 1, DEMO_TENANT);
          var found = Users.find(tx, DEMO_TENANT, DEMO_USER);
          return found.isPresent()
              ? found.get()
              : Users.insert(tx, DEMO_TENANT, DEMO_USER, demo, now(), SYSTEM);
        });
  }

  /** Makes a tenant, or returns it as it is if it exists. */
  public Tenant ensureTenant(TenantId id, String name) {
    if (name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a tenant's name must be 1 to 200 characters");
    }
    return database.inTenant(
        id,
        tx -> {
          var isNew =
              tx.update(
                  """
                  INSERT INTO tenant (tenant_id, name, created_at)
                  VALUES (?, ?, ?)
                  ON CONFLICT DO NOTHING
                  """,
                  id,
                  name,
                  now());
          if (isNew == 1) {
            tx.append(new Fact(id, null, null, "tenant.created", id.value(), 0, SYSTEM, 1, "{}"));
          }
          return findTenant(tx, id).orElseThrow();
        });
  }

  public Optional<Tenant> findTenant(TenantId id) {
    return database.readTenant(id, tx -> findTenant(tx, id));
  }

  /**
   * Makes a user.
   *
   * @throws DuplicateUsername if the username is taken
   * @throws DuplicateExternalId if the application's id is taken
   */
  public User createUser(TenantId tenant, NewUser user, String actor) {
    var id = new UserId(database.ids().nextText("user_"));
    try {
      return database.inTenant(tenant, tx -> Users.insert(tx, tenant, id, user, now(), actor));
    } catch (StorageFailure e) {
      throw Users.refused(e, user);
    }
  }

  public Optional<User> findUser(TenantId tenant, UserId id) {
    return cachedUsers.get(
        new UserKey(tenant, id),
        key -> database.readTenant(key.tenant(), tx -> Users.find(tx, key.tenant(), key.id())));
  }

  /** The user whom the application knows by this id. */
  public Optional<User> findByExternalId(TenantId tenant, String externalId) {
    return database.readTenant(tenant, tx -> Users.findByExternalId(tx, tenant, externalId));
  }

  public Optional<User> findByUsername(TenantId tenant, String username) {
    return database.readTenant(tenant, tx -> Users.findByUsername(tx, tenant, username));
  }

  /**
   * The tenant's users by id, after the given one, at most {@code limit} (at most 1,000).
   *
   * @param after the last id of the page before; null for the first page
   */
  public List<User> listUsers(TenantId tenant, @Nullable UserId after, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit must be from 1 to %d, not %d".formatted(MAX_LIMIT, limit));
    }
    return database.readTenant(tenant, tx -> Users.list(tx, tenant, after, limit));
  }

  /**
   * Changes a user's fields to those given; empty if there is no such user.
   *
   * @throws DuplicateUsername if the username is taken
   * @throws DuplicateExternalId if the application's id is taken
   */
  public Optional<User> updateUser(TenantId tenant, UserId id, NewUser user, String actor) {
    try {
      return database.inTenant(tenant, tx -> Users.update(tx, tenant, id, user, actor));
    } catch (StorageFailure e) {
      throw Users.refused(e, user);
    }
  }

  /**
   * Removes a user to whom nothing belongs any more, so that his names are free again. False if
   * there is no such user.
   *
   * @throws StorageFailure if he has API keys
   */
  public boolean removeUser(TenantId tenant, UserId id, String actor) {
    return database.inTenant(tenant, tx -> Users.delete(tx, tenant, id, actor));
  }

  /**
   * Makes a key; its text is shown this once.
   *
   * @throws IllegalArgumentException if the tenant has no such user, or does not exist
   */
  public IssuedApiKey issueKey(TenantId tenant, NewApiKey request, String actor) {
    var text = KeyText.random(random);
    var key =
        new ApiKey(
            tenant,
            text.id(),
            request.user() == null ? KeyKind.APPLICATION : KeyKind.USER,
            request.user(),
            request.scopes(),
            request.name(),
            now(),
            request.expiresAt(),
            null);
    try {
      database.inTenant(
          tenant,
          tx -> {
            Keys.insert(tx, new StoredKey(key, macOf(text)), actor);
            return key;
          });
    } catch (StorageFailure e) {
      if (e.sqlState().equals(FOREIGN_KEY_VIOLATION)) {
        throw new IllegalArgumentException(
            "tenant %s has no user %s".formatted(tenant, request.user()), e);
      }
      throw e;
    }
    return new IssuedApiKey(key, Secret.of(text.text()));
  }

  /** The tenant's keys, newest first, at most 1,000. */
  public List<ApiKey> listKeys(TenantId tenant) {
    return database.readTenant(tenant, tx -> Keys.list(tx, tenant));
  }

  /**
   * Revokes a key: dead at once here, within a second elsewhere. False if there is no such key, or
   * it was revoked before.
   */
  public boolean revokeKey(TenantId tenant, String keyId, String actor) {
    return database
        .inTenant(tenant, tx -> Keys.revoke(tx, tenant, keyId, now(), actor))
        .isPresent();
  }

  /** Tells who presents this key; empty for any that is not valid now. */
  public Optional<Principal> authenticate(String presented) {
    return KeyText.parse(presented).flatMap(this::authenticate);
  }

  @Override
  public void close() {
    subscription.close();
  }

  private Optional<Principal> authenticate(KeyText text) {
    var mac = macOf(text);
    var stored = cachedKeys.get(text.id(), this::lookUp);
    var isRight = MessageDigest.isEqual(mac, stored.map(StoredKey::mac).orElse(NO_MAC));
    return isRight
        ? stored.map(StoredKey::key).filter(this::isValid).map(Identity::principal)
        : Optional.empty();
  }

  /** Over all tenants: whose a key is, is what is asked. */
  private Optional<StoredKey> lookUp(String id) {
    return database.readSystem(tx -> Keys.find(tx, id));
  }

  private byte[] macOf(KeyText text) {
    return vault.mac(
        MAC_PURPOSE,
        text.id().getBytes(StandardCharsets.US_ASCII),
        text.secret().getBytes(StandardCharsets.US_ASCII));
  }

  private boolean isValid(ApiKey key) {
    return key.revokedAt() == null
        && (key.expiresAt() == null || database.clock().instant().isBefore(key.expiresAt()));
  }

  private static Principal principal(ApiKey key) {
    return new Principal(key.tenant(), key.user(), key.scopes(), key.kind(), "key:" + key.id());
  }

  private void heard(Fact fact) {
    if (fact.type().startsWith("api_key.")) {
      cachedKeys.forget(fact.subject());
    } else if (fact.type().startsWith("user.")) {
      cachedUsers.forget(new UserKey(fact.tenant(), new UserId(fact.subject())));
    }
  }

  private static Duration goodFor(Optional<?> found) {
    return found.isPresent() ? KNOWN_GOOD_FOR : UNKNOWN_GOOD_FOR;
  }

  private static Optional<Tenant> findTenant(Tx tx, TenantId id) throws SQLException {
    return tx.first(
        "SELECT name, created_at FROM tenant WHERE tenant_id = ?",
        row -> new Tenant(id, row.getString(1), Columns.instant(row, "created_at")),
        id);
  }

  private Instant now() {
    return database.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }
}
