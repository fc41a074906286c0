package io.brokerway.engine.storage;

import io.brokerway.broker.login.Secret;

/**
 * A PostgreSQL server of the operator's own, 15 to 18.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database?…}, without credentials
 * @param user owns the schema; must be allowed to create roles, or the roles must exist and be
 *     granted to it
 */
public record ExternalDatabase(String jdbcUrl, String user, Secret password) {
  public ExternalDatabase {
    if (!jdbcUrl.startsWith("jdbc:postgresql://")) {
      throw new IllegalArgumentException("database URL must start with jdbc:postgresql://");
    }
    if (jdbcUrl.contains("password=")) {
      throw new IllegalArgumentException("the password must not be part of the database URL");
    }
  }
}
