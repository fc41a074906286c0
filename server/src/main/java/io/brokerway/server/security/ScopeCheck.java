package io.brokerway.server.security;

import io.brokerway.engine.identity.KeyKind;
import io.brokerway.engine.identity.Principal;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds each route to its {@link Needs} before anything of the request is read. */
public final class ScopeCheck implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && !method.hasMethodAnnotation(Open.class)) {
      check(request, method);
    }
    return true;
  }

  private static void check(HttpServletRequest request, HandlerMethod method) {
    var needs = method.getMethodAnnotation(Needs.class);
    if (needs == null) {
      throw new IllegalStateException("no route without a declared scope: " + method);
    }
    require(Door.principal(request), needs);
  }

  private static void require(@org.jspecify.annotations.Nullable Principal principal, Needs needs) {
    if (principal == null) {
      throw new ProblemException(
          ProblemType.NOT_AUTHENTICATED,
          "Send an API key in the X-API-Key header or as Authorization: Bearer.");
    }
    if (!principal.may(needs.value())) {
      throw new ProblemException(
          ProblemType.NOT_PERMITTED, "The key needs the scope " + needs.value() + ".");
    }
    if (needs.application() && principal.kind() != KeyKind.APPLICATION) {
      throw new ProblemException(
          ProblemType.NOT_PERMITTED, "Only an application's key may do this.");
    }
  }
}
