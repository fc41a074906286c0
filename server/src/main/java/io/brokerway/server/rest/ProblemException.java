package io.brokerway.server.rest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;
  private final @Nullable Duration retryAfter;
  private final boolean replayed;

  /**
   * A problem.
   *
   * @param replayed whether it repeats the answer to an earlier request of the same key
   */
  public ProblemException(Problem problem, @Nullable Duration retryAfter, boolean replayed) {
    // No stack trace: a refusal is no fault, and the trace would cost the most of its answer.
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.retryAfter = retryAfter;
    this.replayed = replayed;
  }

  public ProblemException(Problem problem, @Nullable Duration retryAfter) {
    this(problem, retryAfter, false);
  }

  public ProblemException(ProblemType type, String detail) {
    this(Problem.of(type, detail), null);
  }

  /** The one answer for what is not there and what belongs to another. */
  public static ProblemException notFound(String what) {
    return new ProblemException(ProblemType.NOT_FOUND, what + " was not found");
  }

  public Problem problem() {
    return problem;
  }

  /** When to try again; absent if there is no use in it. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Whether it repeats an earlier answer. */
  public boolean replayed() {
    return replayed;
  }
}
