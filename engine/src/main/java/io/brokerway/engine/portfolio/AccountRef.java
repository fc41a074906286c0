package io.brokerway.engine.portfolio;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.storage.TenantId;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * An account with what orders need of it, loaded through its owner.
 *
 * @param brokerKey the key by which its broker knows it
 * @param environment of the account itself
 * @param capabilities those of the open broker, else those of the broker's profile; no I/O
 */
public record AccountRef(
    ConnectionRef connectionRef,
    UUID account,
    AccountKey brokerKey,
    Environment environment,
    CurrencyCode currency,
    Supplier<Capabilities> capabilities) {

  public TenantId tenant() {
    return connectionRef.owner().tenant();
  }

  public UserId user() {
    return connectionRef.owner().user();
  }

  public Owner owner() {
    return connectionRef.owner();
  }

  public UUID connection() {
    return connectionRef.connection();
  }

  public BrokerId broker() {
    return connectionRef.broker();
  }
}
