package io.brokerway.simulators;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes of six digits that change every half minute. RFC 6238 with SHA-1. */
public final class Totp {
  private static final long STEP_SECONDS = 30;
  private static final int MODULUS = 1_000_000;
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  /** The code of a secret, given in base 32, at a moment. */
  public static String code(String secret, Instant at) {
    return code(secret, at.getEpochSecond() / STEP_SECONDS);
  }

  /** Whether a code is that of the moment, of the half minute before or of the one after. */
  public static boolean accepts(String secret, String code, Instant at) {
    var now = at.getEpochSecond() / STEP_SECONDS;
    for (var step = now - 1; step <= now + 1; step++) {
      if (code(secret, step).equals(code)) {
        return true;
      }
    }
    return false;
  }

  private static String code(String secret, long step) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(decoded(secret), "HmacSHA1"));
      var hash = ByteBuffer.wrap(mac.doFinal(ByteBuffer.allocate(8).putLong(step).array()));
      var number = hash.getInt(hash.get(hash.limit() - 1) & 0xF) & Integer.MAX_VALUE;
      return "%06d".formatted(number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] decoded(String secret) {
    var letters = secret.toUpperCase(Locale.ROOT).replace("=", "");
    var out = ByteBuffer.allocate(letters.length() * 5 / 8);
    var bits = 0L;
    var count = 0;
    for (var letter : letters.toCharArray()) {
      var value = BASE_32.indexOf(letter);
      if (value < 0) {
        throw new IllegalArgumentException("not base 32: '" + letter + "'");
      }
      bits = (bits << 5 | value) & 0xFFFF;
      count += 5;
      if (count >= 8) {
        count -= 8;
        out.put((byte) (bits >> count));
      }
    }
    return out.array();
  }
}
