package io.brokerway.simulators;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/**
 * A request, read whole.
 *
 * @param path decoded, without the broker's prefix, starting with a slash
 * @param query parameters in the order in which they came
 */
public record HttpCall(
    String method, String path, Map<String, List<String>> query, HttpFields headers, byte[] body) {

  /** The first value of a header in any case; empty if absent. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The first value of a query parameter; empty if absent or blank. */
  public Optional<String> parameter(String name) {
    var values = query.getOrDefault(name, List.of());
    return values.isEmpty() || values.getFirst().isBlank()
        ? Optional.empty()
        : Optional.of(values.getFirst());
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The same call below another path. */
  public HttpCall at(String otherPath) {
    return new HttpCall(method, otherPath, query, headers, body);
  }
}
