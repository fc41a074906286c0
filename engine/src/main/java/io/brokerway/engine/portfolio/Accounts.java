package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.storage.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts of all connections, each reached through its owner. Thread-safe. */
public final class Accounts {

  /**
   * An account of an owner, from a cache.
   *
   * @param user absent for any user of the tenant (an application's key)
   * @throws io.brokerway.engine.connections.ConnectionException.NotFound if it is not there, was
   *     removed or belongs to another
   */
  public AccountRef account(TenantId tenant, @Nullable UserId user, UUID account) {
    throw new UnsupportedOperationException();
  }

  /** An account whoever's it is: for recovery and streams, never for a request. */
  public Optional<AccountRef> find(UUID account) {
    throw new UnsupportedOperationException();
  }

  /** The account of a connection that its broker knows by a key. */
  public Optional<AccountRef> byKey(UUID connection, AccountKey key) {
    throw new UnsupportedOperationException();
  }

  /** The accounts of a connection, in the order in which they were first seen. */
  public List<AccountRef> ofConnection(UUID connection) {
    throw new UnsupportedOperationException();
  }

  /** The accounts of an owner, in the order in which they were first seen. */
  public List<AccountRef> ofOwner(Owner owner) {
    throw new UnsupportedOperationException();
  }

  /** The accounts of an owner with connection state, balance and freshness, the oldest first. */
  public List<AccountView> views(Owner owner) {
    throw new UnsupportedOperationException();
  }

  /**
   * Removes one account with its data; the last one of a connection disconnects it.
   *
   * @throws io.brokerway.engine.connections.ConnectionException.WorkingOrders unless forced
   */
  public void remove(Owner owner, UUID account, boolean force) {
    throw new UnsupportedOperationException();
  }
}
