package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Stores what a login came to: credentials, connection, accounts and facts in one transaction. */
final class LoginKeeper {
  private static final LoginLife NO_LIFE = LoginLife.untilRevoked();

  private final Services services;
  private final Observers observers;

  LoginKeeper(Services services, Observers observers) {
    this.services = services;
    this.observers = observers;
  }

  /**
   * Keeps a login that succeeded.
   *
   * @param again whether the connection was logged in before and must reach the same accounts
   */
  LoginProgress keep(ConnectionRef ref, LoginStep.LoggedIn done, boolean again) {
    if (done.accounts().isEmpty()) {
      throw new BrokerException.LoginRefused("the login is good but reaches no account");
    }
    var now = services.now();
    var kept =
        services.database().inTenant(ref.owner().tenant(), tx -> store(tx, ref, done, again, now));
    var live = services.registry().ensure(services, kept);
    live.loggedIn(kept, done.credentials());
    return new LoginProgress.Connected(
        live.view(), !again && kept.ref().connection().equals(ref.connection()));
  }

  private StoredConnection store(
      Tx tx, ConnectionRef ref, LoginStep.LoggedIn done, boolean again, Instant now)
      throws SQLException {
    var target = again ? ref : sameAccounts(tx, ref, done.accounts()).orElse(ref);
    if (again || !target.equals(ref)) {
      requireSameAccounts(tx, target, done.accounts());
    }
    var before = services.store().lock(tx, target.owner().tenant(), target.connection());
    if (before.isPresent() && before.get().standing().state() == ConnectionState.DISCONNECTED) {
      throw new ConnectionException.WrongState("the connection was disconnected meanwhile");
    }
    if (!target.equals(ref)) {
      services.store().delete(tx, ref);
    }
    var connected = new Standing(ConnectionState.CONNECTED, "", now, 0);
    if (before.isEmpty()) {
      services.store().insert(tx, fresh(target, done.credentials(), connected, now));
    }
    saveLogin(tx, target, done.credentials(), before.map(StoredConnection::version).orElse(0L));
    services.store().saveStanding(tx, target, connected);
    observers.connected(tx, target, done.accounts(), now);
    tx.append(fact(target, done, before.isPresent()));
    return services.store().find(tx, target.owner().tenant(), target.connection()).orElseThrow();
  }

  private void saveLogin(Tx tx, ConnectionRef ref, Credentials credentials, long version)
      throws SQLException {
    if (!services.store().saveCredentials(tx, ref, credentials, version)) {
      throw new IllegalStateException("the locked connection changed: " + ref.connection());
    }
  }

  /**
   * A live connection of the same owner that reaches one of these accounts: connecting twice must
   * not make every figure count twice, so the second login renews the first.
   */
  private Optional<ConnectionRef> sameAccounts(Tx tx, ConnectionRef ref, List<Account> accounts)
      throws SQLException {
    var keys = keys(accounts);
    for (var other : services.store().ofOwner(tx, ref.owner())) {
      if (other.ref().broker().equals(ref.broker())
          && !other.ref().connection().equals(ref.connection())
          && observers.accountKeys(tx, other.ref()).stream().anyMatch(keys::contains)) {
        if (other.ref().environment() != ref.environment()) {
          throw new ConnectionException.WrongState(
              "one of these accounts is connected already by %s: disconnect that one first, or log"
                      .formatted(other.ref().connection())
                  + " in to the other account alone");
        }
        return Optional.of(other.ref());
      }
    }
    return Optional.empty();
  }

  private void requireSameAccounts(Tx tx, ConnectionRef ref, List<Account> accounts)
      throws SQLException {
    var reached = keys(accounts);
    var known = observers.accountKeys(tx, ref);
    if (!reached.containsAll(known)) {
      throw new ConnectionException.OtherAccounts(
          "this login does not reach the accounts of the connection: connect it as a new one");
    }
  }

  private static Set<String> keys(List<Account> accounts) {
    var keys = new TreeSet<String>();
    accounts.forEach(account -> keys.add(account.key().value()));
    return keys;
  }

  /** Keeps a login that waits for its user. */
  ConnectionView keepWaiting(DraftStore drafts, LoginDraft draft, Map<String, Secret> secrets) {
    var ref = draft.connection();
    var now = services.now();
    return services
        .database()
        .inTenant(
            ref.owner().tenant(),
            tx -> {
              var before = services.store().lock(tx, ref.owner().tenant(), ref.connection());
              if (before.isEmpty()) {
                services.store().insert(tx, pending(draft, now));
              }
              var older = drafts.ofConnection(tx, ref.owner().tenant(), ref.connection());
              if (older.isPresent()) {
                drafts.delete(tx, older.get());
              }
              drafts.insert(tx, draft, secrets);
              return services
                  .store()
                  .find(tx, ref.owner().tenant(), ref.connection())
                  .orElseThrow()
                  .view();
            });
  }

  private static StoredConnection pending(LoginDraft draft, Instant now) {
    return new StoredConnection(
        draft.connection(),
        draft.option(),
        Standing.pending(now),
        NO_LIFE,
        Map.of(),
        List.of(),
        0,
        now);
  }

  private static StoredConnection fresh(
      ConnectionRef ref, Credentials credentials, Standing standing, Instant now) {
    return new StoredConnection(
        ref, credentials.option(), standing, NO_LIFE, Map.of(), List.of(), 0, now);
  }

  private static Fact fact(ConnectionRef ref, LoginStep.LoggedIn done, boolean again) {
    return new Payload()
        .with("broker", ref.broker())
        .with("environment", ref.environment())
        .with("option", done.credentials().option())
        .with("accounts", done.accounts().size())
        .with("loginUntil", done.credentials().life().loginUntil())
        .fact(
            ref.owner(),
            null,
            again ? "connection.reconnected" : "connection.connected",
            ref.connection().toString(),
            "user:" + ref.owner().user());
  }
}
