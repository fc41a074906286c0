package io.brokerway.kit.oauth;

import io.brokerway.broker.BrokerException.LoginRefused;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address that a broker sends the user back to, by redirect or pasted. Pure. */
public final class ReturnedAddress {
  private static final Pattern CODE = Pattern.compile("[\\x21-\\x7e]{1,512}");

  private ReturnedAddress() {}

  /**
   * The code in an address, decoded.
   *
   * @param broker its name, for messages
   * @throws LoginRefused if the user did not allow it, or the address belongs to no or to another
   *     login
   */
  public static String code(URI address, URI redirectUri, String state, String broker) {
    var parameters = parameters(address, redirectUri, state, broker);
    var error = parameters.get("error");
    if (error != null) {
      throw new LoginRefused(
          error.equals("access_denied")
              ? "you did not allow the access on %s's page".formatted(broker)
              : broker + " ended the login",
          error.matches("[a-z_]{1,40}") ? error : "");
    }
    var code = parameters.get("code");
    if (code == null || !CODE.matcher(code).matches()) {
      throw new LoginRefused("the address has no code: copy it whole");
    }
    return code;
  }

  /**
   * What an address carries besides, for brokers that bring something else than a code; a parameter
   * that stands twice counts as not there.
   *
   * @throws LoginRefused if the address belongs to no or to another login
   */
  public static Map<String, String> parameters(
      URI address, URI redirectUri, String state, String broker) {
    if (!isThePage(address, redirectUri)) {
      throw new LoginRefused(
          "this is not the address that %s sends you to: it begins with %s"
              .formatted(broker, redirectUri));
    }
    var parameters = parameters(address.getRawQuery());
    if (!isSame(parameters.get("state"), state)) {
      throw new LoginRefused("the address belongs to another login: start again and use its own");
    }
    return parameters;
  }

  private static boolean isThePage(URI address, URI redirectUri) {
    return Objects.equals(address.getScheme(), redirectUri.getScheme())
        && Objects.equals(address.getRawAuthority(), redirectUri.getRawAuthority())
        && Objects.equals(address.getRawPath(), redirectUri.getRawPath());
  }

  private static boolean isSame(@Nullable String given, String wanted) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  /** The parameters; one that stands twice counts as not there. */
  private static Map<String, String> parameters(@Nullable String query) {
    var parameters = new HashMap<String, String>();
    var seen = new HashMap<String, Integer>();
    for (var part : query == null ? new String[0] : query.split("&", -1)) {
      var equals = part.indexOf('=');
      var name = decoded(equals < 0 ? part : part.substring(0, equals));
      if (seen.merge(name, 1, Integer::sum) == 1) {
        parameters.put(name, equals < 0 ? "" : decoded(part.substring(equals + 1)));
      } else {
        parameters.remove(name);
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new LoginRefused("the address is damaged: copy it whole");
    }
  }
}
