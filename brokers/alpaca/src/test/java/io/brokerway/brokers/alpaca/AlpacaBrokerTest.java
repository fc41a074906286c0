package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.ScriptedAlpaca.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.NotFound;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlpacaBrokerTest {
  private static final String ORDERS = "/v2/orders";
  private static final String BY_CLIENT_ID = "/v2/orders:by_client_order_id";
  private static final String ID = "1f7c2a10-6a1e-4f0b-9b66-6f0d1b9e4c21";
  private static final String ORDER = "/v2/orders/" + ID;
  private static final NewOrder BUY =
      NewOrder.simple(
          Connected.ACCOUNT,
          "gw-01J8Z-1",
          Instrument.Equity.us("AAPL"),
          Side.BUY,
          OrderQuantity.units("10"),
          OrderTerms.limit("240.10", TimeInForce.DAY));

  private final ScriptedAlpaca alpaca = ScriptedAlpaca.start();

  @AfterEach
  void stop() {
    alpaca.close();
  }

  // ---- place ----

  @Test
  void aPlacedOrderIsAcceptedWithItsReport() {
    alpaca.on("POST", ORDERS, json(200, WireFile.text("http_post_order.json")));

    var outcome = place(BUY);

    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    assertThat(((CommandOutcome.Accepted) outcome).brokerOrderId()).isEqualTo(ID);
    var request = alpaca.requests().getFirst();
    assertThat(request.headers())
        .containsEntry("apca-api-key-id", Connected.KEY)
        .containsEntry("apca-api-secret-key", Connected.SECRET);
    assertThat(request.body()).contains("\"client_order_id\":\"gw-01J8Z-1\"");
  }

  static Stream<Arguments> unclearAnswers() {
    return Stream.of(
        Arguments.of("nothing", ScriptedAlpaca.reset()),
        Arguments.of("silence", ScriptedAlpaca.silence()),
        Arguments.of("500", json(500, "{\"code\":50010000,\"message\":\"internal\"}")),
        Arguments.of("502 HTML", ScriptedAlpaca.html(502, "<html>bad gateway</html>")),
        Arguments.of("503", ScriptedAlpaca.empty(503)),
        Arguments.of("504", ScriptedAlpaca.empty(504)),
        Arguments.of("307", json(307, "{}", "Location: http://localhost:1/v2/orders")),
        Arguments.of("200 HTML", ScriptedAlpaca.html(200, "<html>ok</html>")),
        Arguments.of("200 empty", ScriptedAlpaca.empty(200)),
        Arguments.of("200 null", json(200, "null")),
        Arguments.of("200 list", json(200, "[]")),
        Arguments.of(
            "200 cut JSON", json(200, WireFile.text("http_post_order.json").substring(0, 300))),
        Arguments.of(
            "cut connection", ScriptedAlpaca.cutShort(WireFile.text("http_post_order.json"))),
        Arguments.of("unknown state", json(200, changed("\"status\":\"teleported\""))),
        Arguments.of("unknown side", json(200, changed("\"side\":\"hold\""))),
        Arguments.of("unknown type", json(200, changed("\"type\":\"pegged\""))),
        Arguments.of("no id", json(200, changed("\"id\":null"))),
        Arguments.of("wrong type", json(200, changed("\"qty\":{\"a\":1}"))),
        Arguments.of("another order", json(200, changed("\"client_order_id\":\"another\""))),
        Arguments.of("another symbol", json(200, changed("\"symbol\":\"MSFT\""))),
        Arguments.of("201", json(201, WireFile.text("http_post_order.json"))),
        Arguments.of("429 of a gateway", json(429, "{\"message\":\"slow down\"}")),
        Arguments.of("unknown code", json(403, "{\"code\":40399999,\"message\":\"no\"}")),
        Arguments.of("50 MB", ScriptedAlpaca.huge(50 << 20)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unclearAnswers")
  void anUnclearAnswerLeavesTheOutcomeUnknownAndIsNotRetried(
      String name, ScriptedAlpaca.Reply reply) {
    alpaca.on("POST", ORDERS, reply);

    var outcome = place(BUY, "timeout", "PT1S");

    assertThat(outcome).as(name).isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(alpaca.requests()).hasSize(1);
  }

  @Test
  void aRefusalIsARejection() {
    alpaca.on(
        "POST", ORDERS, json(403, WireFile.text("http_post_order_insufficient_buying_power.json")));

    assertThat(place(BUY))
        .isEqualTo(
            new CommandOutcome.Rejected(
                RejectReason.INSUFFICIENT_FUNDS, "40310000", "insufficient buying power"));
  }

  @Test
  void aDocumentedRateLimitIsNotSent() {
    alpaca.on(
        "POST",
        ORDERS,
        json(429, "{\"code\":42910000,\"message\":\"rate limit exceeded\"}", "Retry-After: 3"));

    assertThat(place(BUY))
        .isEqualTo(new CommandOutcome.NotSent("Alpaca's rate limit", Duration.ofSeconds(3)));
  }

  @Test
  void aBudgetThatAlpacaSaysIsUsedUpIsKept() {
    var reset = Long.toString(Clock.systemUTC().instant().getEpochSecond() + 60);
    alpaca.on(
        "GET",
        "/v2/positions",
        json(200, "[]", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: " + reset));
    var broker = Connected.to(alpaca);
    broker.fetchPositions(Connected.ACCOUNT);

    var outcome = broker.placeOrder(BUY, Attempt.unguarded());

    assertThat(outcome).isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(alpaca.requests("POST")).isEmpty();
  }

  @Test
  void aRefusedLoginIsNotSent() {
    alpaca.on(
        "POST", ORDERS, json(401, "{\"code\":40110000,\"message\":\"request is not authorized\"}"));

    assertThat(place(BUY)).isInstanceOf(CommandOutcome.NotSent.class);
  }

  @Test
  void aHostThatTakesNoConnectionIsNotSent() throws IOException {
    try (var taken = new Socket()) {
      // Bound and not listening: nobody else can answer at this port.
      taken.bind(new InetSocketAddress("localhost", 0));
      var gone = URI.create("http://localhost:" + taken.getLocalPort());
      var gateway =
          Connected.Gateway.with(Connected.settings(gone, URI.create("ws://localhost:1")));
      var broker = new AlpacaBrokerFactory().connect(Connected.user(Connected.ACCOUNT), gateway);

      assertThat(broker.placeOrder(BUY, Attempt.unguarded()))
          .isInstanceOf(CommandOutcome.NotSent.class);
    }
  }

  @Test
  void aSenderWithoutLeaveIsNotSent() {
    var attempt =
        new Attempt() {
          @Override
          public Optional<byte[]> state() {
            return Optional.empty();
          }

          @Override
          public void save(byte[] state) {}

          @Override
          public void beforeFirstByte() {
            throw new SendRefused("the kill switch fell");
          }
        };

    var outcome = Connected.to(alpaca).placeOrder(BUY, attempt);

    assertThat(outcome).isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(alpaca.requests()).isEmpty();
  }

  @Test
  void aDuplicateIdIsOurOwnEarlierOrder() {
    alpaca
        .on("POST", ORDERS, json(422, WireFile.text("http_post_order_duplicate.json")))
        .on("GET", BY_CLIENT_ID, json(200, changed("\"status\":\"filled\",\"filled_qty\":\"10\"")));

    var outcome = place(BUY);

    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    assertThat(((CommandOutcome.Accepted) outcome).brokerOrderId()).isEqualTo(ID);
    assertThat(alpaca.requests("POST")).hasSize(1);
  }

  static Stream<Arguments> lookUpsThatProveNothing() {
    return Stream.of(
        Arguments.of(json(200, changed("\"qty\":\"99\""))),
        Arguments.of(json(404, "{\"code\":40410000,\"message\":\"order not found\"}")),
        Arguments.of(json(500, "{}")),
        Arguments.of(ScriptedAlpaca.html(200, "<html/>")));
  }

  @ParameterizedTest
  @MethodSource("lookUpsThatProveNothing")
  void aDuplicateIdOfAnotherOrderIsUnknown(ScriptedAlpaca.Reply lookUp) {
    alpaca
        .on("POST", ORDERS, json(422, WireFile.text("http_post_order_duplicate.json")))
        .on("GET", BY_CLIENT_ID, lookUp);

    assertThat(place(BUY)).isInstanceOf(CommandOutcome.Unknown.class);
  }

  @Test
  void whatAlpacaDoesNotTakeIsNeverSent() {
    var broker = Connected.to(alpaca);
    var shares = Instrument.Equity.us("AAPL");
    var bitcoin = Instrument.CryptoPair.parse("BTC-USD");
    var orders =
        Stream.of(
            order(shares, Side.BUY, "1.5", OrderTerms.limit("1", TimeInForce.GTC)),
            order(shares, Side.SELL_SHORT, "1.5", OrderTerms.market(TimeInForce.DAY)),
            order(shares, Side.BUY, "1", OrderTerms.stop("1", TimeInForce.IOC)),
            order(bitcoin, Side.BUY, "1", OrderTerms.market(TimeInForce.DAY)),
            order(bitcoin, Side.BUY, "1", OrderTerms.stop("1", TimeInForce.GTC)),
            order(bitcoin, Side.SELL_SHORT, "1", OrderTerms.market(TimeInForce.GTC)),
            order(bitcoin, Side.BUY, "0.0000000001", OrderTerms.market(TimeInForce.GTC)),
            order(
                Instrument.Forex.parse("EUR-USD"),
                Side.BUY,
                "1",
                OrderTerms.market(TimeInForce.DAY)));

    assertThat(orders)
        .isNotEmpty()
        .allSatisfy(order ->
            assertThatThrownBy(() -> broker.placeOrder(order, Attempt.unguarded()))
                .isInstanceOf(Unsupported.class));
    assertThat(alpaca.requests()).isEmpty();
  }

  @Test
  void anotherAccountIsNeverServed() {
    var broker = Connected.to(alpaca);

    assertThatThrownBy(() -> broker.fetchPositions(new AccountKey("another")))
        .isInstanceOf(NotFound.class);
    assertThat(alpaca.requests()).isEmpty();
  }

  @Test
  void theAccountOfAnotherLoginIsRefused() {
    alpaca.on("GET", "/v2/account", json(200, "{\"id\":\"another\",\"status\":\"ACTIVE\"}"));

    assertThatThrownBy(() -> Connected.to(alpaca).fetchBalance(Connected.ACCOUNT))
        .isInstanceOf(UnexpectedReply.class);
  }

  // ---- replace ----

  @Test
  void aReplaceMakesANewOrder() {
    alpaca
        .on("GET", ORDER, json(200, changed("\"status\":\"new\"")))
        .on("PATCH", ORDER, json(200, successor("12")));

    var outcome = replace(change("12", "240.55"));

    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    assertThat(((CommandOutcome.Accepted) outcome).brokerOrderId()).isEqualTo("new-id");
    assertThat(alpaca.requests("PATCH").getFirst().body())
        .contains(
            "\"qty\":\"12\"", "\"limit_price\":\"240.55\"", "\"client_order_id\":\"second-id\"");
  }

  @Test
  void aReplaceTradesWhatIsLeftOfTheNewTotal() {
    alpaca
        .on(
            "GET",
            ORDER,
            json(
                200,
                changed(
                    "\"status\":\"partially_filled\",\"filled_qty\":\"4\",\"replaces\":\"first\"")))
        .on(
            "GET",
            "/v2/orders/first",
            json(200, changed("\"id\":\"first\",\"status\":\"replaced\",\"filled_qty\":\"3\"")))
        .on("PATCH", ORDER, json(200, successor("5")));

    replace(change("12", null));

    assertThat(alpaca.requests("PATCH").getFirst().body()).contains("\"qty\":\"5\"");
  }

  @Test
  void aReplaceOfAChainThatCannotBeCountedIsNotSent() {
    alpaca
        .on("GET", ORDER, json(200, changed("\"status\":\"new\",\"replaces\":\"first\"")))
        .on(
            "GET",
            "/v2/orders/first",
            json(200, changed("\"id\":\"first\",\"status\":\"replaced\",\"replaces\":\"first\"")));

    assertThat(replace(change("12", null))).isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(alpaca.requests("PATCH")).isEmpty();
  }

  @Test
  void aNewPriceDoesNotFillAgainWhatIsFilled() {
    alpaca
        .on(
            "GET",
            ORDER,
            json(200, changed("\"status\":\"partially_filled\",\"filled_qty\":\"4\"")))
        .on("PATCH", ORDER, json(200, successor("6")));

    replace(change(null, "240.55"));

    assertThat(alpaca.requests("PATCH").getFirst().body()).contains("\"qty\":\"6\"");
  }

  @Test
  void aReplaceToWhatIsFilledAlreadyIsRefused() {
    alpaca.on(
        "GET", ORDER, json(200, changed("\"status\":\"partially_filled\",\"filled_qty\":\"4\"")));

    var outcome = replace(change("4", null));

    assertThat(outcome).isInstanceOf(CommandOutcome.Rejected.class);
    assertThat(alpaca.requests("PATCH")).isEmpty();
  }

  @Test
  void aReplaceThatArrivedBeforeIsFoundAndNotSentAgain() {
    alpaca
        .on("GET", ORDER, json(200, changed("\"status\":\"replaced\",\"replaced_by\":\"new-id\"")))
        .on("GET", "/v2/orders/new-id", json(200, successor("12")));

    var outcome = replace(change("12", null));

    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    assertThat(alpaca.requests("PATCH")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"filled", "canceled", "expired", "rejected"})
  void aReplaceOfAFinalOrderIsTooLate(String status) {
    alpaca.on("GET", ORDER, json(200, changed("\"status\":\"" + status + "\"")));

    var outcome = replace(change("12", null));

    assertThat(outcome).isInstanceOf(CommandOutcome.Rejected.class);
    assertThat(((CommandOutcome.Rejected) outcome).reason()).isEqualTo(RejectReason.TOO_LATE);
  }

  @Test
  void aReplaceUnderWayIsUnknown() {
    alpaca.on("GET", ORDER, json(200, changed("\"status\":\"pending_replace\"")));

    assertThat(replace(change("12", null))).isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(alpaca.requests("PATCH")).isEmpty();
  }

  @Test
  void aReplaceWhoseOrderCannotBeReadIsNotSent() {
    alpaca.on("GET", ORDER, ScriptedAlpaca.empty(503));

    assertThat(replace(change("12", null))).isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(alpaca.requests("PATCH")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unclearReplaces")
  void anUnclearAnswerToAReplaceLeavesItUnknown(String name, ScriptedAlpaca.Reply reply) {
    alpaca.on("GET", ORDER, json(200, changed("\"status\":\"new\""))).on("PATCH", ORDER, reply);

    assertThat(replace(change("12", null))).as(name).isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(alpaca.requests("PATCH")).hasSize(1);
  }

  static Stream<Arguments> unclearReplaces() {
    return Stream.of(
        Arguments.of("reset", ScriptedAlpaca.reset()),
        Arguments.of("500", ScriptedAlpaca.empty(500)),
        Arguments.of("HTML", ScriptedAlpaca.html(200, "<html/>")),
        Arguments.of("not a successor", json(200, WireFile.text("http_post_order.json"))));
  }

  @Test
  void aReplaceThatAlpacaCannotMakeIsNeverSent() {
    var broker = Connected.to(alpaca);
    var percent =
        NewOrder.simple(
            Connected.ACCOUNT,
            "gw-01J8Z-1",
            Instrument.Equity.us("AAPL"),
            Side.SELL,
            OrderQuantity.units("10"),
            OrderTerms.trailingStop(TrailingOffset.percent("1"), TimeInForce.DAY));
    var ref = new OrderRef(Connected.ACCOUNT, null, ID, percent, null, Set.of());
    var toAmount = new OrderChange(null, null, null, TrailingOffset.amount("1"), null, null);

    assertThatThrownBy(() ->
            broker.replaceOrder(new ReplaceOrder(ref, "second-id", toAmount), Attempt.unguarded()))
        .isInstanceOf(Unsupported.class);
    assertThatThrownBy(() -> replace(change("1.5", null))).isInstanceOf(Unsupported.class);
    assertThat(alpaca.requests()).isEmpty();
  }

  // ---- cancel ----

  @Test
  void aTakenCancelIsAccepted() {
    alpaca.on("DELETE", ORDER, ScriptedAlpaca.empty(204));

    assertThat(cancel()).isEqualTo(new CommandOutcome.Accepted(ID, null));
  }

  @Test
  void aCancelOfAFilledOrderIsTooLate() {
    alpaca.on("DELETE", ORDER, json(422, WireFile.text("http_delete_order_filled.json")));

    var outcome = cancel();

    assertThat(outcome).isInstanceOf(CommandOutcome.Rejected.class);
    assertThat(((CommandOutcome.Rejected) outcome).reason()).isEqualTo(RejectReason.TOO_LATE);
  }

  @Test
  void anUnclearAnswerToACancelLeavesItUnknown() {
    alpaca.on("DELETE", ORDER, ScriptedAlpaca.reset());

    assertThat(cancel()).isInstanceOf(CommandOutcome.Unknown.class);
  }

  @Test
  void anOrderIsCanceledByOurIdToo() {
    alpaca
        .on(
            "GET",
            BY_CLIENT_ID,
            json(200, changed("\"status\":\"replaced\",\"replaced_by\":\"new-id\"")))
        .on("GET", "/v2/orders/new-id", json(200, successor("12")))
        .on("DELETE", "/v2/orders/new-id", ScriptedAlpaca.empty(204));

    var outcome =
        Connected.to(alpaca)
            .cancelOrder(
                OrderRef.byClientOrderId(Connected.ACCOUNT, "gw-01J8Z-1"), Attempt.unguarded());

    assertThat(outcome).isEqualTo(new CommandOutcome.Accepted("new-id", null));
  }

  // ---- find and list ----

  @Test
  void theNewestOfAChainIsFound() {
    alpaca
        .on("GET", ORDER, json(200, changed("\"status\":\"replaced\",\"replaced_by\":\"new-id\"")))
        .on("GET", "/v2/orders/new-id", json(200, successor("12")));

    var found = Connected.to(alpaca).findOrder(OrderRef.byBrokerOrderId(Connected.ACCOUNT, ID));

    assertThat(found).isInstanceOf(Lookup.Found.class);
    assertThat(((Lookup.Found) found).report().brokerOrderId()).isEqualTo("new-id");
    assertThat(((Lookup.Found) found).report().replaces()).isEqualTo(ID);
  }

  @Test
  void onlyAlpacasOwnWordIsAbsence() {
    alpaca.on(
        "GET",
        BY_CLIENT_ID,
        json(404, "{\"code\":40410000,\"message\":\"order not found\"}"),
        ScriptedAlpaca.html(404, "<html>no such page</html>"));
    var broker = Connected.to(alpaca);
    var ref = OrderRef.byClientOrderId(Connected.ACCOUNT, "gw-01J8Z-1");

    assertThat(broker.findOrder(ref)).isInstanceOf(Lookup.Absent.class);
    assertThatThrownBy(() -> broker.findOrder(ref)).isInstanceOf(NotFound.class);
  }

  @Test
  void everyPageOfOrdersIsRead() {
    alpaca.on(
        "GET",
        ORDERS,
        json(200, orders(1200, 701)),
        json(200, orders(700, 201)),
        json(200, orders(200, 1)));

    var orders =
        Connected.to(alpaca)
            .fetchOrders(Connected.ACCOUNT, new OrderQuery(OrderQuery.Scope.ALL, null));

    assertThat(orders.complete()).isTrue();
    assertThat(orders.value()).hasSize(1200);
    assertThat(alpaca.requests().get(0).target()).contains("status=all", "limit=500");
    assertThat(alpaca.requests().get(1).target()).contains("before_order_id=order-701");
    assertThat(alpaca.requests().get(2).target()).contains("before_order_id=order-201");
  }

  @Test
  void ordersBeforeTheWantedMomentEndTheReading() {
    alpaca.on("GET", ORDERS, json(200, orders(1200, 701)), json(200, orders(700, 201)));
    var since = Instant.parse("2026-03-03T00:00:00Z").plusSeconds(500);

    var orders = Connected.to(alpaca).fetchOrders(Connected.ACCOUNT, OrderQuery.allSince(since));

    assertThat(orders.complete()).isTrue();
    assertThat(orders.value()).hasSize(701);
    assertThat(alpaca.requests()).hasSize(2);
  }

  @Test
  void aListThatDoesNotGoOnIsNotComplete() {
    alpaca.on("GET", ORDERS, json(200, orders(1200, 701)));

    var orders = Connected.to(alpaca).fetchOrders(Connected.ACCOUNT, OrderQuery.open());

    assertThat(orders.complete()).isFalse();
    assertThat(orders.value()).hasSize(500);
  }

  @Test
  void oneUnknownStateSpoilsTheListLoudly() {
    alpaca.on("GET", ORDERS, json(200, "[" + changed("\"status\":\"teleported\"") + "]"));

    assertThatThrownBy(() -> Connected.to(alpaca).fetchOrders(Connected.ACCOUNT, OrderQuery.open()))
        .isInstanceOf(UnexpectedReply.class)
        .hasMessageContaining("teleported");
  }

  // ---- transactions ----

  @Test
  void activitiesGoOnAfterTheLastOfAFullPage() {
    alpaca.on(
        "GET", "/v2/account/activities", json(200, activities(100)), json(200, activities(3)));
    var broker = Connected.to(alpaca);
    var since = Instant.parse("2026-03-01T00:00:00Z");
    var query = new TransactionQuery(since, null);

    var first = broker.fetchTransactions(Connected.ACCOUNT, query).value();
    assertThat(first.nextPageToken()).isEqualTo("2026::100");
    var second = broker.fetchTransactions(Connected.ACCOUNT, query.next("2026::100")).value();

    assertThat(second.nextPageToken()).isNull();
    assertThat(first.transactions()).hasSize(100);
    assertThat(second.transactions()).hasSize(3);
    assertThat(alpaca.requests().get(0).target())
        .contains("direction=asc", "page_size=100", "after=2026-02-28T23%3A59%3A59.999999Z");
    assertThat(alpaca.requests().get(1).target()).contains("page_token=2026%3A%3A100");
  }

  private CommandOutcome place(NewOrder order, String... settings) {
    return Connected.to(alpaca, settings).placeOrder(order, Attempt.unguarded());
  }

  private CommandOutcome replace(OrderChange change) {
    var ref = OrderRef.byBrokerOrderId(Connected.ACCOUNT, ID);
    return Connected.to(alpaca)
        .replaceOrder(new ReplaceOrder(ref, "second-id", change), Attempt.unguarded());
  }

  private CommandOutcome cancel() {
    return Connected.to(alpaca)
        .cancelOrder(OrderRef.byBrokerOrderId(Connected.ACCOUNT, ID), Attempt.unguarded());
  }

  private static OrderChange change(@Nullable String quantity, @Nullable String limitPrice) {
    return new OrderChange(
        quantity == null ? null : new BigDecimal(quantity),
        limitPrice == null ? null : new BigDecimal(limitPrice),
        null,
        null,
        null,
        null);
  }

  private static NewOrder order(
      Instrument instrument, Side side, String quantity, OrderTerms terms) {
    return NewOrder.simple(
        Connected.ACCOUNT, "id123456", instrument, side, OrderQuantity.units(quantity), terms);
  }

  private static String changed(String change) {
    return AlpacaOrdersTest.changed(change);
  }

  private static String successor(String quantity) {
    return changed(
        "\"id\":\"new-id\",\"client_order_id\":\"second-id\",\"replaces\":\"%s\",\"qty\":\"%s\""
            .formatted(ID, quantity));
  }

  /** Orders numbered downwards, each submitted so many seconds into the day. */
  private static String orders(int from, int to) {
    var midnight = Instant.parse("2026-03-03T00:00:00Z");
    return IntStream.iterate(from, number -> number >= to, number -> number - 1)
        .mapToObj(number ->
            changed(
                "\"id\":\"order-%d\",\"submitted_at\":\"%s\""
                    .formatted(number, midnight.plusSeconds(number))))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String activities(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number ->
            """
            {"id":"2026::%d","activity_type":"CSD","date":"2026-03-03","net_amount":"1"}
            """
                .formatted(number))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
