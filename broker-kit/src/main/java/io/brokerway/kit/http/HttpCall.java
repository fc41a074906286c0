package io.brokerway.kit.http;

import io.brokerway.broker.CallPriority;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.Attempt;
import io.brokerway.kit.pacing.Draw;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call to make, described. Its text form shows neither query, header nor body.
 *
 * @param operation the adapter's name of it: {@code placeOrder}
 * @param connection whose call it is, for the record; empty before there is a connection
 * @param changesState whether it can change the broker's state
 * @param body absent if the call has none
 * @param contentType of the body; empty without one
 * @param draws the budgets that it is counted in; all of them are paused by a 429
 * @param patience the longest wait for the budgets
 * @param deadline from then on to the last byte of the reply
 * @param replyLimit the longest reply, in bytes after decompression; 0 for the client's default
 * @param attempt of a command; absent for a question
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record HttpCall(
    String operation,
    String connection,
    String method,
    URI uri,
    boolean changesState,
    List<HttpHeader> headers,
    byte @Nullable [] body,
    String contentType,
    CallPriority priority,
    List<Draw> draws,
    Duration patience,
    Duration deadline,
    int replyLimit,
    @Nullable Attempt attempt) {

  public HttpCall {
    headers = List.copyOf(headers);
    draws = List.copyOf(draws);
    if (patience.isNegative() || !deadline.isPositive() || replyLimit < 0) {
      throw new IllegalArgumentException("%s needs a deadline above 0".formatted(operation));
    }
  }

  public static Builder get(String operation, URI uri) {
    return new Builder("GET", operation, uri, false);
  }

  public static Builder post(String operation, URI uri) {
    return new Builder("POST", operation, uri, true);
  }

  public static Builder put(String operation, URI uri) {
    return new Builder("PUT", operation, uri, true);
  }

  public static Builder patch(String operation, URI uri) {
    return new Builder("PATCH", operation, uri, true);
  }

  public static Builder delete(String operation, URI uri) {
    return new Builder("DELETE", operation, uri, true);
  }

  /** Method, host and path: what a record or a log may show. */
  public String target() {
    var path = uri.getRawPath();
    return method + " " + uri.getRawAuthority() + (path == null ? "" : path);
  }

  @Override
  public String toString() {
    return "HttpCall[%s %s]".formatted(operation, target());
  }

  /** Collects the parts of a call. Not thread-safe. */
  public static final class Builder {
    private final String method;
    private final String operation;
    private final URI uri;
    private final List<HttpHeader> headers = new ArrayList<>();
    private final List<Draw> draws = new ArrayList<>();
    private boolean changesState;
    private String connection = "";
    private byte @Nullable [] body;
    private String contentType = "";
    private CallPriority priority = CallPriority.INTERACTIVE;
    private Duration patience = Duration.ofSeconds(10);
    private Duration deadline = Duration.ofSeconds(10);
    private int replyLimit;
    private @Nullable Attempt attempt;

    private Builder(String method, String operation, URI uri, boolean changesState) {
      this.method = method;
      this.operation = operation;
      this.uri = uri;
      this.changesState = changesState;
    }

    /** Whose call it is, for the record. */
    public Builder connection(String id) {
      connection = id;
      return this;
    }

    /** A POST that only asks: its loss is no unknown outcome. */
    public Builder asksOnly() {
      changesState = false;
      return this;
    }

    public Builder header(String name, String value) {
      return header(HttpHeader.of(name, value));
    }

    public Builder secretHeader(String name, Secret value) {
      return header(HttpHeader.secret(name, value));
    }

    public Builder header(HttpHeader header) {
      headers.add(header);
      return this;
    }

    public Builder json(byte[] json) {
      return body(json, "application/json");
    }

    public Builder body(byte[] bytes, String type) {
      body = bytes;
      contentType = type;
      return this;
    }

    public Builder priority(CallPriority urgency) {
      priority = urgency;
      return this;
    }

    public Builder draws(String budget, String scopeKey) {
      draws.add(new Draw(budget, scopeKey));
      return this;
    }

    public Builder patience(Duration longest) {
      patience = longest;
      return this;
    }

    public Builder deadline(Duration total) {
      deadline = total;
      return this;
    }

    public Builder replyLimit(int bytes) {
      replyLimit = bytes;
      return this;
    }

    public Builder attempt(Attempt command) {
      attempt = command;
      return this;
    }

    public HttpCall build() {
      return new HttpCall(
          operation,
          connection,
          method,
          uri,
          changesState,
          headers,
          body,
          contentType,
          priority,
          draws,
          patience,
          deadline,
          replyLimit,
          attempt);
    }
  }
}
