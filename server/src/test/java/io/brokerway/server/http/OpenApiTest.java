package io.brokerway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.server.Api;
import io.brokerway.server.TestGateways;
import io.brokerway.server.security.DoorConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

final class OpenApiTest {
  private static final Path STORED = Path.of("src/main/resources/openapi/openapi.json");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /**
   * The document is part of the product: whoever changes a route sees the change in it. Run with
   * {@code -Dopenapi.write=true} to store what the routes now say.
   */
  @Test
  void theStoredDocumentIsWhatTheRoutesSay() throws IOException {
    try (var http = withSpringdoc()) {
      var generated = Api.at(http.port()).get(OpenApiSetup.PATH).json();
      var text = JSON.writeValueAsString(JSON.treeToValue(generated, Object.class)) + "\n";
      if (Boolean.getBoolean("openapi.write")) {
        Files.createDirectories(STORED.getParent());
        Files.writeString(STORED, text);
      }

      assertThat(Files.readString(STORED)).isEqualTo(text);
      assertThat(documented(generated)).isEqualTo(routes(http));
    }
  }

  private static HttpServer withSpringdoc() {
    return HttpServer.start(
        TestGateways.demo().engine(),
        new HttpConfig("127.0.0.1", 0, false, new DoorConfig(null, 0, 0)),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        List.of(
            SpringDocConfigProperties.class,
            SpringDocConfiguration.class,
            SpringDocWebMvcConfiguration.class,
            OpenApiSetup.class,
            OpenApiSetup.GeneratedRoute.class));
  }

  private static Set<String> documented(JsonNode document) {
    var found = new TreeSet<String>();
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().propertyNames()) {
        found.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
      }
    }
    return found;
  }

  /** The product's own routes, but for the documentation's. */
  private static Set<String> routes(HttpServer http) {
    var found = new TreeSet<String>();
    http.context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((info, handler) -> {
          var type = handler.getBeanType();
          if (!type.getName().startsWith("io.brokerway.server.rest")
              && !type.getSimpleName().equals("OperationRoutes")) {
            return;
          }
          for (var path : info.getPatternValues()) {
            info.getMethodsCondition()
                .getMethods()
                .forEach(method -> found.add(method + " " + path));
          }
        });
    assertThat(found).hasSizeGreaterThan(30);
    return found;
  }
}
