package io.brokerway.server.http;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Times requests by the template of their route, never by their path: labels stay few and hold no
 * id. Thread-safe.
 */
final class RequestMeters implements Filter {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** What reached no route: refused at the door, or no such path. */
  private static final String NO_ROUTE = "none";

  private final MeterProvider<Timer> requests;

  RequestMeters(MeterRegistry metrics) {
    requests =
        Timer.builder("brokerway.http.requests")
            .description("Requests by the template of their route and the status of the answer")
            .serviceLevelObjectives(
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(2))
            .withRegistry(metrics);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var start = System.nanoTime();
    var status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try {
      chain.doFilter(request, response);
      status = ((HttpServletResponse) response).getStatus();
    } finally {
      requests
          .withTags(
              "method",
              method((HttpServletRequest) request),
              "route",
              route(request),
              "status",
              Integer.toString(status))
          .record(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static String method(HttpServletRequest request) {
    return METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
  }

  private static String route(ServletRequest request) {
    var template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return template == null ? NO_ROUTE : template.toString();
  }
}
