package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A token as it came, not believed yet. Source: RFC 7515, compact serialization.
 *
 * @param signed the octets that the signature is over
 */
record Jwt(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {
  private static final int PARTS = 3;
  private static final int MAX_LENGTH = 8_192;

  /** Takes a token apart; empty if it is none. */
  static Optional<Jwt> read(String token) {
    var parts = token.split("\\.", -1);
    if (parts.length != PARTS || token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      var header = Json.read(decoded(parts[0]));
      var claims = Json.read(decoded(parts[1]));
      var signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
      return Optional.of(new Jwt(header, claims, signed, decoded(parts[2])));
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty();
    }
  }

  String keyName() {
    return header.path("kid").asString("");
  }

  /** Whether a key signed it, with the algorithm of that key and no other. */
  boolean isSignedBy(PublicKey key) {
    var elliptic = key instanceof ECPublicKey;
    if (!header.path("alg").asString("").equals(elliptic ? "ES256" : "EdDSA")) {
      return false;
    }
    try {
      // The signature of a JWS is the bare pair of numbers, not DER. Source: RFC 7518, 3.4.
      var check = Signature.getInstance(elliptic ? "SHA256withECDSAinP1363Format" : "Ed25519");
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
