package io.brokerway.simulators;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer before it is written.
 *
 * @param stream what follows the body, for answers without an end; absent for all others
 */
public record HttpReply(
    int status, Map<String, String> headers, byte[] body, @Nullable ReplyStream stream) {
  private static final String CONTENT_TYPE = "Content-Type";

  public HttpReply {
    headers = Map.copyOf(headers);
  }

  /** An answer that is whole. */
  public HttpReply(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, null);
  }

  /** An answer that goes on until its stream ends or the caller is gone. */
  public static HttpReply streaming(String contentType, ReplyStream stream) {
    return new HttpReply(200, Map.of(CONTENT_TYPE, contentType), new byte[0], stream);
  }

  /** A value written as JSON. */
  public static HttpReply json(int status, Object value) {
    return new HttpReply(
        status, Map.of(CONTENT_TYPE, "application/json; charset=UTF-8"), Json.bytes(value));
  }

  public static HttpReply text(int status, String contentType, String body) {
    return new HttpReply(
        status, Map.of(CONTENT_TYPE, contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpReply empty(int status) {
    return new HttpReply(status, Map.of(), new byte[0]);
  }

  /** The same answer with more headers. */
  public HttpReply with(Map<String, String> more) {
    var all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new HttpReply(status, all, body, stream);
  }

  /** The same answer with another body. */
  public HttpReply withBody(byte[] other) {
    return new HttpReply(status, headers, other, stream);
  }
}
