package io.brokerway.conformance;

import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Login;

/** A logged-in user whose credentials are renewed once for all who ask. Thread-safe. */
final class LoginSession implements BrokerSession {
  private final Environment environment;
  private final Login login;
  private final String connection;
  private Credentials inForce;
  private int renewals;

  LoginSession(Environment environment, Credentials first, Login login, String connection) {
    this.environment = environment;
    this.inForce = first;
    this.login = login;
    this.connection = connection;
  }

  @Override
  public String connection() {
    return connection;
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public synchronized Credentials credentials() {
    return inForce;
  }

  @Override
  public synchronized Credentials renew(Credentials refused) {
    if (refused.equals(inForce)) {
      inForce = login.renew(refused);
      renewals++;
    }
    return inForce;
  }

  synchronized int renewals() {
    return renewals;
  }
}
