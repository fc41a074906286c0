package io.brokerway.server.security;

import io.brokerway.server.json.ApiKeyText;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the key that a request presents, and refuses one in the wrong place. */
final class Credentials {
  private static final String BEARER = "bearer ";
  private static final Set<String> KEY_PARAMETERS =
      Set.of("api_key", "apikey", "api-key", "x-api-key", "access_token", "token", "key");

  private Credentials() {}

  /**
   * The presented key; null if there is none.
   *
   * @throws ProblemException if a key stands in the address, or two different ones in the headers
   */
  static @Nullable String presented(HttpServletRequest request) {
    refuseInAddress(request);
    var direct = request.getHeader("X-API-Key");
    var bearer = bearer(request.getHeader("Authorization"));
    if (direct != null && bearer != null && !direct.equals(bearer)) {
      throw new ProblemException(
          ProblemType.NOT_AUTHENTICATED, "X-API-Key and Authorization hold different keys.");
    }
    return direct != null ? direct.strip() : bearer;
  }

  private static @Nullable String bearer(@Nullable String header) {
    if (header == null) {
      return null;
    }
    // Another scheme is a credential that is not ours: refused as such rather than ignored.
    return header.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? header.substring(BEARER.length()).strip()
        : "";
  }

  private static void refuseInAddress(HttpServletRequest request) {
    var query = request.getQueryString();
    if (query == null) {
      return;
    }
    for (var parameter : query.split("&", -1)) {
      var cut = parameter.indexOf('=');
      var name = (cut < 0 ? parameter : parameter.substring(0, cut)).toLowerCase(Locale.ROOT);
      var value = cut < 0 ? "" : parameter.substring(cut + 1);
      if (KEY_PARAMETERS.contains(name) || ApiKeyText.looksLikeKey(value)) {
        throw new ProblemException(
            ProblemType.KEY_IN_WRONG_PLACE,
            "Send the key in the X-API-Key header, and replace it: an address is logged on its way.");
      }
    }
  }
}
