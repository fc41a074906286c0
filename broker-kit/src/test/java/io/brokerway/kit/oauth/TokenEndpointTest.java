package io.brokerway.kit.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.TestContext;
import io.brokerway.kit.egress.EgressPolicy;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpPolicy;
import io.brokerway.kit.http.ScriptedServer;
import io.brokerway.kit.oauth.TokenEndpoint.ClientProof;
import io.brokerway.kit.pacing.Pacing;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenEndpointTest {
  private static final OAuthApplication APPLICATION =
      new OAuthApplication(
          Secret.of("app-1"),
          Secret.of("canary-of-the-app"),
          URI.create("https://gateway.example/callback"));
  private static final BearerTokens LOGIN =
      new BearerTokens(
          Secret.of("old-access-token"),
          Secret.of("old-refresh-token"),
          APPLICATION.clientId(),
          APPLICATION.clientSecret());

  private final TestContext context = new TestContext();

  private TokenEndpoint endpoint(ScriptedServer server, ClientProof proof) {
    var address = server.uri("/token");
    var http =
        BrokerHttp.open(
            new BrokerId("acme"),
            HttpPolicy.DEFAULT,
            EgressPolicy.NOWHERE.withConfigured(address),
            Pacing.of(List.of()),
            context);
    return new TokenEndpoint(http, "Acme", address, proof, Duration.ofSeconds(5));
  }

  private static String granted(String more) {
    return ScriptedServer.reply(
        "200 OK",
        "{\"access_token\":\"new-access-token\",\"token_type\":\"Bearer\"%s}".formatted(more));
  }

  @Test
  void aCodeIsTradedInWithTheProofsThatTheBrokerWants() throws IOException {
    try (var server = ScriptedServer.answering(granted(",\"expires_in\":1800"))) {
      var pkce = new Pkce(Secret.of("the-verifier"));

      var tokens = endpoint(server, ClientProof.FORM).redeem("one@time", APPLICATION, pkce);

      assertThat(tokens.accessToken().reveal()).isEqualTo("new-access-token");
      assertThat(tokens.refreshToken()).isNull();
      assertThat(tokens.lifetime()).isEqualTo(Duration.ofMinutes(30));
      assertThat(server.requests().getFirst())
          .contains(
              "grant_type=authorization_code",
              "code=one%40time",
              "code_verifier=the-verifier",
              "client_id=app-1",
              "client_secret=canary-of-the-app")
          .doesNotContain("Authorization");
      assertThat(context.records().toString() + tokens)
          .doesNotContain("canary", "new-access-token", "one@time");
    }
  }

  @Test
  void basicProofStandsInTheHeaderAlone() throws IOException {
    try (var server = ScriptedServer.answering(granted(""))) {
      endpoint(server, ClientProof.BASIC).redeem("c", APPLICATION, null);

      assertThat(server.requests().getFirst())
          .contains("Authorization: Basic YXBwLTE6Y2FuYXJ5LW9mLXRoZS1hcHA=")
          .doesNotContain("client_secret", "code_verifier");
    }
  }

  @Test
  void aRenewalKeepsTheOldRefreshTokenUnlessThereIsANewOne() throws IOException {
    try (var same = ScriptedServer.answering(granted(""));
        var other = ScriptedServer.answering(granted(",\"refresh_token\":\"new-refresh-token\""))) {
      var kept = LOGIN.renewed(endpoint(same, ClientProof.BASIC).renew(LOGIN));
      var rotated = LOGIN.renewed(endpoint(other, ClientProof.BASIC).renew(LOGIN));

      assertThat(kept.refreshToken().reveal()).isEqualTo("old-refresh-token");
      assertThat(kept.accessToken().reveal()).isEqualTo("new-access-token");
      assertThat(rotated.refreshToken().reveal()).isEqualTo("new-refresh-token");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, LoginNeeded",
    "400, unsupported_token_type, LoginNeeded",
    "401, invalid_client, NotPermitted",
    "400, '', UnexpectedReply",
    "403, '', UnexpectedReply",
    "429, '', RateLimited",
    "503, '', Unavailable",
  })
  void onlyOAuthsOwnWordEndsALogin(int status, String error, String exception) throws IOException {
    var body = error.isEmpty() ? "<html>oops</html>" : "{\"error\":\"%s\"}".formatted(error);
    try (var server = ScriptedServer.answering(ScriptedServer.reply(status + " x", body))) {
      assertThatThrownBy(() -> endpoint(server, ClientProof.BASIC).renew(LOGIN))
          .isInstanceOf(BrokerException.class)
          .extracting(e -> e.getClass().getSimpleName())
          .isEqualTo(exception);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, LoginRefused",
    "400, '', LoginRefused",
    "401, invalid_client, NotPermitted",
    "500, '', Unavailable",
    "302, '', UnexpectedReply",
  })
  void aCodeThatIsNotTakenIsRefused(int status, String error, String exception) throws IOException {
    var body = error.isEmpty() ? "" : "{\"error\":\"%s\"}".formatted(error);
    try (var server = ScriptedServer.answering(ScriptedServer.reply(status + " x", body))) {
      assertThatThrownBy(() -> endpoint(server, ClientProof.FORM).redeem("c", APPLICATION, null))
          .extracting(e -> e.getClass().getSimpleName())
          .isEqualTo(exception);
    }
  }

  @Test
  void aTokenThatCannotStandInAHeaderIsNone() throws IOException {
    var body = "{\"access_token\":\"two words\"}";
    try (var server = ScriptedServer.answering(ScriptedServer.reply("200 OK", body))) {
      assertThatThrownBy(() -> endpoint(server, ClientProof.FORM).redeem("c", APPLICATION, null))
          .isInstanceOf(BrokerException.UnexpectedReply.class)
          .hasMessageNotContaining("two words");
    }
  }
}
