package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds every answer that a test gets to the stored OpenAPI document. */
final class Contract {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonNode DOCUMENT = read();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final ConcurrentMap<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private Contract() {}

  /** Fails if the path is documented and the answer is not what the document says. */
  static void check(String method, String path, Api.Reply reply) {
    var operation = operation(method, path.replaceFirst("\\?.*", ""));
    if (operation == null) {
      return;
    }
    var responses = operation.path("responses");
    var status = Integer.toString(reply.status());
    var response = responses.has(status) ? responses.path(status) : responses.path("default");
    var type = reply.header("Content-Type").replaceFirst(";.*", "");
    if (!type.endsWith("json")) {
      return;
    }
    var content = response.path("content");
    var schema = content.has(type) ? content.path(type) : content.path("*/*");
    assertThat(schema.isMissingNode())
        .as("%s %s may answer %s as %s", method, path, status, type)
        .isFalse();
    assertThat(schema(schema.path("schema")).validate(reply.json()))
        .as("the answer %s to %s %s: %s", status, method, path, reply.text())
        .isEmpty();
  }

  private static Schema schema(JsonNode part) {
    return SCHEMAS.computeIfAbsent(
        part.toString(),
        key -> {
          var whole = (ObjectNode) part.deepCopy();
          whole.set("components", DOCUMENT.path("components"));
          return REGISTRY.getSchema(whole);
        });
  }

  private static @org.jspecify.annotations.Nullable JsonNode operation(String method, String path) {
    var plain =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    JsonNode found = null;
    for (var entry : DOCUMENT.path("paths").properties()) {
      var exact = entry.getKey().equals(plain);
      if (exact || (found == null && pattern(entry.getKey()).matcher(plain).matches())) {
        var operation = entry.getValue().get(method.toLowerCase(java.util.Locale.ROOT));
        found = operation == null ? found : operation;
        if (exact) {
          break;
        }
      }
    }
    return found;
  }

  private static Pattern pattern(String template) {
    return Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"));
  }

  private static JsonNode read() {
    try (var stream = Contract.class.getResourceAsStream("/openapi/openapi.json")) {
      return stream == null ? JSON.createObjectNode() : JSON.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
