package io.brokerway.server.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems to a response, from filters and handlers alike. Thread-safe. */
public final class ProblemWriter {
  private final JsonMapper json;

  public ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  public void write(HttpServletResponse response, ProblemException failure) throws IOException {
    var problem = failure.problem();
    var body = bytes(problem);
    response.resetBuffer();
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"brokerway\"");
    }
    var retryAfter = failure.retryAfter();
    if (retryAfter != null) {
      response.setHeader("Retry-After", Long.toString(wholeSeconds(retryAfter)));
    }
    if (failure.replayed()) {
      response.setHeader(IdempotencyKeys.REPLAYED_HEADER, "true");
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** The body of a problem. */
  public byte[] bytes(Problem problem) {
    return json.writeValueAsBytes(problem);
  }

  /** Rounded up: a client that comes a moment early would only be refused again. */
  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
