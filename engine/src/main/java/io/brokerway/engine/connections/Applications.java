package io.brokerway.engine.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import io.brokerway.engine.vault.Vault;
import io.brokerway.engine.vault.VaultOwner;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a broker knows an application by: the install's own, from its settings, unless a tenant has
 * one of its own in the vault. Thread-safe.
 */
public final class Applications {
  private static final String OWNER = "application";
  private static final String CLIENT_ID = "client-id";
  private static final String CLIENT_SECRET = "client-secret";

  /** What RFC 6749 allows in both (appendix A), without the spaces that come from copying. */
  private static final Pattern FORM = Pattern.compile("[!-~]{1,1000}");

  private final Database database;
  private final Vault vault;
  private final Brokers brokers;

  Applications(Database database, Vault vault, Brokers brokers) {
    this.database = database;
    this.vault = vault;
    this.brokers = brokers;
  }

  /** Whose application a tenant's users are known by at a broker. */
  public enum Source {
    /** The tenant's own. */
    TENANT,
    /** The install's, from its settings. */
    INSTALL,
    /** Nobody's: logins that need one are refused. */
    NONE
  }

  /** What is in force for a tenant at a broker; of the secrets nothing is told. */
  public record InForce(BrokerId broker, Source source) {}

  /**
   * Gives a tenant an application of its own at a broker, in the place of one that it had.
   * Connections use it from their next login or renewal on.
   *
   * @param actor who does it, for the log
   * @throws ConnectionException.BadRequest if the broker knows its users by no application, or one
   *     of the two is no text that a broker could have given
   */
  public InForce set(
      TenantId tenant, BrokerId broker, Secret clientId, Secret clientSecret, String actor) {
    requireApplications(broker);
    requireText("clientId", clientId);
    requireText("clientSecret", clientSecret);
    database.inTenant(
        tenant,
        tx -> {
          vault.store(
              tx, owner(tenant, broker), Map.of(CLIENT_ID, clientId, CLIENT_SECRET, clientSecret));
          tx.append(fact(tenant, broker, "broker_application.set", actor));
          return true;
        });
    return new InForce(broker, Source.TENANT);
  }

  private void requireApplications(BrokerId broker) {
    if (!takesOne(broker)) {
      throw new ConnectionException.BadRequest(
          "brokerId", "%s knows no applications: there is nothing to set".formatted(broker));
    }
  }

  private static void requireText(String field, Secret secret) {
    if (!FORM.matcher(secret.reveal()).matches()) {
      throw new ConnectionException.BadRequest(
          field, field + " must be 1 to 1000 characters of ASCII that can be seen");
    }
  }

  /**
   * Destroys a tenant's own application at a broker: the install's is used again.
   *
   * @param actor who does it, for the log
   * @return what is in force now; empty if the tenant had none of its own
   */
  public Optional<InForce> remove(TenantId tenant, BrokerId broker, String actor) {
    var removed =
        database.inTenant(
            tenant,
            tx -> {
              var owner = owner(tenant, broker);
              if (!vault.holds(tx, owner)) {
                return false;
              }
              vault.destroy(tx, owner);
              tx.append(fact(tenant, broker, "broker_application.removed", actor));
              return true;
            });
    return removed ? Optional.of(new InForce(broker, ofInstall(broker))) : Optional.empty();
  }

  /**
   * What is in force for a tenant at one broker.
   *
   * @throws ConnectionException.BadRequest if the broker knows its users by no application
   */
  public InForce inForce(TenantId tenant, BrokerId broker) {
    requireApplications(broker);
    return database.readTenant(tenant, tx -> inForce(tx, tenant, broker));
  }

  /** The same for each broker that knows its users by an application, by id. */
  public List<InForce> list(TenantId tenant) {
    return database.readTenant(
        tenant,
        tx -> {
          var all = new ArrayList<InForce>();
          for (var profile : brokers.profiles()) {
            if (takesOne(profile.id())) {
              all.add(inForce(tx, tenant, profile.id()));
            }
          }
          return all;
        });
  }

  private InForce inForce(Tx tx, TenantId tenant, BrokerId broker) throws SQLException {
    var own = vault.holds(tx, owner(tenant, broker));
    return new InForce(broker, own ? Source.TENANT : ofInstall(broker));
  }

  private Source ofInstall(BrokerId broker) {
    return brokers.settings(broker).text(CLIENT_ID).isPresent() ? Source.INSTALL : Source.NONE;
  }

  private static Fact fact(TenantId tenant, BrokerId broker, String type, String actor) {
    return new Fact(tenant, null, null, type, broker.value(), 0, actor, 1, "{}");
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
