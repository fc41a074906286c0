package io.brokerway.server.ops;

import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.orders.QueueStatus;
import io.brokerway.server.security.Door;
import io.brokerway.server.security.Needs;
import io.brokerway.server.security.Open;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
public final class OperationRoutes {
  private static final int UNAVAILABLE = 503;

  private final Health health;
  private final Supplier<QueueStatus> queue;
  private final PrometheusMeterRegistry metrics;

  public OperationRoutes(
      Health health, Supplier<QueueStatus> queue, PrometheusMeterRegistry metrics) {
    this.health = health;
    this.queue = queue;
    this.metrics = metrics;
  }

  @GetMapping("/health")
  @Open
  @Operation(
      summary = "The health of the gateway",
      description = "The state alone; its parts for a key of the scope ADMIN. 503 if unhealthy.")
  @ApiResponse(responseCode = "200", description = "Healthy", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "503", description = "Unhealthy", useReturnTypeSchema = true)
  ResponseEntity<HealthAnswer> health(HttpServletRequest request) {
    var answer = health.look();
    var principal = Door.principal(request);
    var shown = principal != null && principal.may(Scope.ADMIN) ? answer : answer.stateOnly();
    return ResponseEntity.status(
            answer.status() == HealthStatus.UNHEALTHY ? UNAVAILABLE : HttpServletResponse.SC_OK)
        .body(shown);
  }

  @GetMapping("/queue/status")
  @Needs(Scope.READ)
  @Operation(summary = "How the order queue stands")
  QueueAnswer queueStatus() {
    return QueueAnswer.of(queue.get());
  }

  @GetMapping("/metrics")
  @Needs(Scope.READ)
  @Operation(summary = "Metrics in Prometheus' text format")
  void metrics(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain; version=0.0.4; charset=utf-8");
    response.getOutputStream().write(metrics.scrape().getBytes(StandardCharsets.UTF_8));
  }
}
