package io.brokerway.server.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems to a response, from filters and handlers alike. Thread-safe. */
public final class ProblemWriter {
  private final JsonMapper json;
  private final List<ErrorForm> forms;

  /**
   * Makes one.
   *
   * @param forms of the surfaces that tell errors in their own way
   */
  public ProblemWriter(JsonMapper json, List<ErrorForm> forms) {
    this.json = json;
    this.forms = List.copyOf(forms);
  }

  /** A problem as it goes over the wire. */
  public record Written(int status, String mediaType, byte[] body) {}

  public void write(
      HttpServletRequest request, HttpServletResponse response, ProblemException failure)
      throws IOException {
    var written = written(request.getRequestURI(), failure.problem());
    response.resetBuffer();
    response.setStatus(written.status());
    response.setContentType(written.mediaType());
    response.setHeader("Cache-Control", "no-store");
    if (failure.problem().status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"brokerway\"");
    }
    var retryAfter = failure.retryAfter();
    if (retryAfter != null) {
      response.setHeader("Retry-After", Long.toString(wholeSeconds(retryAfter)));
    }
    if (failure.replayed()) {
      response.setHeader(IdempotencyKeys.REPLAYED_HEADER, "true");
    }
    response.setContentLength(written.body().length);
    response.getOutputStream().write(written.body());
  }

  /** A problem in the form of the path's surface. */
  public Written written(String path, Problem problem) {
    return forms.stream()
        .filter(form -> form.isFor(path))
        .findFirst()
        .map(form ->
            new Written(
                form.status(problem),
                MediaType.APPLICATION_JSON_VALUE,
                json.writeValueAsBytes(form.body(problem))))
        .orElseGet(() ->
            new Written(problem.status(), Problem.MEDIA_TYPE, json.writeValueAsBytes(problem)));
  }

  /** Rounded up: a client that comes a moment early would only be refused again. */
  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
