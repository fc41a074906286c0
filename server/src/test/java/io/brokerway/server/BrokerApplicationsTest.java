package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.engine.identity.NewApiKey;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.storage.TenantId;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** A tenant's own application at a broker, over HTTP. */
final class BrokerApplicationsTest {
  private static final String PATH = "/api/v1/broker-applications";
  private static final String OWN =
      "{\"clientId\": \"own-client-id\", \"clientSecret\": \"canary-of-the-own-secret\"}";

  private static Api application(String tenant) {
    var gateway = TestGateways.serve();
    var identity = gateway.engine().identity();
    var id = new TenantId(tenant);
    identity.ensureTenant(id, tenant);
    var key = new NewApiKey(null, EnumSet.allOf(Scope.class), "test", null);
    try (var text = identity.issueKey(id, key, "test").text()) {
      return Api.at(gateway.port()).withKey(text.reveal());
    }
  }

  private static String source(Api api, String broker) {
    return api.get(PATH + "/" + broker).field("source");
  }

  @Test
  void aTenantSetsItsOwnApplicationAndTakesItBack() {
    var own = application("with-own");
    var other = application("without-own");
    assertThat(source(own, "alpaca")).isEqualTo("NONE");

    var set = own.put(PATH + "/alpaca", OWN);

    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(set.field("source")).isEqualTo("TENANT");
    assertThat(source(own, "alpaca")).isEqualTo("TENANT");
    assertThat(source(other, "alpaca")).isEqualTo("NONE");
    assertThat(own.put(PATH + "/alpaca", OWN).status()).isEqualTo(200);

    var removed = own.delete(PATH + "/alpaca");

    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.field("source")).isEqualTo("NONE");
    assertThat(own.delete(PATH + "/alpaca").status()).isEqualTo(404);
  }

  @Test
  void theListHasTheBrokersThatKnowApplicationsAndNoSecret() {
    var own = application("listing");
    own.put(PATH + "/alpaca", OWN);

    var list = own.get(PATH);

    assertThat(list.text())
        .contains("\"alpaca\"", "\"TENANT\"")
        .doesNotContain("\"paper\"", "canary", "own-client-id");
    assertThat(own.get(PATH + "/alpaca").text()).doesNotContain("canary", "own-client-id");
  }

  @Test
  void theActsStandInTheLogWithoutTheSecret() {
    var own = application("logged");
    own.put(PATH + "/alpaca", OWN);
    own.delete(PATH + "/alpaca");

    var log =
        TestGateways.serve()
            .engine()
            .database()
            .readSystem(tx ->
                tx.query(
                    "SELECT type || ' ' || actor || ' ' || payload AS line FROM log"
                        + " WHERE tenant_id = ? ORDER BY position",
                    row -> row.getString("line"),
                    new TenantId("logged")));

    assertThat(log)
        .anyMatch(line -> line.startsWith("broker_application.set key:"))
        .anyMatch(line -> line.startsWith("broker_application.removed key:"))
        .noneMatch(line -> line.contains("canary") || line.contains("own-client-id"));
  }

  @Test
  void badInputIsNamedWithoutTheSecretAndNothingIsStored() {
    var own = application("wrong");

    assertThat(own.put(PATH + "/alpaca", "{\"clientId\": \"x\"}").wrongFields())
        .contains("clientSecret");
    var lines = "{\"clientId\": \"x\", \"clientSecret\": \"canary\\nof two lines\"}";
    var refused = own.put(PATH + "/alpaca", lines);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.wrongFields()).containsExactly("clientSecret");
    assertThat(refused.text()).doesNotContain("canary");
    assertThat(own.put(PATH + "/paper", OWN).wrongFields()).containsExactly("brokerId");
    assertThat(own.put(PATH + "/nobody", OWN).status()).isEqualTo(404);
    assertThat(own.get(PATH + "/td_ameritrade").text()).contains("charles_schwab");
    assertThat(source(own, "alpaca")).isEqualTo("NONE");
  }
}
