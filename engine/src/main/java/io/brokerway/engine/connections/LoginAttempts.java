package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Tx;
import io.brokerway.engine.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets a login that the broker refused five times within an hour wait: brokers lock an account
 * after a few more. Counted for each of our users and the account that the login names, so that
 * nobody can lock out another. Durable; thread-safe.
 *
 * <p>An attempt counts from before the broker is asked, so that attempts at once do not slip
 * through; it is taken back unless the broker refuses it.
 */
final class LoginAttempts {
  static final int MOST = 5;
  private static final Duration WINDOW = Duration.ofHours(1);

  private final Database database;
  private final Vault vault;

  LoginAttempts(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * Makes an attempt to log in.
   *
   * @throws ConnectionException.TooManyFailedLogins if it must wait; the broker is not asked
   */
  <T> T count(
      Owner owner,
      BrokerId broker,
      LoginOption option,
      Map<String, Secret> fields,
      Supplier<T> attempt) {
    if (option.kind() == LoginKind.NONE) {
      return attempt.get();
    }
    var mac = mac(owner, broker, option, fields);
    var id = database.inTenant(owner.tenant(), tx -> begin(tx, owner, broker, mac));
    try {
      var step = attempt.get();
      forget(owner, id);
      return step;
    } catch (BrokerException.LoginRefused e) {
      after(e, () -> tell(owner, broker, id));
      throw e;
    } catch (RuntimeException e) {
      after(e, () -> forget(owner, id));
      throw e;
    }
  }

  /** Does what follows a failure, which stays the one that is told. */
  private static void after(RuntimeException failure, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private UUID begin(Tx tx, Owner owner, BrokerId broker, byte[] mac) throws SQLException {
    // Attempts of one login queue here, so that each sees those before it.
    tx.query("SELECT pg_advisory_xact_lock(?)", row -> true, ByteBuffer.wrap(mac).getLong());
    var now = database.clock().instant();
    var fifthNewest = fifthNewest(tx, owner, mac, now);
    if (fifthNewest.isPresent()) {
      throw new ConnectionException.TooManyFailedLogins(
          Duration.between(now, fifthNewest.get().plus(WINDOW)));
    }
    var id = database.ids().next();
    tx.update(
        """
        INSERT INTO login_attempt (tenant_id, attempt_id, user_id, broker_id, login_mac, begun_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        owner.tenant(),
        id,
        owner.user().value(),
        broker.value(),
        mac,
        now);
    return id;
  }

  private static Optional<Instant> fifthNewest(Tx tx, Owner owner, byte[] mac, Instant now)
      throws SQLException {
    return tx.first(
        """
        SELECT begun_at
          FROM login_attempt
         WHERE tenant_id = ? AND login_mac = ? AND begun_at > ?
         ORDER BY begun_at DESC
        OFFSET ? LIMIT 1
        """,
        row -> Columns.instant(row, "begun_at"),
        owner.tenant(),
        mac,
        now.minus(WINDOW),
        MOST - 1);
  }

  private void forget(Owner owner, UUID id) {
    database.inTenant(
        owner.tenant(),
        tx ->
            tx.update(
                "DELETE FROM login_attempt WHERE tenant_id = ? AND attempt_id = ?",
                owner.tenant(),
                id));
  }

  private void tell(Owner owner, BrokerId broker, UUID id) {
    database.inTenant(
        owner.tenant(),
        tx -> {
          tx.append(
              new Payload()
                  .with("broker", broker)
                  .fact(
                      owner, null, "login.refused", id.toString(), "user:" + owner.user().value()));
          return true;
        });
  }

  /** Removes what counts no more. */
  void sweep() {
    database.inSystem(tx ->
        tx.update(
            "DELETE FROM login_attempt WHERE begun_at <= ?",
            database.clock().instant().minus(WINDOW)));
  }

  private byte[] mac(Owner owner, BrokerId broker, LoginOption option, Map<String, Secret> fields) {
    return vault.mac(
        "login-attempt",
        bytes(owner.tenant().value()),
        bytes(owner.user().value()),
        bytes(broker.value()),
        bytes(option.id()),
        bytes(account(option, fields)));
  }

  /**
   * What names the account at the broker: a user name or key id; empty if the form asks for none.
   */
  private static String account(LoginOption option, Map<String, Secret> fields) {
    var open = option.fields().stream().filter(field -> !field.secret()).findFirst();
    return open.or(() -> option.fields().stream().findFirst())
        .map(CredentialField::name)
        .map(fields::get)
        .map(Secret::reveal)
        .map(String::strip)
        .orElse("");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
