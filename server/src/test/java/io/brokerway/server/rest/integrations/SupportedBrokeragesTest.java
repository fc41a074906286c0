package io.brokerway.server.rest.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.engine.connections.Brokers;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SupportedBrokeragesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");
  private static final BrokerProfile ANY =
      Brokers.onClassPath().stream().map(BrokerFactory::profile).findFirst().orElseThrow();

  private static LoginOption login(LoginKind kind, CredentialField... fields) {
    return new LoginOption(
        kind.name(),
        kind,
        "",
        Set.of(Environment.LIVE),
        List.of(fields),
        null,
        LoginLife.Renewal.NONE,
        true,
        false);
  }

  private static BrokerProfile broker(String id, LoginOption... logins) {
    return new BrokerProfile(
        new BrokerId(id),
        id,
        URI.create("https://docs.test/" + id),
        List.of(logins),
        ANY.capabilities(),
        List.of());
  }

  @Test
  void theDocumentedOnesComeFirstInTheirOrderThenTheOthersByName() {
    var none = login(LoginKind.NONE);
    var all =
        Stream.of("zerodha", "coinbase", "alpaca", "webull", "etoro", "robinhood", "paper")
            .map(id -> broker(id, none))
            .toList();

    var answer = SupportedBrokerages.of(all, NOW);

    assertThat(answer.brokerages())
        .containsExactly("webull", "robinhood", "etoro", "coinbase", "alpaca", "paper", "zerodha");
    assertThat(answer.configurations().keySet()).containsExactlyElementsOf(answer.brokerages());
  }

  @Test
  void onlyWhatEveryLoginNeedsIsRequired() {
    var key = CredentialField.text("api_key", "Key", "");
    var secret = CredentialField.secret("api_secret", "Secret", "");
    var pair = login(LoginKind.API_KEY_PAIR, key, secret, key.optional());
    var page = login(LoginKind.OAUTH2_CODE);

    var one = SupportedBrokerages.of(List.of(broker("webull", pair)), NOW);
    var two = SupportedBrokerages.of(List.of(broker("webull", page, pair)), NOW);

    assertThat(one.configurations().get("webull"))
        .satisfies(webull -> {
          assertThat(webull.requiredFields()).containsExactly("api_key", "api_secret");
          assertThat(webull.optionalFields()).containsExactly("account_id");
          assertThat(webull.authMethod()).isEqualTo("api_key");
        });
    assertThat(two.configurations().get("webull"))
        .satisfies(webull -> {
          assertThat(webull.requiredFields()).isEmpty();
          assertThat(webull.optionalFields())
              .containsExactly("api_key", "api_secret", "account_id");
          assertThat(webull.authMethod()).isEqualTo("oauth2");
          assertThat(webull.logins()).hasSize(2);
        });
  }
}
