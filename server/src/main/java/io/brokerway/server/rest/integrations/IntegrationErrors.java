package io.brokerway.server.rest.integrations;

import io.brokerway.server.json.FieldError;
import io.brokerway.server.rest.ErrorForm;
import io.brokerway.server.rest.Problem;
import io.brokerway.server.rest.ProblemType;
import java.time.Clock;
import java.util.stream.Collectors;

/** Tells errors as this surface's clients know them: few statuses, one sentence. Thread-safe. */
public final class IntegrationErrors implements ErrorForm {
  private static final String LOGIN_FAILED =
      "Authentication failed. Please check your credentials.";
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int SERVER_ERROR = 500;

  private final Clock clock;

  public IntegrationErrors(Clock clock) {
    this.clock = clock;
  }

  @Override
  public boolean isFor(String path) {
    return path.equals(IntegrationsSurface.ROOT) || path.startsWith(IntegrationsSurface.ROOT + "/");
  }

  @Override
  public int status(Problem problem) {
    if (isLogin(problem)) {
      return UNAUTHORIZED;
    }
    return switch (problem.status()) {
      case 409, 422 -> BAD_REQUEST;
      default -> Math.min(problem.status(), SERVER_ERROR);
    };
  }

  @Override
  public Object body(Problem problem) {
    return new ErrorAnswer(false, text(problem), Moments.now(clock));
  }

  private static String text(Problem problem) {
    if (isLogin(problem)) {
      return LOGIN_FAILED;
    }
    if (problem.errors().size() <= 1) {
      return problem.detail();
    }
    return problem.errors().stream()
        .map(IntegrationErrors::sentence)
        .collect(Collectors.joining("; "));
  }

  private static String sentence(FieldError error) {
    return error.field().isEmpty() ? error.message() : error.field() + " " + error.message();
  }

  /** The broker refused the login, or ended it: to these clients one and the same. */
  private static boolean isLogin(Problem problem) {
    return problem.code().equals(ProblemType.LOGIN_REFUSED.name())
        || problem.code().equals(ProblemType.LOGIN_NEEDED.name());
  }
}
