package io.brokerway.kit.oauth1;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.login.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OAuth1SignerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_318_622_958), ZoneOffset.UTC);

  private final OAuth1Signer signer = new OAuth1Signer(new HmacSha1(), CLOCK, new Random(7));

  /** Source: OAuth Core 1.0a, appendix A.5.1 and A.5.2. */
  @Test
  void signsThePhotosOfTheSpecification() {
    var keys =
        OAuth1Keys.ofApplication("dpf43f3p2l4k3l03", Secret.of("kd94hf93k423kf44"))
            .with("nnch734d00sl2jdk", Secret.of("pfkkdhi9sl3r4s00"));

    var header =
        signer.authorization(
            "GET",
            URI.create("http://photos.example.net/photos?file=vacation.jpg&size=original"),
            keys,
            Map.of(),
            "kllo9940pd9333jh",
            "1191242096");

    assertThat(header)
        .startsWith("OAuth realm=\"\",oauth_consumer_key=\"dpf43f3p2l4k3l03\",")
        .contains("oauth_signature=\"tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D\"")
        .contains("oauth_token=\"nnch734d00sl2jdk\"")
        .contains("oauth_version=\"1.0\"");
  }

  /** Source: X "Creating a signature", the status update of its example. */
  @Test
  void escapesOnceAndOnlyWhatMustBe() {
    var keys =
        OAuth1Keys.ofApplication(
                "xvz1evFS4wEEPTGEFPHBog", Secret.of("kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw"))
            .with(
                "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
                Secret.of("LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"));
    var status = "Hello Ladies + Gentlemen, a signed OAuth request!";
    var uri =
        URI.create(
            "https://api.twitter.com/1.1/statuses/update.json?include_entities=true&status="
                + SignatureBase.encoded(status));

    var header =
        signer.authorization(
            "POST",
            uri,
            keys,
            Map.of(),
            "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
            "1318622958");

    assertThat(header).contains("oauth_signature=\"hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D\"");
  }

  /** Source: RFC 5849, section 3.4.1.1; the form's fields stand in the address here. */
  @Test
  void sortsAndNormalisesAsTheStandardDoes() {
    var protocol = new TreeMap<String, String>();
    protocol.put("oauth_consumer_key", "9djdj82h48djs9d2");
    protocol.put("oauth_token", "kkk9d7dh3k39sjv7");
    protocol.put("oauth_signature_method", "HMAC-SHA1");
    protocol.put("oauth_timestamp", "137131201");
    protocol.put("oauth_nonce", "7d8f3e4a");

    var base =
        SignatureBase.of(
            "post",
            URI.create("HTTP://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2&a3=2%20q"),
            protocol);

    assertThat(base)
        .isEqualTo(
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q"
                + "%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_"
                + "key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m"
                + "ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk"
                + "9d7dh3k39sjv7");
  }

  @Test
  void noTwoHeadersShareANonceAndTheTimeIsTheClocks() {
    var keys = OAuth1Keys.ofApplication("key", Secret.of("secret"));
    var uri = URI.create("https://api.example.com/oauth/request_token");

    var one = signer.authorization("GET", uri, keys, Map.of("oauth_callback", "oob"));
    var other = signer.authorization("GET", uri, keys, Map.of("oauth_callback", "oob"));

    assertThat(one).isNotEqualTo(other).contains("oauth_timestamp=\"1318622958\"");
    assertThat(one).contains("oauth_callback=\"oob\"").doesNotContain("oauth_token=");
  }

  @Test
  void keysDoNotShow() {
    var keys =
        OAuth1Keys.ofApplication("key", Secret.of("secret")).with("token", Secret.of("hidden"));

    assertThat(keys.toString()).doesNotContain("token=", "key=");
  }
}
