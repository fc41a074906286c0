package io.brokerway.server.http;

import io.brokerway.server.rest.Problem;
import io.brokerway.server.rest.ProblemType;
import io.brokerway.server.rest.ProblemWriter;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty refuses before it is a request of ours, told like every other problem. */
final class JettyProblems extends ErrorHandler {
  private static final int SERVER_ERROR = 500;

  private final ProblemWriter problems;

  JettyProblems(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var status = response.getStatus();
    var type = status >= SERVER_ERROR ? ProblemType.INTERNAL_ERROR : ProblemType.INVALID_INPUT;
    var problem =
        new Problem(
            type.uri(),
            type.title(),
            status,
            "The request is not valid HTTP, or breaks a limit of the server.",
            type.name(),
            java.util.List.of(),
            java.util.List.of(),
            java.util.List.of(),
            null);
    var path = request.getHttpURI().getPath();
    var written = problems.written(path == null ? "" : path, problem);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, written.mediaType());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(written.body()), callback);
    return true;
  }
}
