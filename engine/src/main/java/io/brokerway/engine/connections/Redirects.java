package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.login.LoginKind;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker may send users back to: the pages that the operator registered there, and no
 * other. The first one is meant where a request names none.
 */
final class Redirects {
  private static final String SETTING = "redirect-uri";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Redirects() {}

  /**
   * The page of a login.
   *
   * @return null for a login without a redirect, and where the operator registered no page
   * @throws ConnectionException.BadRequest if the wanted page is not one of the registered ones
   */
  static @Nullable URI of(BrokerSettings settings, LoginKind kind, @Nullable URI wanted) {
    if (!comesBack(kind)) {
      return null;
    }
    var registered = registered(settings);
    if (wanted == null) {
      return registered.isEmpty() ? null : registered.getFirst();
    }
    if (!registered.contains(wanted)) {
      throw new ConnectionException.BadRequest(
          "redirectUri",
          registered.isEmpty()
              ? "redirectUri is not taken: the operator has set no redirect-uri for this broker"
              : "redirectUri must be one of %s".formatted(registered));
    }
    return wanted;
  }

  /** The registered pages, the usual one first. */
  static List<URI> registered(BrokerSettings settings) {
    return settings
        .text(SETTING)
        .map(text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(page -> !page.isEmpty())
                .map(Redirects::page)
                .toList())
        .orElse(List.of());
  }

  /** Under TLS, but for a page on the user's own machine. */
  private static URI page(String text) {
    var page = URI.create(text);
    var isLocal = "http".equals(page.getScheme()) && LOOPBACK.contains(page.getHost());
    if (page.getHost() == null
        || page.getRawQuery() != null
        || page.getRawFragment() != null
        || !("https".equals(page.getScheme()) || isLocal)) {
      throw new IllegalArgumentException(
          "%s must be an https address without query, or http on localhost, not '%s'"
              .formatted(SETTING, text));
    }
    return page;
  }

  private static boolean comesBack(LoginKind kind) {
    return switch (kind) {
      case OAUTH2_CODE, OAUTH1_VERIFIER, REQUEST_TOKEN, AGGREGATOR_LINK -> true;
      case API_KEY_PAIR,
          SIGNED_KEY,
          PASSWORD_TOTP,
          SESSION_COOKIE,
          DEVICE_APPROVAL,
          LOCAL_GATEWAY,
          NONE ->
          false;
    };
  }
}
