package io.brokerway.kit.oauth1;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The text that is signed. RFC 5849, section 3.4.1. Pure. */
final class SignatureBase {
  private SignatureBase() {}

  /** The text for a call whose parameters are those of its address and of the protocol. */
  static String of(String httpMethod, URI uri, Map<String, String> protocol) {
    var pairs = new ArrayList<String[]>();
    protocol.forEach((name, value) -> pairs.add(new String[] {encoded(name), encoded(value)}));
    addQuery(pairs, uri.getRawQuery() == null ? "" : uri.getRawQuery());
    return "%s&%s&%s"
        .formatted(
            httpMethod.toUpperCase(Locale.ROOT), encoded(address(uri)), encoded(joined(pairs)));
  }

  /** Names first, values second; both are compared as they are encoded. */
  private static String joined(List<String[]> pairs) {
    pairs.sort((one, other) ->
        one[0].equals(other[0]) ? one[1].compareTo(other[1]) : one[0].compareTo(other[0]));
    var parts = new ArrayList<String>();
    pairs.forEach(pair -> parts.add(pair[0] + "=" + pair[1]));
    return String.join("&", parts);
  }

  private static void addQuery(List<String[]> pairs, String query) {
    if (query.isEmpty()) {
      return;
    }
    for (var part : query.split("&", -1)) {
      var equals = part.indexOf('=');
      var name = equals < 0 ? part : part.substring(0, equals);
      var value = equals < 0 ? "" : part.substring(equals + 1);
      pairs.add(new String[] {encoded(decoded(name)), encoded(decoded(value))});
    }
  }

  /** Scheme and host in lower case, without the usual port, a query or a fragment. */
  private static String address(URI uri) {
    var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    var usual = scheme.equals("https") ? 443 : 80;
    var port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** RFC 3986: all but letters, digits and {@code -._~} is escaped. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
