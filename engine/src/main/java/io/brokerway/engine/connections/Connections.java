package io.brokerway.engine.connections;

import io.brokerway.broker.Broker;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.login.LoginAnswer;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * Connects users to their brokers and keeps the open brokers. Thread-safe.
 *
 * <p>Logins throw the broker's {@link io.brokerway.broker.BrokerException} (LoginRefused: what the
 * user brought is wrong; Unavailable) or a {@link ConnectionException}; then nothing is stored.
 */
public final class Connections {

  /** Starts a login; the answer says what comes next, or that it is done. */
  public LoginProgress connect(Owner owner, ConnectRequest request) {
    throw new UnsupportedOperationException();
  }

  /** Goes on with a login of this owner. */
  public LoginProgress proceed(Owner owner, UUID connection, LoginAnswer answer) {
    throw new UnsupportedOperationException();
  }

  /** Goes on with the login whose one-time state token came back by redirect; once only. */
  public LoginProgress returned(Owner owner, String stateToken, URI address) {
    throw new UnsupportedOperationException();
  }

  /** Logs in again under the same id; must reach the same broker accounts. */
  public LoginProgress reconnect(Owner owner, UUID connection, ConnectRequest request) {
    throw new UnsupportedOperationException();
  }

  /** All of an owner but the disconnected ones, the newest first. */
  public List<ConnectionView> list(Owner owner) {
    throw new UnsupportedOperationException();
  }

  /**
   * One connection, disconnected ones too.
   *
   * @throws ConnectionException.NotFound if the owner has none of that id
   */
  public ConnectionView connection(Owner owner, UUID connection) {
    throw new UnsupportedOperationException();
  }

  /**
   * Disconnects: the login is revoked at the broker where it offers that, the credentials are
   * destroyed, the data of its accounts removed.
   *
   * @param force although orders work or are unknown
   * @throws ConnectionException.WorkingOrders unless forced
   */
  public ConnectionView disconnect(Owner owner, UUID connection, boolean force) {
    throw new UnsupportedOperationException();
  }

  /**
   * The open broker of a connection, whose failures move the connection's state. The caller keeps
   * it for one piece of work only: it is replaced when credentials change.
   *
   * @throws io.brokerway.broker.BrokerException.LoginNeeded if the connection waits for its user
   * @throws ConnectionException.NotFound if there is none, or it is disconnected
   */
  public Broker broker(UUID connection) {
    throw new UnsupportedOperationException();
  }

  /** Of the open broker, else of the broker's profile; no I/O. */
  public Capabilities capabilities(ConnectionRef connection) {
    throw new UnsupportedOperationException();
  }

  /**
   * What never changes of a connection, whoever's it is.
   *
   * @throws ConnectionException.NotFound if there is none
   */
  public ConnectionRef ref(UUID connection) {
    throw new UnsupportedOperationException();
  }

  /** Its present state, from memory. */
  public ConnectionState state(UUID connection) {
    throw new UnsupportedOperationException();
  }

  /** The connections whose login is good, in no order. */
  public List<ConnectionRef> open() {
    throw new UnsupportedOperationException();
  }

  /** Whether its stream is connected and was heard within its heartbeat. */
  public boolean isStreamUp(UUID connection) {
    throw new UnsupportedOperationException();
  }

  public Brokers brokers() {
    throw new UnsupportedOperationException();
  }

  /** Adds who hears of what brokers tell; before the start. */
  public void addFeed(BrokerFeed feed) {
    throw new UnsupportedOperationException();
  }

  /** Adds who may hold back a disconnect; before the start. */
  public void addGuard(DisconnectGuard guard) {
    throw new UnsupportedOperationException();
  }

  /** Adds who takes part in connecting and disconnecting; before the start. */
  public void addObserver(ConnectionObserver observer) {
    throw new UnsupportedOperationException();
  }
}
