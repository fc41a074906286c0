package io.brokerway.simulators.etrade.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies signatures by HMAC-SHA1, and that no call is old or sent again. Thread-safe. */
final class Verifier {
  /** Source: E*TRADE's page "Authorization": the timestamp lies within five minutes. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String METHOD = "HMAC-SHA1";
  private static final String ALGORITHM = "HmacSHA1";

  private final Clock clock;
  private final Map<String, Instant> nonces = new HashMap<>();

  Verifier(Clock clock) {
    this.clock = clock;
  }

  /**
   * Verifies a call and uses its nonce up.
   *
   * @param tokenSecret empty where there is no token yet
   */
  void verify(SignedCall call, String consumerSecret, String tokenSecret) {
    if (!call.require("oauth_signature_method").equals(METHOD)) {
      throw OAuthProblem.of("signature_method_rejected");
    }
    if (call.find("oauth_version").filter(version -> !version.equals("1.0")).isPresent()) {
      throw OAuthProblem.of("version_rejected,oauth_acceptable_versions=1.0-1.0");
    }
    call.require("oauth_nonce");
    var at = timestamp(call);
    var key = PercentCoding.encode(consumerSecret) + "&" + PercentCoding.encode(tokenSecret);
    var expected = sign(call.baseString(), key);
    if (!same(expected, call.signature())) {
      throw OAuthProblem.of("signature_invalid");
    }
    use(call, at);
  }

  static String sign(String text, String key) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), ALGORITHM));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(METHOD + " is missing", e);
    }
  }

  private Instant timestamp(SignedCall call) {
    Instant at;
    try {
      at = Instant.ofEpochSecond(Long.parseLong(call.require("oauth_timestamp")));
    } catch (NumberFormatException | java.time.DateTimeException e) {
      throw OAuthProblem.of("timestamp_refused");
    }
    if (Duration.between(at, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
      throw OAuthProblem.of("timestamp_refused");
    }
    return at;
  }

  private synchronized void use(SignedCall call, Instant at) {
    // What is older than the tolerance on either side is refused by its timestamp.
    var oldest = clock.instant().minus(TOLERANCE);
    nonces.values().removeIf(used -> used.isBefore(oldest));
    var nonce =
        String.join(
            " ",
            call.require("oauth_consumer_key"),
            call.find("oauth_token").orElse(""),
            call.require("oauth_nonce"));
    if (nonces.putIfAbsent(nonce, at) != null) {
      throw OAuthProblem.of("nonce_used");
    }
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
