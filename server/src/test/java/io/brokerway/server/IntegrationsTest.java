package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Surface 3 on a gateway that demands keys: users by the application's ids, and every error. */
final class IntegrationsTest {
  private static final String ROOT = "/brokerage_integrations/brokerages";
  private static final Api NOBODY = Api.at(TestGateways.serve().port());
  private static final Api APPLICATION = NOBODY.withKey(TestGateways.adminKey());

  private static Api.Reply connect(Api api, String userId) {
    return api.post(
        ROOT + "/connect/",
        "{\"user_id\": %s, \"brokerage_name\": \"Paper\", \"credentials\": {}}".formatted(userId));
  }

  private static String freshNumber() {
    return Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 1);
  }

  private static void isError(Api.Reply reply, int status, String error) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/json");
    assertThat(reply.json().path("success").booleanValue(true)).isFalse();
    assertThat(reply.field("error")).isEqualTo(error);
    assertThat(reply.field("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }

  @Test
  void aNumberAndTheSameTextAreOneUser() {
    var id = freshNumber();

    var first = connect(APPLICATION, id);
    var second = connect(APPLICATION, "\"" + id + "\"");

    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(second.status()).as(second.text()).isEqualTo(200);
    var accounts = APPLICATION.get(ROOT + "/user/" + id + "/accounts").json().path("accounts");
    assertThat(accounts.valueStream().map(one -> one.path("id").asString()))
        .containsExactlyInAnyOrder(first.field("account_id"), second.field("account_id"));
  }

  @Test
  void onlyConnectingMakesAUser() {
    var id = freshNumber();

    var before = APPLICATION.get(ROOT + "/user/" + id + "/accounts/");

    assertThat(before.status()).isEqualTo(200);
    assertThat(before.json().path("success").booleanValue()).isTrue();
    assertThat(before.json().path("accounts").isEmpty()).isTrue();
    assertThat(APPLICATION.with("Brokerway-User", id).get("/api/v1/accounts").status())
        .isEqualTo(404);
    connect(APPLICATION, id);
    assertThat(APPLICATION.with("Brokerway-User", id).get("/api/v1/accounts").status())
        .isEqualTo(200);
  }

  @Test
  void badParametersMakeNoUser() {
    var id = freshNumber();

    var unknown =
        APPLICATION.post(
            ROOT + "/connect/",
            "{\"user_id\": %s, \"brokerage_name\": \"lehman\", \"credentials\": {}}".formatted(id));
    var missing =
        APPLICATION.post(
            ROOT + "/connect/",
            "{\"user_id\": %s, \"brokerage_name\": \"alpaca\", \"credentials\": {\"pin\": \"1\"}}"
                .formatted(id));

    isError(unknown, 400, "Brokerage lehman is not supported");
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.field("error")).startsWith("credentials.pin ");
    assertThat(APPLICATION.with("Brokerway-User", id).get("/api/v1/accounts").status())
        .isEqualTo(404);
  }

  @Test
  void aBrokerageThatIsGoneSaysWhereItWent() {
    var reply =
        APPLICATION.post(
            ROOT + "/connect/",
            "{\"user_id\": 1, \"brokerage_name\": \"td_ameritrade\", \"credentials\": {}}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.field("error"))
        .startsWith("Brokerage td_ameritrade is not supported")
        .contains("charles_schwab");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | user_id is required; brokerage_name is required",
        "{\"user_id\": 1.5, \"brokerage_name\": \"paper\"} | user_id must be a text or a whole number",
        "{\"user_id\": \" 1\", \"brokerage_name\": \"paper\"} | user_id must not start or end with space",
        "[] | the body must be a JSON object",
      })
  void aWrongBodyNamesItsFields(String body, String error) {
    isError(APPLICATION.post(ROOT + "/connect/", body), 400, error);
  }

  @Test
  void errorsOfTheDoorHaveTheSameForm() {
    var path = ROOT + "/supported/";

    assertThat(NOBODY.get(path).status()).isEqualTo(401);
    isError(
        NOBODY.withKey("bw_nonsense").get(path), 401, "The key is unknown, expired or revoked.");
    isError(APPLICATION.get("/brokerage_integrations/nowhere"), 404, "The path was not found");
    assertThat(APPLICATION.delete(path).json().path("success").booleanValue(true)).isFalse();
    assertThat(APPLICATION.delete(path).status()).isEqualTo(405);
    isError(
        APPLICATION.with("Content-Type", "text/plain").post(ROOT + "/connect/", "x"),
        415,
        "Send Content-Type: application/json.");
  }

  @Test
  void anAccountThatIsNotThereIsNotFoundWhateverItsId() {
    for (var id : new String[] {UUID.randomUUID().toString(), "1", "x".repeat(36)}) {
      isError(APPLICATION.get(ROOT + "/accounts/" + id + "/portfolio/"), 404, "Account not found");
    }
  }

  @Test
  void syncsOnceAnHourUnlessForced() {
    var account = connect(APPLICATION, freshNumber()).field("account_id");
    var path = ROOT + "/accounts/" + account + "/sync/";

    var first = APPLICATION.post(path, "{\"force_sync\": false}");
    var second = APPLICATION.send("POST", path, null);
    var forced = APPLICATION.post(path, "{\"force_sync\": true}");

    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(first.field("message")).isEqualTo("Account synced successfully");
    isError(second, 429, "Account was synced on request within the last hour");
    assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(3500, 3600);
    assertThat(forced.status()).as(forced.text()).isEqualTo(200);
  }

  @Test
  void disconnectingCancelsWorkingOrdersFirstAndRemovesTheAccount() {
    var id = freshNumber();
    var account = connect(APPLICATION, id).field("account_id");
    APPLICATION.post(ROOT + "/accounts/" + account + "/sync/", "{}");
    var user = APPLICATION.with("Brokerway-User", id);
    var order =
        user.with("Prefer", "wait=10")
            .post(
                "/api/v1/broker/orders",
                ("{\"account_id\": \"%s\", \"symbol\": \"AAPL\", \"side\": \"buy\", \"order_type\":"
                        + " \"limit\", \"limit_price\": 1, \"quantity\": 1}")
                    .formatted(account));
    assertThat(order.field("status")).as(order.text()).isEqualTo("NEW");

    var gone = APPLICATION.delete(ROOT + "/accounts/" + account + "/disconnect/");

    assertThat(gone.status()).as(gone.text()).isEqualTo(200);
    assertThat(gone.field("message")).isEqualTo("Successfully disconnected paper account");
    isError(
        APPLICATION.get(ROOT + "/accounts/" + account + "/portfolio/"), 404, "Account not found");
    assertThat(user.get("/api/v1/broker/orders/" + order.field("id")).field("status"))
        .isEqualTo("CANCELED");
    assertThat(APPLICATION.get(ROOT + "/user/" + id + "/accounts/").json().path("accounts").size())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "start_date=2024-13-01, start_date must be a date like 2024-01-31",
    "end_date=%2B999999999-12-31, end_date must be a date like 2024-01-31",
    "start_date=2024-02-01&end_date=2024-01-01, end_date must not be before start_date",
    "page_token=x, page_token must be the next_page_token of the answer before",
  })
  void aWrongFilterIsNamed(String query, String error) {
    var account = connect(APPLICATION, freshNumber()).field("account_id");

    isError(APPLICATION.get(ROOT + "/accounts/" + account + "/transactions/?" + query), 400, error);
  }
}
