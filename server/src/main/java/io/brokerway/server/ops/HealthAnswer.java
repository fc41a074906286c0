package io.brokerway.server.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of the gateway.
 *
 * @param database shown to operators alone, as are the other parts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HealthAnswer(
    HealthStatus status,
    @Nullable Database database,
    @Nullable Queue queue,
    @Nullable Brokers brokers,
    @Nullable Plugins plugins) {

  /** Whether the database answers. */
  record Database(HealthStatus status) {}

  /** Whether orders move; a figure is null while the database that knows it is away. */
  record Queue(
      HealthStatus status,
      @Nullable Long depth,
      @JsonProperty("oldest_age_seconds") @Nullable Double oldestAgeSeconds,
      @Nullable Long unresolved,
      @JsonProperty("workers_alive") @Nullable Integer workersAlive) {
    static final Queue UNKNOWN = new Queue(HealthStatus.UNHEALTHY, null, null, null, null);
  }

  /** The brokers that can be connected, and how their open connections do. */
  record Brokers(
      HealthStatus status, List<String> available, List<BrokerConnections> connections) {}

  /**
   * The connections to one broker.
   *
   * @param degraded of them, those whose broker does not answer
   */
  record BrokerConnections(String broker, long open, long degraded) {}

  /** The jars with further adapters; the operator's list of plugins says why one was refused. */
  record Plugins(HealthStatus status, List<String> loaded, List<String> refused) {}

  /** What anybody may know. */
  HealthAnswer stateOnly() {
    return new HealthAnswer(status, null, null, null, null);
  }
}
