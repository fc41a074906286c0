package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.Json;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

final class FaultsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String ORDERS = "/paper/v2/orders";

  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void acceptedButNeverAnswered() {
    scene.alpaca.spoil(after(new Answer.Silence()));

    assertThatThrownBy(() -> scene.paper.sendRaw("POST", "/v2/orders", order("a"), SHORT))
        .isInstanceOf(HttpTimeoutException.class);

    assertThat(scene.alpaca.accepted("a")).isEqualTo(1);
    assertThat(found("a")).isEqualTo(200);
  }

  @Test
  void neitherAcceptedNorAnswered() {
    scene.alpaca.spoil(without(new Answer.Silence()));

    assertThatThrownBy(() -> scene.paper.sendRaw("POST", "/v2/orders", order("a"), SHORT))
        .isInstanceOf(HttpTimeoutException.class);

    assertThat(scene.alpaca.accepted("a")).isZero();
    assertThat(found("a")).isEqualTo(404);
  }

  @Test
  void resetAfterAccepting() {
    scene.alpaca.spoil(after(new Answer.Reset()));

    assertThatThrownBy(() -> post("a")).isInstanceOf(IOException.class);

    assertThat(scene.alpaca.accepted("a")).isEqualTo(1);
  }

  @Test
  void bodyIsCutInTheMiddle() {
    scene.alpaca.spoil(after(new Answer.CutBody(20)));

    assertThatThrownBy(() -> post("a")).isInstanceOf(IOException.class);

    assertThat(scene.alpaca.accepted("a")).isEqualTo(1);
  }

  @Test
  void gatewayErrorAfterAndBeforeAccepting() throws IOException {
    scene.alpaca.spoil(after(new Answer.Status(502, "text/html", "<html>")));
    scene.alpaca.spoil(without(new Answer.Status(500, "application/json", "{}")));

    var first = post("a");
    var second = post("b");

    assertThat(first.statusCode()).isEqualTo(502);
    assertThat(second.statusCode()).isEqualTo(500);
    assertThat(scene.alpaca.accepted("a")).isEqualTo(1);
    assertThat(scene.alpaca.accepted("b")).isZero();
  }

  @Test
  void rateLimitBeforeAndAfterAccepting() throws IOException {
    scene.alpaca.spoil(without(new Answer.RateLimit()));
    scene.alpaca.spoil(after(new Answer.RateLimit()));

    var first = post("a");
    var second = post("b");

    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(scene.alpaca.accepted("a")).isZero();
    assertThat(scene.alpaca.accepted("b")).isEqualTo(1);
  }

  @Test
  void orderIsAnsweredAndLost() throws IOException {
    scene.alpaca.spoil(without(new Answer.AsIs()));

    var reply = post("a");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(Json.read(reply.body()).path("status").asString()).isEqualTo("pending_new");
    assertThat(scene.alpaca.accepted("a")).isZero();
    assertThat(found("a")).isEqualTo(404);
  }

  @Test
  void nonsenseInstead() throws IOException {
    scene.alpaca.spoil(after(new Answer.Body("text/html", "<html>")));
    scene.alpaca.spoil(after(new Answer.Body("application/json", "")));
    scene.alpaca.spoil(after(new Answer.Truncated()));
    scene.alpaca.spoil(after(new Answer.SetField("status", StringNode.valueOf("mystery"))));
    scene.alpaca.spoil(after(new Answer.DropField("id")));
    scene.alpaca.spoil(after(new Answer.DeepBody(10_000)));

    assertThat(post("a").body()).isEqualTo("<html>");
    assertThat(post("b").body()).isEmpty();
    assertThat(post("c").body()).startsWith("{\"id\"").doesNotEndWith("}");
    assertThat(Json.read(post("d").body()).path("status").asString()).isEqualTo("mystery");
    assertThat(Json.read(post("e").body()).has("id")).isFalse();
    assertThat(post("f").body()).hasSize(20_000);
    assertThat(scene.alpaca.ledger()).hasSize(6);
  }

  @Test
  void fieldOfABodyThatIsNoJsonChangesNothing() throws IOException {
    scene.paper.place(order("a"));
    var id = scene.paper.get("/v2/orders").json().path(0).path("id").asString();
    var path = "/paper/v2/orders/" + id;
    var set = new Answer.SetField("status", StringNode.valueOf("mystery"));
    scene.alpaca.spoil(Fault.withoutAccepting("alpaca", "DELETE", path, set));
    scene.alpaca.spoil(Fault.afterAccepting("alpaca", "DELETE", path, new Answer.DropField("id")));

    var kept = scene.paper.sendRaw("DELETE", "/v2/orders/" + id, "", Caller.PATIENCE);
    var canceled = scene.paper.sendRaw("DELETE", "/v2/orders/" + id, "", Caller.PATIENCE);

    assertThat(kept.statusCode()).isEqualTo(204);
    assertThat(kept.body()).isEmpty();
    assertThat(canceled.statusCode()).isEqualTo(204);
    assertThat(scene.paper.get("/v2/orders/" + id).text("status")).isEqualTo("canceled");
  }

  @Test
  void hugeBodyIsWrittenWhole() throws IOException {
    scene.alpaca.spoil(
        Fault.afterAccepting("alpaca", "GET", "/paper/v2/orders", new Answer.HugeBody(5_000_000)));

    var reply = scene.paper.sendRaw("GET", "/v2/orders", "", Caller.PATIENCE);

    assertThat(reply.body()).hasSize(5_000_000).startsWith("[").endsWith("]");
  }

  @Test
  void redirectLeadsElsewhere() throws IOException {
    scene.alpaca.spoil(after(new Answer.Redirect("http://elsewhere.example/")));

    var reply = post("a");

    assertThat(reply.statusCode()).isEqualTo(307);
    assertThat(reply.headers().firstValue("Location")).contains("http://elsewhere.example/");
  }

  @Test
  void orderIsHiddenFromLookUpsForAWhile() {
    scene.control().post("/alpaca/hidden", "{\"orders\":1,\"for\":\"PT20S\"}");
    scene.paper.place(order("a"));

    var hidden = found("a");
    var listed = scene.paper.get("/v2/orders?status=all").json();
    scene.alpaca.clock().advance(Duration.ofSeconds(20));

    assertThat(hidden).isEqualTo(404);
    assertThat(listed).isEmpty();
    assertThat(found("a")).isEqualTo(200);
  }

  @Test
  void faultsAreScriptedOverHttp() {
    var control = scene.control();
    var added =
        control.post(
            "/faults",
            """
            {"broker":"alpaca","method":"GET","path":"/paper/v2/account","times":2,
             "answer":"status","status":503,"body":"down","contentType":"text/plain"}\
            """);

    var first = scene.paper.get("/v2/account").status();
    var waiting = control.get("/faults").json();
    var second = scene.paper.get("/v2/account").status();
    var third = scene.paper.get("/v2/account").status();

    assertThat(added.status()).isEqualTo(201);
    assertThat(waiting.path(0).path("left").intValue()).isEqualTo(1);
    assertThat(first).isEqualTo(503);
    assertThat(second).isEqualTo(503);
    assertThat(third).isEqualTo(200);
    assertThat(control.post("/faults", "{\"broker\":\"alpaca\"}").status()).isEqualTo(400);
  }

  @Test
  void delayedAnswerComesLate() throws IOException {
    scene.alpaca.spoil(
        after(new Answer.AsIs()).delayed(Duration.ofMillis(50), Duration.ofMillis(50)));
    var start = System.nanoTime();

    var reply = post("a");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void anotherRobotPlacesAndCancelsOnTheSameAccount() {
    var keyId = DemoLogins.PAPER.keys().keyId();
    var placed =
        scene
            .control()
            .post(
                "/alpaca/orders", "{\"key_id\":\"%s\",\"order\":%s}".formatted(keyId, order("x")));

    var listed = scene.paper.get("/v2/orders").json();
    var canceled =
        scene
            .control()
            .post(
                "/alpaca/cancels",
                "{\"key_id\":\"%s\",\"order_id\":\"%s\"}".formatted(keyId, placed.text("id")));

    assertThat(placed.status()).isEqualTo(201);
    assertThat(listed.path(0).path("client_order_id").asString()).isEqualTo("x");
    assertThat(canceled.status()).isEqualTo(204);
    assertThat(scene.control().get("/alpaca/ledger").json().path(0).path("origin").asString())
        .isEqualTo("external");
  }

  private java.net.http.HttpResponse<String> post(String id) throws IOException {
    return scene.paper.sendRaw("POST", "/v2/orders", order(id), Caller.PATIENCE);
  }

  private int found(String id) {
    return scene.paper.get("/v2/orders:by_client_order_id?client_order_id=" + id).status();
  }

  private String order(String id) {
    return """
    {"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"%s",
     "time_in_force":"gtc","client_order_id":"%s"}\
    """
        .formatted(scene.restingBuy("AAPL"), id);
  }

  private static Fault after(Answer answer) {
    return Fault.afterAccepting("alpaca", "POST", ORDERS, answer);
  }

  private static Fault without(Answer answer) {
    return Fault.withoutAccepting("alpaca", "POST", ORDERS, answer);
  }
}
