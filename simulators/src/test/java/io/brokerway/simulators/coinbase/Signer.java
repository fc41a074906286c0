package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes tokens with a key, good ones and others. */
final class Signer {
  private static final AtomicLong NONCES = new AtomicLong();

  private final KeyFile key;
  private final ObjectNode header = Json.object();
  private final ObjectNode claims = Json.object();

  private Signer(KeyFile key, Instant now) {
    this.key = key;
    var elliptic = key.privateKey().getAlgorithm().equals("EC");
    header
        .put("alg", elliptic ? "ES256" : "EdDSA")
        .put("typ", "JWT")
        .put("kid", key.name())
        .put("nonce", "%032x".formatted(NONCES.incrementAndGet()));
    claims
        .put("sub", key.name())
        .put("iss", "cdp")
        .put("nbf", now.getEpochSecond())
        .put("exp", now.getEpochSecond() + 120);
  }

  /** A good token for a request, such as {@code GET api.coinbase.com/api/v3/brokerage/accounts}. */
  static Signer of(KeyFile key, Instant now, @Nullable String uri) {
    var signer = new Signer(key, now);
    if (uri != null) {
      signer.claims.put("uri", uri);
    }
    return signer;
  }

  Signer header(String name, String value) {
    header.put(name, value);
    return this;
  }

  Signer claim(String name, String value) {
    claims.put(name, value);
    return this;
  }

  Signer claim(String name, long value) {
    claims.put(name, value);
    return this;
  }

  Signer without(String claim) {
    claims.remove(claim);
    return this;
  }

  String token() {
    try {
      var elliptic = key.privateKey().getAlgorithm().equals("EC");
      var signed = encoded(Json.bytes(header)) + "." + encoded(Json.bytes(claims));
      var signature = Signature.getInstance(elliptic ? "SHA256withECDSAinP1363Format" : "Ed25519");
      signature.initSign(key.privateKey());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
