package io.brokerway.simulators;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer before it is written. */
public final class HttpReply {
  private static final String CONTENT_TYPE = "Content-Type";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final @Nullable ReplyStream stream;

  private HttpReply(
      int status, Map<String, String> headers, byte[] body, @Nullable ReplyStream stream) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
    this.stream = stream;
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** Not copied: nobody may write into it. */
  public byte[] body() {
    return body;
  }

  /** What follows the body, for answers without an end; absent for all others. */
  public @Nullable ReplyStream stream() {
    return stream;
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
