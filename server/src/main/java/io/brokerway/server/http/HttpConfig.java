package io.brokerway.server.http;

import io.brokerway.server.security.DoorConfig;
import java.time.Duration;

/**
 * How the HTTP server listens.
 *
 * @param port 0 for any free one
 * @param accessLog whether a line is logged for each request
 */
public record HttpConfig(String host, int port, boolean accessLog, DoorConfig door) {
  /** How long requests that run may take to end after a stop. */
  static final Duration GRACE = Duration.ofSeconds(8);
}
