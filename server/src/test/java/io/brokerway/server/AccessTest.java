package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.server.Api.Reply;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, on a gateway that demands keys. */
final class AccessTest {
  private static final int PORT = TestGateways.serve().port();
  private static final Api NOBODY = Api.at(PORT);
  private static final Api ADMIN = NOBODY.withKey(TestGateways.adminKey());

  private static String ann = "";
  private static String bob = "";
  private static Api annsKey = NOBODY;
  private static Api readerKey = NOBODY;

  @BeforeAll
  static void makeUsersAndKeys() {
    ann = user("ann");
    bob = user("bob");
    annsKey = NOBODY.withKey(key(ann, "[\"READ\", \"TRADE\"]"));
    readerKey = NOBODY.withKey(key(null, "[\"READ\"]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/redoc", "/openapi.json", "/docs/assets/swagger-ui-bundle.js"})
  void theDocumentationIsOpen(String path) {
    assertThat(NOBODY.get(path).status()).isEqualTo(200);
  }

  @Test
  void healthShowsItsStateToAllAndItsPartsToOperators() {
    assertThat(NOBODY.get("/health").text()).isEqualTo("{\"status\":\"healthy\"}");
    assertThat(readerKey.get("/health").json().has("database")).isFalse();
    assertThat(ADMIN.get("/health").json().has("database")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/metrics",
    "GET,/queue/status",
    "GET,/user/",
    "GET,/api/v1/orders",
    "POST,/order",
    "POST,/api/v1/orders",
    "DELETE,/order/0198c9a4-0000-7000-8000-000000000001",
  })
  void allElseNeedsAKey(String method, String path) {
    var reply = NOBODY.send(method, path, method.equals("POST") ? "nonsense" : null);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.code()).isEqualTo("NOT_AUTHENTICATED");
    assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bw_nonsense", "x", ""})
  void aWrongKeyIsRefusedOnOpenRoutesToo(String key) {
    assertThat(NOBODY.withKey(key).get("/health").status()).isEqualTo(401);
  }

  @Test
  void takesTheKeyAsABearerTokenToo() {
    var reply = NOBODY.with("Authorization", "Bearer " + TestGateways.adminKey()).get("/user/");

    assertThat(reply.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer nonsense"})
  void refusesAnyOtherAuthorization(String header) {
    assertThat(NOBODY.with("Authorization", header).get("/health").status()).isEqualTo(401);
  }

  @Test
  void aKeyInTheAddressIsRefused() {
    var named = NOBODY.get("/user/?api_key=secret");
    var seen = ADMIN.get("/user/?limit=1&x=" + TestGateways.adminKey());

    assertThat(named.code()).isEqualTo("KEY_IN_WRONG_PLACE");
    assertThat(seen.code()).isEqualTo("KEY_IN_WRONG_PLACE");
  }

  @Test
  void aReadersKeyReadsAndNoMore() {
    assertThat(readerKey.get("/queue/status").status()).isEqualTo(200);
    assertForbidden(readerKey.fresh().post("/api/v1/orders", "{}"));
    assertForbidden(readerKey.post("/user/", "{}"));
    assertForbidden(readerKey.post("/api/v1/api-keys", "{}"));
  }

  @Test
  void aUsersKeyIsNoAdmin() {
    assertForbidden(annsKey.post("/user/", "{}"));
    assertForbidden(annsKey.get("/user/"));
    assertForbidden(annsKey.get("/api/v1/api-keys"));
  }

  @Test
  void aUsersKeySeesItsOwnUserAlone() {
    var own = annsKey.get("/user/" + ann);
    var others = annsKey.get("/user/" + bob);
    var nobodys = annsKey.get("/user/user_nobody");

    assertThat(own.status()).isEqualTo(200);
    assertThat(others.status()).isEqualTo(404);
    assertThat(others.text()).isEqualTo(nobodys.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders/user/%s", "/api/v1/users/%s"})
  void anotherUserAnswersAsOneThatDoesNotExist(String path) {
    var others = annsKey.get(path.formatted(bob));
    var nobodys = annsKey.get(path.formatted("user_nobody"));

    assertThat(others.status()).isEqualTo(404);
    assertThat(others.text()).isEqualTo(nobodys.text());
  }

  @Test
  void aUsersKeyCannotNameAnotherInABody() {
    var order =
        "{\"user_id\":\"%s\",\"symbol\":\"AAPL\",\"side\":\"BUY\",\"order_type\":\"MARKET\","
            + "\"quantity\":1}";

    var others = annsKey.post("/order", order.formatted(bob));
    var nobodys = annsKey.post("/order", order.formatted("user_nobody"));

    assertThat(others.status()).isEqualTo(404);
    assertThat(others.text()).isEqualTo(nobodys.text());
  }

  @Test
  void aUsersKeyCannotNameAnotherInTheHeader() {
    assertThat(annsKey.with("Brokerway-User", ann).get("/api/v1/accounts").status()).isEqualTo(200);
    assertThat(annsKey.with("Brokerway-User", bob).get("/api/v1/accounts").status()).isEqualTo(404);
  }

  @Test
  void anApplicationNamesItsUserByItsOwnId() {
    var created =
        ADMIN.post("/api/v1/users", "{\"username\": \"carla\", \"externalId\": \"app-77\"}");

    var mine = ADMIN.with("Brokerway-User", "app-77").get("/api/v1/accounts");
    var unknown = ADMIN.with("Brokerway-User", "app-78").get("/api/v1/accounts");

    assertThat(created.status()).isEqualTo(201);
    assertThat(mine.json().path("items").size()).isZero();
    assertThat(unknown.status()).isEqualTo(404);
  }

  @Test
  void anApplicationWithoutAHeaderActsForItsDefaultUser() {
    assertThat(ADMIN.get("/api/v1/accounts").status()).isEqualTo(200);
  }

  @Test
  void aRevokedKeyIsDeadAtOnce() {
    var made =
        ADMIN.post("/api/v1/api-keys", "{\"name\": \"short-lived\", \"scopes\": [\"READ\"]}");
    var key = NOBODY.withKey(made.field("key"));
    var before = key.get("/queue/status").status();

    var revoked = ADMIN.delete("/api/v1/api-keys/" + made.field("id"));

    assertThat(before).isEqualTo(200);
    assertThat(revoked.json().path("revokedAt").isNull()).isFalse();
    assertThat(revoked.json().path("key").isNull()).isTrue();
    assertThat(key.get("/queue/status").status()).isEqualTo(401);
  }

  @Test
  void aKeysTextIsShownOnce() {
    var listed = ADMIN.get("/api/v1/api-keys");

    assertThat(listed.json().path("items").size()).isPositive();
    assertThat(listed.text()).doesNotContain("bw_");
  }

  @Test
  void everyAnswerHasARequestIdAndTheHeadersOfSafeAnswers() {
    var own = NOBODY.with("X-Request-Id", "mine-1").get("/health");
    var made = NOBODY.with("X-Request-Id", "bad id\"").get("/nothing");

    assertThat(own.header("X-Request-Id")).isEqualTo("mine-1");
    assertThat(made.header("X-Request-Id")).isNotEmpty().doesNotContain(" ");
    assertThat(made.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(made.header("Server")).isEmpty();
  }

  private static void assertForbidden(Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("NOT_PERMITTED");
  }

  private static String user(String name) {
    var reply =
        ADMIN.post(
            "/api/v1/users",
            "{\"username\": \"%s\", \"externalId\": \"%s\"}".formatted(name, UUID.randomUUID()));
    assertThat(reply.status()).isEqualTo(201);
    return reply.field("id");
  }

  private static String key(@org.jspecify.annotations.Nullable String user, String scopes) {
    var owner = user == null ? "" : ", \"userId\": \"" + user + "\"";
    var reply =
        ADMIN.post(
            "/api/v1/api-keys", "{\"name\": \"test\", \"scopes\": %s%s}".formatted(scopes, owner));
    assertThat(reply.status()).isEqualTo(201);
    return reply.field("key");
  }
}
