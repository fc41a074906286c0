package io.brokerway.engine.storage;

import java.util.List;
import java.util.Properties;

/** As whom a connection works. */
enum DatabaseRole {
  /** Owns the schema: migrations only. */
  OWNER("", "5min"),
  /** Requests: sees the rows of one tenant. */
  APP("brokerway_app", "15s"),
  /** The gateway's own work. */
  SYSTEM("brokerway_system", "60s"),
  /** The writer: the gateway's own work, in a hurry. */
  WRITER("brokerway_system", "1s");

  static final List<DatabaseRole> CREATED = List.of(APP, SYSTEM);

  private final String sqlName;
  private final String statementTimeout;

  DatabaseRole(String sqlName, String statementTimeout) {
    this.sqlName = sqlName;
    this.statementTimeout = statementTimeout;
  }

  String sqlName() {
    return sqlName;
  }

  /**
   * How to connect so. The role is part of the start of the session, so a RESET ROLE does not leave
   * it.
   */
  Properties connectionProperties(Server server) {
    var options =
        new StringBuilder("-c search_path=brokerway -c jit=off -c timezone=UTC")
            .append(" -c statement_timeout=")
            .append(statementTimeout)
            .append(" -c idle_in_transaction_session_timeout=60s");
    if (!sqlName.isEmpty()) {
      options.append(" -c role=").append(sqlName);
    }
    var properties = new Properties();
    properties.setProperty("user", server.user());
    properties.setProperty("password", server.password().reveal());
    properties.setProperty(
        "ApplicationName", "brokerway-" + name().toLowerCase(java.util.Locale.ROOT));
    properties.setProperty("connectTimeout", this == WRITER ? "1" : "3");
    properties.setProperty("tcpKeepAlive", "true");
    if (this == WRITER) {
      // The same few statements again and again, with arrays whose length a plan must not follow.
      options.append(" -c plan_cache_mode=force_generic_plan");
      properties.setProperty("prepareThreshold", "1");
      properties.setProperty("loginTimeout", "1");
      properties.setProperty("socketTimeout", "2");
    } else {
      properties.setProperty("socketTimeout", "400");
    }
    properties.setProperty("options", options.toString());
    return properties;
  }
}
