package io.brokerway.simulators.etrade.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.SimulatorClock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;

/** The example of RFC 5849, section 1.2, is verified; whatever differs from it is not. */
final class SignatureTest {
  private static final String CONSUMER_SECRET = "kd94hf93k423kf44";
  private static final String TOKEN_SECRET = "pfkkdhi9sl3r4s00";
  private static final String HEADER =
      """
      OAuth realm="Photos", oauth_consumer_key="dpf43f3p2l4k3l03", \
      oauth_token="nnch734d00sl2jdk", oauth_signature_method="HMAC-SHA1", \
      oauth_timestamp="137131202", oauth_nonce="chapoH", \
      oauth_signature="MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D"\
      """;

  private final SimulatorClock clock = SimulatorClock.standing(Instant.ofEpochSecond(137131202));
  private final Verifier verifier = new Verifier(clock);

  @Test
  void thePublishedExampleIsVerified() {
    var call = photos("original", HEADER);

    verifier.verify(call, CONSUMER_SECRET, TOKEN_SECRET);

    assertThat(call.baseString())
        .startsWith("GET&http%3A%2F%2Fphotos.example.net%2Fphotos&file%3Dvacation.jpg%26");
  }

  @Test
  void parametersMayStandInTheQuery() {
    var query = new LinkedHashMap<String, List<String>>();
    query.put("size", List.of("original"));
    query.put("oauth_signature", List.of("MdpQcU8iPSUjWoN/UDMsK2sui9I="));
    query.put("oauth_nonce", List.of("chapoH"));
    query.put("oauth_timestamp", List.of("137131202"));
    query.put("oauth_signature_method", List.of("HMAC-SHA1"));
    query.put("oauth_token", List.of("nnch734d00sl2jdk"));
    query.put("oauth_consumer_key", List.of("dpf43f3p2l4k3l03"));
    query.put("file", List.of("vacation.jpg"));

    verifier.verify(call(query, ""), CONSUMER_SECRET, TOKEN_SECRET);
  }

  @Test
  void anotherParameterSecretOrMethodIsNotWhatWasSigned() {
    assertProblem("signature_invalid", () -> verify(photos("small", HEADER), TOKEN_SECRET));
    assertProblem("signature_invalid", () -> verify(photos("original", HEADER), "guessed"));
    assertProblem(
        "signature_method_rejected",
        () -> verify(photos("original", HEADER.replace("HMAC-SHA1", "PLAINTEXT")), TOKEN_SECRET));
    assertProblem(
        "parameter_absent",
        () -> verify(photos("original", HEADER.replace("oauth_nonce", "x_nonce")), TOKEN_SECRET));
  }

  @Test
  void aNonceServesOnce() {
    verify(photos("original", HEADER), TOKEN_SECRET);

    assertProblem("nonce_used", () -> verify(photos("original", HEADER), TOKEN_SECRET));
  }

  @Test
  void aTimestampLiesWithinFiveMinutes() {
    clock.set(Instant.ofEpochSecond(137131202 + 300));
    verify(photos("original", HEADER), TOKEN_SECRET);

    clock.set(Instant.ofEpochSecond(137131202 + 301));
    assertProblem("timestamp_refused", () -> verify(photos("original", HEADER), TOKEN_SECRET));
  }

  @Test
  void aParameterComesOnce() {
    assertProblem(
        "parameter_rejected", () -> photos("original", HEADER + ", oauth_token=\"another\""));
  }

  private void verify(SignedCall call, String tokenSecret) {
    verifier.verify(call, CONSUMER_SECRET, tokenSecret);
  }

  private static void assertProblem(
      String problem, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
    assertThatThrownBy(what).isInstanceOf(OAuthProblem.class).hasMessageStartingWith(problem);
  }

  private static SignedCall photos(String size, String header) {
    var query = new LinkedHashMap<String, List<String>>();
    query.put("file", List.of("vacation.jpg"));
    query.put("size", List.of(size));
    return call(query, header);
  }

  private static SignedCall call(Map<String, List<String>> query, String header) {
    var headers = HttpFields.build().put("Host", "photos.example.net:80");
    if (!header.isEmpty()) {
      headers.put("Authorization", header);
    }
    return SignedCall.of(
        new HttpCall("GET", "/photos", "/photos", query, headers.asImmutable(), new byte[0]));
  }
}
