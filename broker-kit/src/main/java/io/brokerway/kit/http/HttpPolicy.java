package io.brokerway.kit.http;

import java.time.Duration;

/**
 * The bounds of a client.
 *
 * @param connectWithin the longest that one connection may take to open, TLS included
 * @param idleFor a pooled connection that rested longer is not used again: below what brokers keep
 * @param connectionsPerHost at most, per host and port
 * @param replyLimit the longest reply, in bytes after decompression, where a call sets none
 * @param requestIdHeader the reply's header with the broker's id of the call; empty if none
 */
public record HttpPolicy(
    Duration connectWithin,
    Duration idleFor,
    int connectionsPerHost,
    int replyLimit,
    String requestIdHeader) {
  public static final HttpPolicy DEFAULT =
      new HttpPolicy(Duration.ofSeconds(5), Duration.ofSeconds(20), 32, 8 << 20, "");

  public HttpPolicy {
    if (!connectWithin.isPositive()
        || !idleFor.isPositive()
        || connectionsPerHost <= 0
        || replyLimit <= 0) {
      throw new IllegalArgumentException("every bound of an HTTP client must be above 0");
    }
  }

  public HttpPolicy withRequestIdHeader(String name) {
    return new HttpPolicy(connectWithin, idleFor, connectionsPerHost, replyLimit, name);
  }

  public HttpPolicy withConnectionsPerHost(int most) {
    return new HttpPolicy(connectWithin, idleFor, most, replyLimit, requestIdHeader);
  }

  public HttpPolicy withConnectWithin(Duration longest) {
    return new HttpPolicy(longest, idleFor, connectionsPerHost, replyLimit, requestIdHeader);
  }
}
