package io.brokerway.server.security;

import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.Principal;
import io.brokerway.server.json.OversizedBody;
import io.brokerway.server.json.StrictJson;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import io.brokerway.server.rest.ProblemWriter;
import io.brokerway.server.rest.Problems;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one filter that every request passes: gives it an id, sets the headers of safe answers, finds
 * out who asks and counts against his quota. What a route demands is checked by {@link ScopeCheck}.
 */
public final class Door implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final String PRINCIPAL = Principal.class.getName();

  private final Identity identity;
  private final DoorConfig config;
  private final ProblemWriter problems;
  private final RequestIds requestIds;
  private final Quotas quotas;

  public Door(Identity identity, DoorConfig config, ProblemWriter problems) {
    this.identity = identity;
    this.config = config;
    this.problems = problems;
    this.requestIds = new RequestIds();
    this.quotas = new Quotas(config);
  }

  @Override
  public void doFilter(
      ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) plainRequest;
    var response = (HttpServletResponse) plainResponse;
    addHeaders(request, response);
    try {
      enter(request, response);
    } catch (RuntimeException e) {
      refuse(request, response, e);
      return;
    }
    chain.doFilter(Slashless.of(request), response);
  }

  /** Who asks; null if nobody said so. */
  public static @Nullable Principal principal(HttpServletRequest request) {
    return (Principal) request.getAttribute(PRINCIPAL);
  }

  private void enter(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (config.isDemo()) {
      DemoGuard.check(request);
    }
    if (request.getContentLengthLong() > StrictJson.MAX_BODY) {
      OversizedBody.runOut(request.getInputStream());
      throw new ProblemException(
          ProblemType.BODY_TOO_LARGE, "At most " + StrictJson.MAX_BODY / 1024 + " kB are read.");
    }
    var principal = authenticate(Credentials.presented(request));
    if (principal != null) {
      quotas.use(principal, response);
      request.setAttribute(PRINCIPAL, principal);
    }
  }

  private @Nullable Principal authenticate(@Nullable String key) {
    if (key == null) {
      return config.demo();
    }
    return identity
        .authenticate(key)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.NOT_AUTHENTICATED, "The key is unknown, expired or revoked."));
  }

  private void addHeaders(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("X-Request-Id", requestIds.of(request));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("Cache-Control", "no-store");
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
      throws IOException {
    var problem = Problems.of(failure);
    if (problem.problem().status() == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
      LOG.error("Request {} failed at the door", response.getHeader("X-Request-Id"), failure);
    }
    problems.write(request, response, problem);
  }
}
