package io.brokerway.brokers.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.json.Json;
import io.brokerway.simulators.coinbase.KeyFile;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Keys in every form that users paste, and the tokens that they sign. */
final class CoinbaseKeyTest {
  private static final String NAME = "organizations/0f0e/apiKeys/1a2b3c4d";
  private static final Instant NOW = Instant.parse("2026-03-03T15:00:00Z");
  private static final KeyFile EC = KeyFile.ecdsa(NAME);
  private static final KeyFile ED = KeyFile.ed25519(NAME);

  @Test
  void anEcdsaKeyIsTakenInBothFormsAndWithEscapedLineEnds() throws GeneralSecurityException {
    for (var pasted :
        new String[] {
          EC.secret(),
          EC.pkcs8(),
          EC.secret().replace("\n", "\\n"),
          "\"" + EC.secret().replace("\n", "\\n") + "\"",
          EC.secret().replace("\n", " "),
        }) {
      assertSigns(typed(pasted), EC, "ES256", "SHA256withECDSAinP1363Format");
    }
  }

  @Test
  void anEd25519KeyIsTakenWithItsPublicHalfAndWithout() throws GeneralSecurityException {
    assertSigns(typed(ED.secret()), ED, "EdDSA", "Ed25519");
    assertSigns(typed(ED.seed() + "\n"), ED, "EdDSA", "Ed25519");
  }

  /** RFC 8032, section 7.1, test 1: the empty message. */
  @Test
  void anEd25519KeySignsAsPublished() throws GeneralSecurityException {
    var seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    var key = typed(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(seed)));

    var signature = Signature.getInstance("Ed25519");
    signature.initSign(key.privateKey());

    assertThat(HexFormat.of().formatHex(signature.sign()))
        .isEqualTo(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a key",
        "AAAA",
        "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
      })
  void whatIsNoKeyIsRefusedWithoutQuotingIt(String pasted) {
    assertThatThrownBy(() -> typed(pasted))
        .isInstanceOf(LoginRefused.class)
        .hasMessageNotContaining("AAAA");
  }

  @Test
  void aMissingFieldAndABadNameAreNamed() {
    assertThatThrownBy(() -> CoinbaseKey.typed(request(Map.of()))).hasMessageContaining("key_name");
    assertThatThrownBy(() ->
            CoinbaseKey.typed(
                request(
                    Map.of(
                        "key_name", Secret.of("a key with spaces"),
                        "private_key", Secret.of(EC.secret())))))
        .hasMessageContaining("key_name");
  }

  @Test
  void aTokenNamesItsRequestAndLivesTwoMinutes() {
    var uri = "GET api.coinbase.com/api/v3/brokerage/accounts";

    var token = CoinbaseJwt.sign(typed(EC.secret()), uri, NOW, RandomGenerator.of("Random"));
    var other = CoinbaseJwt.sign(typed(EC.secret()), null, NOW, RandomGenerator.of("Random"));

    var claims = part(token, 1);
    assertThat(claims.path("uri").asString()).isEqualTo(uri);
    assertThat(claims.path("sub").asString()).isEqualTo(NAME);
    assertThat(claims.path("iss").asString()).isEqualTo("cdp");
    assertThat(claims.path("nbf").asLong()).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.path("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 120);
    assertThat(part(token, 0).path("nonce").asString()).matches("[0-9a-f]{32}");
    assertThat(part(other, 1).has("uri")).isFalse();
  }

  @Test
  void nothingOfAKeyIsShown() {
    var key = typed(EC.secret());

    assertThat(key.toString()).doesNotContain(NAME);
    assertThat(key.toCredentials(new CoinbaseSeat("p", true)).toString())
        .doesNotContain(EC.secret());
  }

  private static void assertSigns(CoinbaseKey key, KeyFile file, String alg, String algorithm)
      throws GeneralSecurityException {
    var token = CoinbaseJwt.sign(key, "GET host/path", NOW, RandomGenerator.of("Random")).reveal();
    var end = token.lastIndexOf('.');
    var signature = Signature.getInstance(algorithm);
    signature.initVerify(file.publicKey());
    signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));

    assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)))).isTrue();
    assertThat(part(Secret.of(token), 0).path("alg").asString()).isEqualTo(alg);
    assertThat(part(Secret.of(token), 0).path("kid").asString()).isEqualTo(NAME);
  }

  private static JsonNode part(Secret token, int index) {
    return Json.tree(Base64.getUrlDecoder().decode(token.reveal().split("\\.", -1)[index]));
  }

  private static CoinbaseKey typed(String secret) {
    return CoinbaseKey.typed(
        request(Map.of("key_name", Secret.of(NAME), "private_key", Secret.of(secret))));
  }

  private static LoginRequest request(Map<String, Secret> fields) {
    return new LoginRequest("api-key", Environment.LIVE, fields, Map.of(), null, null);
  }
}
