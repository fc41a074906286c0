package io.brokerway.engine.connections;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Credentials;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of this process: its standing, its credentials in force, its open broker and its
 * stream. Thread-safe: what is written is guarded by the lock; no broker is called while it is
 * held, except to open and close.
 */
final class LiveConnection {
  private static final Logger log = LoggerFactory.getLogger(LiveConnection.class);

  private final Services services;
  private final ConnectionRef ref;
  private final ReentrantLock lock = new ReentrantLock();
  private final TokenRenewal renewal;
  private final StreamKeeper streams;
  private final StandingSaver saver;

  private volatile StoredConnection stored;
  private volatile Standing standing;
  private volatile @Nullable Credentials credentials;
  private volatile @Nullable WatchedBroker broker;
  // Counts logins: what a broker of an earlier login says does not touch the present one.
  private final AtomicInteger login = new AtomicInteger();

  LiveConnection(Services services, StoredConnection stored) {
    this.services = services;
    this.ref = stored.ref();
    this.stored = stored;
    this.standing = stored.standing();
    this.renewal = new TokenRenewal(services, this);
    this.streams = new StreamKeeper(services, this);
    this.saver = new StandingSaver(services, this);
  }

  ConnectionRef ref() {
    return ref;
  }

  StoredConnection stored() {
    return stored;
  }

  Standing standing() {
    return standing;
  }

  ConnectionView view() {
    return stored.view(standing);
  }

  boolean isStreamUp() {
    return streams.isUp();
  }

  /** Tells the stream which quotes are wanted now. */
  void watchQuotes() {
    streams.watchQuotes();
  }

  /** Opens the stream, if the broker has one and the login is good. */
  void startStream() {
    streams.start();
  }

  /** The open broker; opened now if it is not. */
  WatchedBroker broker() {
    requireLogin();
    var open = broker;
    return open != null ? open : openBroker();
  }

  Capabilities capabilities() {
    var open = broker;
    return open != null
        ? open.capabilities()
        : services.brokers().factory(ref.broker()).profile().capabilities();
  }

  private void requireLogin() {
    switch (standing.state()) {
      case CONNECTED, DEGRADED -> {
        // Calls may be made.
      }
      case PENDING, NEEDS_LOGIN ->
          throw new BrokerException.LoginNeeded(
              standing.reason().isEmpty() ? "the user must log in" : standing.reason());
      case DISCONNECTED ->
          throw new ConnectionException.NotFound("connection " + ref.connection() + " has ended");
    }
  }

  private WatchedBroker openBroker() {
    lock.lock();
    try {
      requireLogin();
      var open = broker;
      if (open == null) {
        open = connect(login.get());
        broker = open;
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  private WatchedBroker connect(int ofLogin) {
    if (credentials == null) {
      credentials = services.database().inSystem(tx -> services.store().credentials(tx, stored));
    }
    var context = services.context(ref.owner(), ref.broker());
    Broker raw = services.brokers().factory(ref.broker()).connect(new Session(), context);
    return new WatchedBroker(raw, input -> note(input, ofLogin));
  }

  /** Takes in what a broker of a login showed of the connection. */
  void note(Standing.Input input, int ofLogin) {
    if (input instanceof Standing.Answered
        && standing.failures() == 0
        && standing.state() != ConnectionState.DEGRADED) {
      return;
    }
    Standing before;
    Standing after;
    lock.lock();
    try {
      if (ofLogin != login.get()) {
        return;
      }
      before = standing;
      after = before.after(input, services.now());
      standing = after;
    } finally {
      lock.unlock();
    }
    if (before.state() != after.state()) {
      moved(before, after);
    }
  }

  /** The login that is in force now, for {@link #note}. */
  int login() {
    return login.get();
  }

  private void moved(Standing before, Standing after) {
    log.info(
        "connection moved: connection={} broker={} from={} to={} reason={}",
        ref.connection(),
        ref.broker(),
        before.state(),
        after.state(),
        after.reason());
    if (!after.state().isOpen()) {
      streams.stop();
      closeBroker();
    }
    // What is in force is in memory already; the row follows as soon as the database takes it.
    saver.save(after);
    services.feeds().inform(ref, feed -> feed.onState(ref, before.state(), after.state()));
  }

  /** A login succeeded and is stored. */
  void loggedIn(StoredConnection now, Credentials fresh) {
    var before = standing;
    Broker old;
    lock.lock();
    try {
      login.incrementAndGet();
      old = broker;
      broker = null;
      stored = now;
      standing = now.standing();
      credentials = fresh;
    } finally {
      lock.unlock();
    }
    streams.stop();
    if (old != null) {
      old.close();
    }
    streams.start();
    services.feeds().inform(ref, feed -> feed.onState(ref, before.state(), standing.state()));
  }

  /** The connection ended and that is stored. */
  void ended(Standing end) {
    var before = standing;
    lock.lock();
    try {
      login.incrementAndGet();
      standing = end;
      credentials = null;
    } finally {
      lock.unlock();
    }
    streams.stop();
    closeBroker();
    services.feeds().inform(ref, feed -> feed.onState(ref, before.state(), end.state()));
  }

  /** Lets go of broker and stream; the connection itself stays as it is. */
  void close() {
    streams.stop();
    closeBroker();
  }

  private void closeBroker() {
    Broker old;
    lock.lock();
    try {
      old = broker;
      broker = null;
    } finally {
      lock.unlock();
    }
    if (old != null) {
      old.close();
    }
  }

  @Nullable Credentials credentialsInForce() {
    return credentials;
  }

  /** Renewed credentials are stored: from now on they are used. */
  void renewed(StoredConnection now, Credentials fresh) {
    lock.lock();
    try {
      stored = now;
      credentials = fresh;
    } finally {
      lock.unlock();
    }
  }

  /** Renews before the token ends, if that is near. */
  void renewEarly() {
    var present = credentials;
    if (present != null && standing.state().isOpen() && renewal.isDue(present)) {
      renewal.renew(present);
    }
  }

  /** The login of this connection, as its broker sees it. */
  private final class Session implements BrokerSession {

    @Override
    public String connection() {
      return ref.connection().toString();
    }

    @Override
    public Environment environment() {
      return ref.environment();
    }

    @Override
    public Credentials credentials() {
      var present = credentials;
      if (present == null) {
        throw new BrokerException.LoginNeeded("the connection has ended");
      }
      return present;
    }

    @Override
    public Credentials renew(Credentials refused) {
      return renewal.renew(refused);
    }
  }
}
