package io.brokerway.simulators.etrade.oauth;

import io.brokerway.simulators.HttpReply;
import java.util.Map;

/** A call that E*TRADE refuses for its signature or its token. */
public final class OAuthProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int UNAUTHORIZED = 401;

  private final String problem;

  private OAuthProblem(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  /** A problem by its name, with what belongs to it: {@code parameter_absent,name=value}. */
  static OAuthProblem of(String problem) {
    return new OAuthProblem(problem);
  }

  static OAuthProblem absent(String parameter) {
    return new OAuthProblem("parameter_absent,oauth_parameters_absent=" + parameter);
  }

  /** E*TRADE says it in the body or in a header; the simulator says it in both. */
  public HttpReply reply() {
    var text = "oauth_problem=" + problem;
    return HttpReply.text(UNAUTHORIZED, "text/plain; charset=UTF-8", text)
        .with(Map.of("WWW-Authenticate", "OAuth realm=\"https://etws.etrade.com/\"," + text));
  }
}
