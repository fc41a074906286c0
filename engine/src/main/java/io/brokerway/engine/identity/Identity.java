package io.brokerway.engine.identity;

import io.brokerway.engine.events.EventFeed;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.vault.Vault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tenants, users and API keys. Thread-safe. */
public final class Identity implements AutoCloseable {
  public static final TenantId DEMO_TENANT = new TenantId("demo");
  public static final UserId DEMO_USER = new UserId("user_1");

  public Identity(Database database, Vault vault, EventFeed feed) {}

  /** Makes the demo tenant with its user {@code demo}, unless they exist. */
  public User seedDemo() {
    throw new UnsupportedOperationException();
  }

  /** Makes a tenant, or returns it as it is if it exists. */
  public Tenant ensureTenant(TenantId id, String name) {
    throw new UnsupportedOperationException();
  }

  public Optional<Tenant> findTenant(TenantId id) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes a user.
   *
   * @throws InvalidUser if a field is not acceptable
   * @throws DuplicateUsername if the username is taken
   * @throws DuplicateExternalId if the application's id is taken
   */
  public User createUser(TenantId tenant, NewUser user, String actor) {
    throw new UnsupportedOperationException();
  }

  public Optional<User> findUser(TenantId tenant, UserId id) {
    throw new UnsupportedOperationException();
  }

  public Optional<User> findByExternalId(TenantId tenant, String externalId) {
    throw new UnsupportedOperationException();
  }

  public Optional<User> findByUsername(TenantId tenant, String username) {
    throw new UnsupportedOperationException();
  }

  /**
   * The tenant's users by id, after the given one, at most {@code limit} (at most 1,000).
   *
   * @param after the last id of the page before; null for the first page
   */
  public List<User> listUsers(TenantId tenant, @Nullable UserId after, int limit) {
    throw new UnsupportedOperationException();
  }

  /** Changes a user's fields to those given; empty if there is no such user. */
  public Optional<User> updateUser(TenantId tenant, UserId id, NewUser user, String actor) {
    throw new UnsupportedOperationException();
  }

  /** Makes a key; its text is shown this once. */
  public IssuedApiKey issueKey(TenantId tenant, NewApiKey key, String actor) {
    throw new UnsupportedOperationException();
  }

  /** The tenant's keys, newest first, at most 1,000. */
  public List<ApiKey> listKeys(TenantId tenant) {
    throw new UnsupportedOperationException();
  }

  /** Revokes a key: dead at once here, within a second elsewhere. False if there is no such key. */
  public boolean revokeKey(TenantId tenant, String keyId, String actor) {
    throw new UnsupportedOperationException();
  }

  /** Tells who presents this key; empty for any that is not valid now. */
  public Optional<Principal> authenticate(String presented) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
