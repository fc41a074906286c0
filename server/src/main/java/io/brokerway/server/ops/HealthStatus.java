package io.brokerway.server.ops;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a part does. */
enum HealthStatus {
  @JsonProperty("healthy")
  HEALTHY,
  /** Works, but an operator should look. */
  @JsonProperty("degraded")
  DEGRADED,
  /** Takes no orders. */
  @JsonProperty("unhealthy")
  UNHEALTHY;

  HealthStatus worse(HealthStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
