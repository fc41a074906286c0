package io.brokerway.brokers.coinbase;

import io.brokerway.broker.login.Secret;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The token that a key signs for one request, or for the user stream. Source: Coinbase "API key
 * authentication", read 2026-11-23. RFC 7515 and RFC 8037.
 */
final class CoinbaseJwt {
  private static final long LIFE_SECONDS = 120;
  private static final int NONCE_BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private CoinbaseJwt() {}

  /**
   * Signs a token.
   *
   * @param uri method, host and path of the request, without its query; absent for a stream
   */
  static Secret sign(CoinbaseKey key, @Nullable String uri, Instant now, RandomGenerator random) {
    var signed = part(header(key, random)) + "." + part(claims(key, uri, now));
    return Secret.of(signed + "." + BASE64.encodeToString(signature(key, signed)));
  }

  private static Map<String, Object> header(CoinbaseKey key, RandomGenerator random) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var header = new LinkedHashMap<String, Object>();
    header.put("alg", key.kind().jwtName());
    header.put("typ", "JWT");
    header.put("kid", key.name());
    header.put("nonce", HexFormat.of().formatHex(nonce));
    return header;
  }

  private static Map<String, Object> claims(CoinbaseKey key, @Nullable String uri, Instant now) {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("sub", key.name());
    claims.put("iss", "cdp");
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + LIFE_SECONDS);
    if (uri != null) {
      claims.put("uri", uri);
    }
    return claims;
  }

  private static String part(Map<String, Object> fields) {
    return BASE64.encodeToString(Json.write(fields));
  }

  private static byte[] signature(CoinbaseKey key, String signed) {
    try {
      var signature = Signature.getInstance(key.kind().signature());
      signature.initSign(key.privateKey());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was checked cannot sign", e);
    }
  }
}
