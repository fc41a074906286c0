package io.brokerway.engine.orders;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a request in its canonical form: two requests that mean the same have the same.
 */
record Fingerprint(String hex) {

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  static Fingerprint of(byte[] stored) {
    return new Fingerprint(HexFormat.of().formatHex(stored));
  }

  static Fingerprint of(PlaceOrder request) {
    var maxAge = request.maxAge() == null ? "" : Long.toString(request.maxAge().toMillis());
    return hash(
        "place|" + request.account() + "|" + maxAge + "|" + OrderJson.canonical(request.spec()));
  }

  static Fingerprint of(ClosePosition request) {
    return hash(
        "close|"
            + request.account()
            + "|"
            + request.instrument().key()
            + "|"
            + plain(request.quantity())
            + "|"
            + plain(request.percentage()));
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "" : number.stripTrailingZeros().toPlainString();
  }

  static Fingerprint of(ReplaceRequest request) {
    return hash("replace|" + request.order() + "|" + OrderJson.write(request.change()));
  }

  static Fingerprint of(CancelRequest request) {
    return hash("cancel|" + request.order());
  }

  private static Fingerprint hash(String canonical) {
    try {
      return of(
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
