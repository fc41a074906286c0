package io.brokerway.engine.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.vault.Vault;
import io.brokerway.engine.vault.VaultOwner;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a broker knows an application by: the install's own, from its settings, unless a tenant has
 * one of its own in the vault. Thread-safe.
 */
public final class Applications {
  private static final String OWNER = "application";
  private static final String CLIENT_ID = "client-id";
  private static final String CLIENT_SECRET = "client-secret";

  private final Database database;
  private final Vault vault;
  private final Brokers brokers;

  Applications(Database database, Vault vault, Brokers brokers) {
    this.database = database;
    this.vault = vault;
    this.brokers = brokers;
  }

  /**
   * Gives a tenant an application of its own at a broker, in the place of one that it had.
   * Connections use it from their next login or renewal on.
   *
   * @throws ConnectionException.BadRequest if the broker knows its users by no application, or one
   *     of the two is empty
   */
  public void set(TenantId tenant, BrokerId broker, Secret clientId, Secret clientSecret) {
    if (!takesOne(broker)) {
      throw new ConnectionException.BadRequest(
          "brokerId", "%s knows no applications: there is nothing to set".formatted(broker));
    }
    requireText("clientId", clientId);
    requireText("clientSecret", clientSecret);
    database.inTenant(
        tenant,
        tx -> {
          vault.store(
              tx, owner(tenant, broker), Map.of(CLIENT_ID, clientId, CLIENT_SECRET, clientSecret));
          return true;
        });
  }

  private static void requireText(String field, Secret secret) {
    if (secret.isEmpty()) {
      throw new ConnectionException.BadRequest(field, field + " must not be empty");
    }
  }

  /** Destroys a tenant's own application at a broker: the install's is used again. */
  public void remove(TenantId tenant, BrokerId broker) {
    database.inTenant(
        tenant,
        tx -> {
          vault.destroy(tx, owner(tenant, broker));
          return true;
        });
  }

  /** The operator's settings of a broker as they hold for a tenant. */
  BrokerSettings settings(TenantId tenant, BrokerId broker) {
    var install = brokers.settings(broker);
    if (!brokers.isPresent(broker) || !takesOne(broker)) {
      return install;
    }
    var own = vault.load(owner(tenant, broker));
    if (own.isEmpty()) {
      return install;
    }
    var values = new HashMap<>(install.values());
    own.forEach((key, secret) -> values.put(key, secret.reveal()));
    own.values().forEach(Secret::close);
    return new BrokerSettings(values);
  }

  private boolean takesOne(BrokerId broker) {
    return brokers.profile(broker).settings().stream()
        .anyMatch(setting -> setting.key().equals(CLIENT_ID));
  }

  /** The vault keeps by user and connection; an application has a fixed name in their place. */
  private static VaultOwner owner(TenantId tenant, BrokerId broker) {
    return new VaultOwner(
        tenant, OWNER, UUID.nameUUIDFromBytes((OWNER + ":" + broker).getBytes(UTF_8)));
  }
}
