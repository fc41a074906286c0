package io.brokerway.engine.connections;

import io.brokerway.broker.login.LoginLife;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A connection as it is stored, without its secrets.
 *
 * @param version counts the changes of the credentials; 0 before the first login
 */
record StoredConnection(
    ConnectionRef ref,
    String option,
    Standing standing,
    LoginLife life,
    Map<String, String> facts,
    List<String> secretNames,
    long version,
    Instant createdAt) {

  ConnectionView view(Standing now) {
    return new ConnectionView(
        ref.connection(),
        ref.owner(),
        ref.broker(),
        ref.environment(),
        option,
        now.state(),
        now.reason(),
        now.since(),
        life.accessUntil(),
        life.loginUntil(),
        now.failures(),
        createdAt);
  }

  ConnectionView view() {
    return view(standing);
  }
}
