package io.brokerway.simulators.etrade;

import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.etrade.oauth.Consumer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A simulator at a known moment, and a caller who is let in to the demo accounts. */
final class Scene implements AutoCloseable {
  /** A Tuesday, ten in the morning in New York. */
  static final Instant MORNING = Instant.parse("2026-03-03T15:00:00Z");

  private static final Tape PRICES = Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS));
  private static final int NO_HURRY = 1_000;

  final EtradeSimulator etrade;
  final Caller caller;
  final String account;

  private Scene(EtradeSimulator started) {
    this.etrade = started;
    this.caller = caller(token());
    this.account =
        "/v1/accounts/"
            + caller
                .get("/v1/accounts/list.json")
                .json()
                .path("AccountListResponse")
                .path("Accounts")
                .path("Account")
                .path(0)
                .path("accountIdKey")
                .asString();
  }

  static Scene morning() {
    return of(NO_HURRY);
  }

  static Scene of(int pace) {
    var clock = SimulatorClock.standing(MORNING);
    return of(EtradeSetup.inMemory(clock, PRICES).withPace(pace));
  }

  static Scene of(EtradeSetup setup) {
    return new Scene(EtradeSimulator.start(setup, 0));
  }

  Caller.Token token() {
    var token =
        etrade.broker().tokens().issue(DemoLogins.CONSUMER.key(), DemoLogins.CUSTOMER.userId());
    return new Caller.Token(token.value(), token.secret());
  }

  Caller caller(Caller.Token token) {
    return caller(DemoLogins.CONSUMER, token);
  }

  Caller caller(Consumer consumer, Caller.Token token) {
    return new Caller(etrade.apiUrl(), consumer, token, etrade.clock());
  }

  URI authorizePage(String requestToken) {
    return URI.create(
        "%s?key=%s&token=%s"
            .formatted(
                etrade.authorizeUrl(), DemoLogins.CONSUMER.key(), Caller.escaped(requestToken)));
  }

  /** The ask of a symbol now, in whole cents. */
  BigDecimal ask(String symbol) {
    var listed = etrade.venue().prices().find(symbol).orElseThrow();
    var quote = etrade.venue().prices().quote(listed, etrade.clock().instant());
    return quote.ask().setScale(2, RoundingMode.HALF_UP);
  }

  /** A price so far below the market that a buy rests. */
  String restingBuy(String symbol) {
    return ask(symbol).multiply(new BigDecimal("0.5")).setScale(2, RoundingMode.DOWN).toString();
  }

  static String order(String clientOrderId, String priceType, String limit, String more) {
    return order(
            clientOrderId, "EQ", priceType, "GOOD_FOR_DAY", limit, "", instrument("AAPL", "BUY", 3))
        .replace("\"REGULAR\"", more.isEmpty() ? "\"REGULAR\"" : "\"" + more + "\"");
  }

  static String order(
      String clientOrderId,
      String type,
      String priceType,
      String term,
      String limit,
      String stop,
      String instruments) {
    return """
    "orderType":"%s","clientOrderId":"%s","Order":[{"allOrNone":"false","priceType":"%s",\
    "orderTerm":"%s","marketSession":"REGULAR","stopPrice":"%s","limitPrice":"%s",\
    "Instrument":[%s]}]\
    """
        .formatted(type, clientOrderId, priceType, term, stop, limit, instruments);
  }

  static String instrument(String symbol, String action, int quantity) {
    return """
    {"Product":{"securityType":"EQ","symbol":"%s"},"orderAction":"%s",\
    "quantityType":"QUANTITY","quantity":"%d"}\
    """
        .formatted(symbol, action, quantity);
  }

  Caller.Reply preview(String order) {
    return caller.post(
        account + "/orders/preview.json", "{\"PreviewOrderRequest\":{" + order + "}}");
  }

  long previewId(String order) {
    var reply = preview(order);
    if (reply.status() != 200) {
      throw new AssertionError(reply.body());
    }
    return previewId(reply);
  }

  static long previewId(Caller.Reply reply) {
    return reply
        .json()
        .path("PreviewOrderResponse")
        .path("PreviewIds")
        .path(0)
        .path("previewId")
        .longValue();
  }

  static String placing(String order, long previewId) {
    return "{\"PlaceOrderRequest\":{%s,\"PreviewIds\":[{\"previewId\":%d}]}}"
        .formatted(order, previewId);
  }

  Caller.Reply place(String order, long previewId) {
    return caller.post(account + "/orders/place.json", placing(order, previewId));
  }

  /** Previews and places an order that must be taken; its number. */
  long place(String order) {
    var reply = place(order, previewId(order));
    if (reply.status() != 200) {
      throw new AssertionError(reply.body());
    }
    return orderId(reply);
  }

  static long orderId(Caller.Reply reply) {
    return reply
        .json()
        .path("PlaceOrderResponse")
        .path("OrderIds")
        .path(0)
        .path("orderId")
        .longValue();
  }

  /** The details of an order, of which there is one. */
  JsonNode detail(long number) {
    return caller
        .get(account + "/orders/" + number + ".json")
        .json()
        .path("OrdersResponse")
        .path("Order")
        .path(0)
        .path("OrderDetail")
        .path(0);
  }

  @Override
  public void close() {
    etrade.close();
  }
}
