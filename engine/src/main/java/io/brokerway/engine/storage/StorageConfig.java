package io.brokerway.engine.storage;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the data lives and how much of the database is used.
 *
 * @param home folder of all data of this install; created if missing
 * @param external the operator's own server; null means an embedded one below {@code home}
 * @param appConnections size of the pool for requests of tenants, 1 to 200
 * @param systemConnections size of the pool for the gateway's own work, 2 to 200
 * @param writerQueue writes that may wait for the writer, at least 1
 */
public record StorageConfig(
    Path home,
    @Nullable ExternalDatabase external,
    int appConnections,
    int systemConnections,
    int writerQueue) {
  public StorageConfig {
    requireWithin("appConnections", appConnections, 1, 200);
    requireWithin("systemConnections", systemConnections, 2, 200);
    requireWithin("writerQueue", writerQueue, 1, 1_000_000);
  }

  /** An embedded server below the folder, with the usual sizes. */
  public static StorageConfig embedded(Path home) {
    return new StorageConfig(home, null, 16, 12, 8_192);
  }

  /** The operator's own server, with the usual sizes. */
  public static StorageConfig external(Path home, ExternalDatabase external) {
    return new StorageConfig(home, external, 16, 12, 8_192);
  }

  private static void requireWithin(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d, not %d".formatted(name, min, max, value));
    }
  }
}
