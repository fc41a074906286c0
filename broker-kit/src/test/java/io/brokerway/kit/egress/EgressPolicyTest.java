package io.brokerway.kit.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerSettings;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressPolicyTest {
  private static final EgressPolicy DECLARED =
      EgressPolicy.NOWHERE.withDeclared(URI.create("https://api.example.com/v2"));

  @Test
  void allowsTheDeclaredHostUnderTls() {
    assertThatCode(() -> DECLARED.check(URI.create("https://api.example.com/v2/orders?x=1")))
        .doesNotThrowAnyException();
    assertThatCode(() -> DECLARED.check(URI.create("wss://API.example.com:443/stream")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.com/",
        "http://api.example.com:443/",
        "https://api.example.com:8443/",
        "https://api.example.com.evil.com/",
        "https://evil.com/api.example.com",
        "https://api.example.com@evil.com/",
        "https://user:pw@api.example.com/",
        "https://api.example.com/#fragment",
        "https://127.0.0.1/",
        "https://2130706433/",
        "/v2/orders",
        "https:///v2"
      })
  void refusesEverythingElse(String uri) {
    assertThatThrownBy(() -> DECLARED.check(URI.create(uri))).isInstanceOf(EgressRefused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://api.example.com/", "gopher://x/"})
  void refusesOtherSchemes(String uri) {
    assertThatThrownBy(() -> DECLARED.check(URI.create(uri))).isInstanceOf(EgressRefused.class);
  }

  @Test
  void aDeclaredHostMustBePublicAndAConfiguredOneNeedNot() {
    var declared = EgressPolicy.NOWHERE.withDeclared(URI.create("https://localhost"));
    var configured = EgressPolicy.NOWHERE.withConfigured(URI.create("https://localhost"));

    assertThatThrownBy(() -> declared.resolve("localhost", 443)).isInstanceOf(EgressRefused.class);
    assertThatCode(() -> assertThat(configured.resolve("localhost", 443)).isNotEmpty())
        .doesNotThrowAnyException();
  }

  @Test
  void withoutTlsOnlyLoopbackIsAllowed() throws Exception {
    var policy =
        EgressPolicy.NOWHERE
            .withConfigured(URI.create("http://127.0.0.1:8080"))
            .withConfigured(URI.create("http://192.168.0.1:8080"));

    assertThat(policy.resolve("127.0.0.1", 8080)).hasSize(1);
    assertThatThrownBy(() -> policy.resolve("192.168.0.1", 8080)).isInstanceOf(EgressRefused.class);
    assertThatThrownBy(() -> EgressPolicy.NOWHERE.withDeclared(URI.create("http://a.example.com")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBaseIsTheOperatorsOnlyIfItIsSet() throws Exception {
    var settings = new BrokerSettings(Map.of("base-url", "http://127.0.0.1:9"));

    var set = EgressPolicy.NOWHERE.withBase(settings, "base-url", "https://api.example.com");
    var unset = EgressPolicy.NOWHERE.withBase(settings, "data-url", "https://127.0.0.1");

    assertThat(set.resolve("127.0.0.1", 9)).hasSize(1);
    assertThatThrownBy(() -> unset.resolve("127.0.0.1", 443)).isInstanceOf(EgressRefused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void addressesThatAreNotPublic(String address) throws Exception {
    assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "128.0.0.1",
        "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.1.1", "192.169.0.1", "198.17.0.1",
        "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "2001:4860::8888"
      })
  void publicAddresses(String address) throws Exception {
    assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void aPinIsASha256() {
    assertThatThrownBy(() -> EgressPolicy.NOWHERE.withPinned("127.0.0.1", 5000, "abcd"))
        .isInstanceOf(IllegalArgumentException.class);

    var pinned = EgressPolicy.NOWHERE.withPinned("127.0.0.1", 5000, "AB:".repeat(31) + "AB");

    assertThat(pinned.pin("127.0.0.1", 5000)).contains("ab".repeat(32));
    assertThat(pinned.pin("127.0.0.1", 5001)).isEmpty();
  }
}
