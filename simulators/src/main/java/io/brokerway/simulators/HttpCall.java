package io.brokerway.simulators;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/** A request, read whole. */
public final class HttpCall {
  private final String method;
  private final String path;
  private final String target;
  private final Map<String, List<String>> query;
  private final HttpFields headers;
  private final byte[] body;

  /**
   * A call.
   *
   * @param path decoded, without the broker's prefix, starting with a slash
   * @param target the path as it stands on the wire, prefix and escapes included, without the query
   * @param query parameters in the order in which they came
   */
  public HttpCall(
      String method,
      String path,
      String target,
      Map<String, List<String>> query,
      HttpFields headers,
      byte[] body) {
    this.method = method;
    this.path = path;
    this.target = target;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  /** The path as the caller wrote it, for whom signs it. */
  public String target() {
    return target;
  }

  public Map<String, List<String>> query() {
    return query;
  }

  public HttpFields headers() {
    return headers;
  }

  /** Not copied: nobody may write into it. */
  public byte[] body() {
    return body;
  }

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
    return new HttpCall(method, otherPath, target, query, headers, body);
  }
}
