package io.brokerway.kit.oauth;

import io.brokerway.broker.login.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Proof that who trades a code in is who asked for it (RFC 7636, S256). */
public record Pkce(Secret verifier) {
  private static final int BYTES = 32;

  /** A new proof from a random source that nobody can guess. */
  public static Pkce fresh(RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Pkce(Secret.of(base64(bytes)));
  }

  /** What the page is told of it. */
  public String challenge() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return verifier.use(bytes -> base64(sha256.digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java knows SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return new String(
        Base64.getUrlEncoder().withoutPadding().encode(bytes), StandardCharsets.US_ASCII);
  }
}
