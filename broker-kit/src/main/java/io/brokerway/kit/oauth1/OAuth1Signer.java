package io.brokerway.kit.oauth1;

import static io.brokerway.kit.oauth1.SignatureBase.encoded;

import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.HttpCall;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Makes the {@code Authorization} header of a call. Every header has a time and a nonce of its own,
 * so a call is signed right before it is sent and never twice by one header. Thread-safe if the
 * random source is.
 */
public final class OAuth1Signer {
  private static final int NONCE_BYTES = 16;

  private final SignatureMethod method;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * A signer.
   *
   * @param random a source that does not repeat itself: brokers refuse a nonce that they saw
   */
  public OAuth1Signer(SignatureMethod method, Clock clock, RandomGenerator random) {
    this.method = method;
    this.clock = clock;
    this.random = random;
  }

  /** Signs a call without a form: a body of another type is no part of what is signed. */
  public HttpCall.Builder sign(HttpCall.Builder call, String httpMethod, URI uri, OAuth1Keys keys) {
    return sign(call, httpMethod, uri, keys, Map.of());
  }

  /**
   * Signs a call.
   *
   * @param further more parameters of the protocol, such as {@code oauth_callback}
   */
  public HttpCall.Builder sign(
      HttpCall.Builder call,
      String httpMethod,
      URI uri,
      OAuth1Keys keys,
      Map<String, String> further) {
    return call.secretHeader(
        "Authorization", Secret.of(authorization(httpMethod, uri, keys, further)));
  }

  /** The header's value; whoever reads it can make this one call. */
  String authorization(String httpMethod, URI uri, OAuth1Keys keys, Map<String, String> further) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return authorization(
        httpMethod,
        uri,
        keys,
        further,
        HexFormat.of().formatHex(nonce),
        Long.toString(clock.instant().getEpochSecond()));
  }

  String authorization(
      String httpMethod,
      URI uri,
      OAuth1Keys keys,
      Map<String, String> further,
      String nonce,
      String timestamp) {
    var parameters = new TreeMap<>(further);
    parameters.put("oauth_consumer_key", keys.consumerKey());
    parameters.put("oauth_nonce", nonce);
    parameters.put("oauth_signature_method", method.name());
    parameters.put("oauth_timestamp", timestamp);
    parameters.put("oauth_version", "1.0");
    if (!keys.token().isEmpty()) {
      parameters.put("oauth_token", keys.token());
    }
    var base = SignatureBase.of(httpMethod, uri, parameters);
    parameters.put("oauth_signature", method.sign(base, keys));
    return header(parameters);
  }

  private static String header(Map<String, String> parameters) {
    List<String> parts = new ArrayList<>();
    parts.add("realm=\"\"");
    parameters.forEach(
        (name, value) -> parts.add("%s=\"%s\"".formatted(encoded(name), encoded(value))));
    return parts.stream().collect(Collectors.joining(",", "OAuth ", ""));
  }
}
