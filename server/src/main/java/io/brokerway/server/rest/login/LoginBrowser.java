package io.brokerway.server.rest.login;

import io.brokerway.broker.login.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that ties a login to the browser that began it. Only that browser is let in when a
 * broker sends a user back; a program that began the login keeps no cookie, and brings the address
 * under its own key instead.
 *
 * <p>A browser keeps one value for all its logins; each login still has a state of its own.
 */
public final class LoginBrowser {
  /** The prefix makes browsers refuse it from another host, without TLS, or for a part only. */
  private static final String SECURE_NAME = "__Host-brokerway-login";

  /** On the user's own machine there is no TLS, and browsers refuse the prefix. */
  private static final String LOCAL_NAME = "brokerway-login";

  private static final Set<String> NAMES = Set.of(SECURE_NAME, LOCAL_NAME);
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int BYTES = 32;
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String value;

  private LoginBrowser(String value) {
    this.value = value;
  }

  /** What a browser holds from before; null if nothing. */
  static @Nullable LoginBrowser held(HttpServletRequest request, URI page) {
    return held(request, Set.of(name(page)));
  }

  /** The browser that begins a login: known from a login before, or new. */
  public static LoginBrowser beginning(HttpServletRequest request) {
    var held = held(request, NAMES);
    return held == null ? fresh() : held;
  }

  private static @Nullable LoginBrowser held(HttpServletRequest request, Set<String> names) {
    var cookies = request.getCookies();
    if (cookies == null) {
      return null;
    }
    for (var cookie : cookies) {
      if (names.contains(cookie.getName()) && FORM.matcher(cookie.getValue()).matches()) {
        return new LoginBrowser(cookie.getValue());
      }
    }
    return null;
  }

  private static LoginBrowser fresh() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new LoginBrowser(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What the login is tied to. */
  public Secret secret() {
    return Secret.of(value);
  }

  /** The cookie as a header, for a login whose users come back to a page. */
  public String cookie(URI page) {
    return ResponseCookie.from(name(page), value)
        .path("/")
        .httpOnly(true)
        .secure(isSecure(page))
        // A broker's redirect is a navigation from another site: Lax lets it bring the cookie.
        .sameSite("Lax")
        .maxAge(KEPT)
        .build()
        .toString();
  }

  private static String name(URI page) {
    return isSecure(page) ? SECURE_NAME : LOCAL_NAME;
  }

  private static boolean isSecure(URI page) {
    return "https".equals(page.getScheme());
  }
}
