package io.brokerway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.server.TestGateways;
import io.brokerway.server.security.DoorConfig;
import io.brokerway.server.security.Needs;
import io.brokerway.server.security.Open;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

final class RouteScopesTest {
  /** The web page: files that hold nothing of anybody. */
  private static final Set<String> PAGE =
      Set.of(
          "/",
          "/accounts/**",
          "/activity/**",
          "/admin/**",
          "/assets/{name}",
          "/connect/**",
          "/connections/**",
          "/developers/**",
          "/favicon.svg",
          "/licenses.txt",
          "/trade/**");

  @Test
  void everyRouteSaysWhoMayCallItAndFewAreOpen() {
    var undeclared = new TreeSet<String>();
    var open = new TreeSet<String>();
    var needing = new TreeSet<String>();
    try (var http = start()) {
      http.context()
          .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
          .getHandlerMethods()
          .forEach((info, handler) -> {
            var isOpen = handler.hasMethodAnnotation(Open.class);
            var needs = handler.hasMethodAnnotation(Needs.class);
            if (isOpen == needs) {
              undeclared.add(info.toString());
            }
            (isOpen ? open : needing).addAll(info.getPatternValues());
          });
    }

    assertThat(undeclared).isEmpty();
    assertThat(needing).hasSizeGreaterThan(25).contains("/order", "/api/v1/orders", "/metrics");
    assertThat(open)
        .contains("/health")
        .allMatch(path ->
            path.equals("/health")
                || path.equals("/openapi.json")
                || path.equals("/oauth/callback/{brokerId}")
                || path.startsWith("/docs")
                || path.startsWith("/redoc")
                || PAGE.contains(path));
  }

  private static HttpServer start() {
    return HttpServer.start(
        TestGateways.demo().engine(),
        new HttpConfig("127.0.0.1", 0, false, new DoorConfig(null, 0, 0)),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }
}
