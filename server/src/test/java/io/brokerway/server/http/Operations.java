package io.brokerway.server.http;

import io.brokerway.server.Api;
import io.brokerway.server.TestGateways;
import io.brokerway.server.Trader;
import io.brokerway.server.security.DoorConfig;
import io.brokerway.server.security.Needs;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operations of the stored OpenAPI document, ready to be sent. */
final class Operations {
  private static final List<Operation> ALL = read();

  // What else an operation that takes an id wants, so that only the id is wrong.
  private static final Map<String, String> BODIES =
      Map.of(
          "PATCH /api/v1/orders/{orderId}", "{\"quantity\": \"2\"}",
          "PATCH /api/v1/broker/orders/{orderId}", "{\"quantity\": \"2\"}",
          "PUT /user/{id}/balance", "{\"balance\": 5}");
  private static final Map<String, String> QUERIES =
      Map.of(
          "/api/v1/bars", "symbol=AAPL&from=2026-01-02T00:00:00Z&to=2026-01-03T00:00:00Z&",
          "/api/v1/quotes", "symbols=AAPL&",
          "/api/v1/instruments", "query=AAP&",
          "/api/v1/market-hours", "symbol=AAPL&",
          "/api/v1/trading-days", "symbol=AAPL&from=2026-01-02&to=2026-01-05&",
          "/api/v1/option-chain", "underlying=AAPL&",
          "/api/v1/accounts/{accountId}/equity-history",
              "from=2026-01-02T00:00:00Z&to=2026-01-05T00:00:00Z&");

  private Operations() {}

  static List<Operation> all() {
    return ALL;
  }

  /**
   * One operation.
   *
   * @param needs what its route demands; null if it is open
   * @param takesAccount whether it takes {@code accountId} as a parameter of its query
   */
  record Operation(
      String method, String path, boolean takesBody, boolean takesAccount, @Nullable Needs needs) {

    boolean isOpen() {
      return needs == null;
    }

    /** Whether it names something that belongs to somebody. */
    boolean takesId() {
      return takesAccount || !filled(path, "1").equals(filled(path, "2"));
    }

    /** Whether an id only narrows a list: one that fits nothing gives nothing. */
    boolean isFilter() {
      return (path.equals("/api/v1/orders") && method.equals("GET"))
          || path.equals("/api/v1/events")
          || path.equals("/brokerage_integrations/brokerages/user/{userId}/accounts");
    }

    /** Whether its errors are one sentence, as its surface documents, and have no code. */
    boolean speaksInSentences() {
      return path.startsWith("/brokerage_integrations/");
    }

    /** Sends it with the ids of that trader. */
    Api.Reply send(Api api, Trader of) {
      var body = takesBody ? BODIES.getOrDefault(toString(), "{}") : null;
      return api.fresh().send(method, filled(of), body);
    }

    private String filled(Trader of) {
      var id =
          path.startsWith("/order/")
              ? of.order()
              : path.startsWith("/api/brokers/") ? of.connection() : of.user();
      var address =
          path.replace("{accountId}", of.account())
              .replace("{connectionId}", of.connection())
              .replace("{orderId}", of.order())
              .replace("{userId}", of.user())
              .replace("{keyId}", of.keyId())
              .replace("{brokerId}", "paper")
              .replace("{symbol}", "AAPL")
              .replace("{id}", id);
      var query = QUERIES.getOrDefault(path, "");
      var account = takesAccount ? "accountId=" + of.account() : "";
      return query.isEmpty() && account.isEmpty() ? address : address + "?" + query + account;
    }

    private static String filled(String path, String id) {
      return path.replace("{brokerId}", "paper")
          .replace("{symbol}", "AAPL")
          .replaceAll("\\{[^}]+}", id);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private static List<Operation> read() {
    var needs = needs();
    var found = new ArrayList<Operation>();
    for (var path : document().path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        var method = operation.getKey().toUpperCase(Locale.ROOT);
        found.add(
            new Operation(
                method,
                path.getKey(),
                operation.getValue().has("requestBody"),
                takesAccount(operation.getValue()),
                needs.get(method + " " + path.getKey())));
      }
    }
    return List.copyOf(found);
  }

  private static boolean takesAccount(JsonNode operation) {
    return operation
        .path("parameters")
        .valueStream()
        .anyMatch(parameter ->
            parameter.path("in").asString("").equals("query")
                && parameter.path("name").asString("").equals("accountId"));
  }

  /** What the routes say of themselves; those that are open are not in it. */
  private static Map<String, Needs> needs() {
    var found = new HashMap<String, Needs>();
    try (var http =
        HttpServer.start(
            TestGateways.serve().engine(),
            new HttpConfig("127.0.0.1", 0, false, new DoorConfig(null, 0, 0)),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
      http.context()
          .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
          .getHandlerMethods()
          .forEach((info, handler) -> {
            var needs = handler.getMethodAnnotation(Needs.class);
            for (var path : info.getPatternValues()) {
              info.getMethodsCondition()
                  .getMethods()
                  .forEach(method -> found.put(method + " " + path, needs));
            }
          });
    }
    return found;
  }

  private static JsonNode document() {
    try (var stream = Operations.class.getResourceAsStream("/openapi/openapi.json")) {
      if (stream == null) {
        throw new IllegalStateException("there is no stored document");
      }
      return JsonMapper.shared().readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
