package io.brokerway.server.security;

import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of other origins away from the open demo: a page can send requests to this
 * machine, by a form or by a name of its own that it points here (DNS rebinding), but cannot choose
 * the Host and Origin that the browser states.
 */
final class DemoGuard {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-f:]+]|[^:]+)(?::(\\d{1,5}))?");

  private DemoGuard() {}

  static void check(HttpServletRequest request) {
    var host = lower(request.getHeader("Host"));
    if (host == null || !isLoopback(host)) {
      throw foreign("Host must be localhost or 127.0.0.1.");
    }
    var origin = lower(request.getHeader("Origin"));
    if (origin != null && !origin.equals("http://" + host)) {
      throw foreign("Origin must be that of this gateway.");
    }
    if ("cross-site".equals(request.getHeader("Sec-Fetch-Site")) && !isSentBack(request)) {
      throw foreign("Requests from pages of other sites are refused.");
    }
  }

  /** A broker's login page leads here; the route has a guard of its own. */
  private static boolean isSentBack(HttpServletRequest request) {
    return "GET".equals(request.getMethod())
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        && request.getRequestURI().startsWith("/oauth/callback/");
  }

  private static boolean isLoopback(String authority) {
    var match = AUTHORITY.matcher(authority);
    return match.matches() && LOOPBACK.contains(match.group(1));
  }

  private static @Nullable String lower(@Nullable String header) {
    return header == null ? null : header.toLowerCase(Locale.ROOT);
  }

  private static ProblemException foreign(String detail) {
    return new ProblemException(ProblemType.FOREIGN_ORIGIN, detail);
  }
}
