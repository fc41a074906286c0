package io.brokerway.broker;

import io.brokerway.broker.login.Credentials;

/** The logged-in user on whose behalf a {@link Broker} acts. Thread-safe. */
public interface BrokerSession {

  /** Our id of the connection: opaque, for records and for counting by connection. */
  String connection();

  Environment environment();

  /** The credentials in force. Ask at every call: they change when they are renewed. */
  Credentials credentials();

  /**
   * Replaces credentials that the broker no longer takes, once for all callers: who comes second
   * gets what the first one brought.
   *
   * @param refused those that the broker refused
   * @return those now in force, already stored
   * @throws BrokerException.LoginNeeded if they cannot be renewed without the user
   */
  Credentials renew(Credentials refused);
}
