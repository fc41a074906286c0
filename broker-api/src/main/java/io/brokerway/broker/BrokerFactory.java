package io.brokerway.broker;

import io.brokerway.broker.login.Login;

/**
 * The door to one broker; found by {@link java.util.ServiceLoader}. One instance serves the whole
 * gateway, so what connections share (a connection pool, a rate budget of the application) lives in
 * it. Thread-safe.
 */
public interface BrokerFactory {

  /** Who the broker is and what it can do. No I/O. */
  BrokerProfile profile();

  /** The ways into the broker. */
  Login login(BrokerContext context);

  /** Opens the broker for a logged-in user. Makes no call. */
  Broker connect(BrokerSession session, BrokerContext context);
}
