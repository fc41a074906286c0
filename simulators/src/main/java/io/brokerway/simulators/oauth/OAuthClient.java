package io.brokerway.simulators.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An application that is registered with a broker.
 *
 * @param name what the consent page calls it
 * @param redirects the addresses that it may send users back to, each exactly so; of an address of
 *     this machine the port is free (RFC 8252, section 7.3)
 */
public record OAuthClient(String id, String secret, String name, List<URI> redirects) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  public OAuthClient {
    redirects = List.copyOf(redirects);
  }

  boolean allows(String redirectUri) {
    try {
      var asked = new URI(redirectUri);
      return redirects.stream().anyMatch(known -> matches(known, asked));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean matches(URI known, URI asked) {
    if (known.toString().equals(asked.toString())) {
      return true;
    }
    return "http".equals(known.getScheme())
        && "http".equals(asked.getScheme())
        && known.getHost() != null
        && LOOPBACK.contains(known.getHost())
        && known.getHost().equals(asked.getHost())
        && asked.getRawUserInfo() == null
        && asked.getRawFragment() == null
        && Objects.equals(known.getRawPath(), asked.getRawPath())
        && Objects.equals(known.getRawQuery(), asked.getRawQuery());
  }

  @Override
  public String toString() {
    return "OAuthClient[" + id + "]";
  }
}
