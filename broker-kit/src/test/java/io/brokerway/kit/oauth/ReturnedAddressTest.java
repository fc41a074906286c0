package io.brokerway.kit.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.LoginRefused;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReturnedAddressTest {
  private static final URI PAGE = URI.create("https://gateway.example/callback");

  private static String code(String query) {
    return ReturnedAddress.code(URI.create(PAGE + query), PAGE, "mine", "Acme");
  }

  @Test
  void theCodeIsDecodedAndOtherParametersArePassedOver() {
    assertThat(code("?code=C0.b2F1dGg%40&session=1-2&state=mine")).isEqualTo("C0.b2F1dGg@");
  }

  @ParameterizedTest
  @CsvSource({
    "?code=c&state=another, another login",
    "?code=c, another login",
    "?code=c&state=mine&state=mine, another login",
    "?state=mine, no code",
    "?code=a&code=b&state=mine, no code",
    "?error=access_denied&state=mine, did not allow",
    "?error=server_error&state=mine, Acme ended",
  })
  void whatIsNotTheAnswerToThisVeryLoginIsRefused(String query, String why) {
    assertThatThrownBy(() -> code(query))
        .isInstanceOf(LoginRefused.class)
        .hasMessageContaining(why);
  }

  @Test
  void anotherPageIsRefused() {
    var elsewhere = URI.create("https://gateway.example.evil/callback?code=c&state=mine");

    assertThatThrownBy(() -> ReturnedAddress.code(elsewhere, PAGE, "mine", "Acme"))
        .isInstanceOf(LoginRefused.class)
        .hasMessageContaining("not the address that Acme");
  }
}
