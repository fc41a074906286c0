package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class MarketStreamTest {
  private final Scene scene = Scene.alwaysOpen();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void controlMessagesAreArraysOfOneInTextFrames() {
    try (var listener = Listener.connect(stocks())) {
      var connected = listener.next();
      listener.send(auth(DemoLogins.PAPER.keys()));
      var authenticated = listener.next();
      listener.send("{\"action\":\"subscribe\",\"quotes\":[\"AAPL\"]}");
      var subscription = listener.next().json().path(0);

      assertThat(connected.binary()).isFalse();
      assertThat(connected.json().toString())
          .isEqualTo("[{\"T\":\"success\",\"msg\":\"connected\"}]");
      assertThat(authenticated.json().toString())
          .isEqualTo("[{\"T\":\"success\",\"msg\":\"authenticated\"}]");
      assertThat(subscription.path("T").asString()).isEqualTo("subscription");
      assertThat(subscription.path("quotes").path(0).asString()).isEqualTo("AAPL");
      assertThat(subscription.path("trades")).isEmpty();
    }
  }

  @Test
  void subscribersGetQuotesTradesAndBars() {
    try (var listener = loggedIn()) {
      listener.send(
          """
          {"action":"subscribe","quotes":["AAPL"],"trades":["AAPL"],"bars":["AAPL"]}\
          """);
      listener.next();

      var quote = message(listener, "q");
      var trade = message(listener, "t");
      scene.alpaca.clock().advance(Duration.ofMinutes(1));
      var bar = message(listener, "b");

      assertThat(quote.path("S").asString()).isEqualTo("AAPL");
      assertThat(quote.path("ap").decimalValue()).isGreaterThan(quote.path("bp").decimalValue());
      assertThat(trade.path("p").isNumber()).isTrue();
      assertThat(bar.path("t").asString()).isEqualTo("2026-03-03T15:00:00Z");
      assertThat(bar.path("h").decimalValue()).isGreaterThanOrEqualTo(bar.path("l").decimalValue());
    }
  }

  @Test
  void cryptoHasAStreamOfItsOwn() {
    try (var listener =
        Listener.connect(URI.create(scene.alpaca.marketStreamUrl() + "/v1beta3/crypto/us"))) {
      listener.next();
      listener.send(auth(DemoLogins.PAPER.keys()));
      listener.next();
      listener.send("{\"action\":\"subscribe\",\"quotes\":[\"BTC/USD\"]}");
      listener.next();

      assertThat(message(listener, "q").path("S").asString()).isEqualTo("BTC/USD");
    }
  }

  @Test
  void errorsHaveAlpacasCodes() {
    try (var listener = Listener.connect(stocks())) {
      listener.next();
      listener.send("{\"action\":\"subscribe\",\"quotes\":[\"AAPL\"]}");
      var early = listener.next().json();
      listener.send("{");
      var garbage = listener.next().json();
      listener.send("{\"action\":\"auth\",\"key\":\"a\",\"secret\":\"b\"}");
      var wrong = listener.next().json();
      listener.send(auth(DemoLogins.PAPER.keys()));
      listener.next();
      listener.send(auth(DemoLogins.PAPER.keys()));
      var twice = listener.next().json();

      assertThat(early.toString())
          .isEqualTo("[{\"T\":\"error\",\"code\":401,\"msg\":\"not authenticated\"}]");
      assertThat(garbage.path(0).path("code").intValue()).isEqualTo(400);
      assertThat(wrong.path(0).path("code").intValue()).isEqualTo(402);
      assertThat(twice.path(0).path("code").intValue()).isEqualTo(403);
    }
  }

  @Test
  void anAccountHasOneConnectionAndThirtySymbols() {
    try (var first = loggedIn();
        var second = Listener.connect(stocks())) {
      second.next();
      second.send(auth(DemoLogins.PAPER.keys()));
      var refused = second.next().json();
      first.send("{\"action\":\"subscribe\",\"quotes\":[" + symbols(31) + "]}");
      var tooMany = first.next().json();

      assertThat(refused.path(0).path("code").intValue()).isEqualTo(406);
      assertThat(tooMany.path(0).path("code").intValue()).isEqualTo(405);
    }
  }

  private Listener loggedIn() {
    var listener = Listener.connect(stocks());
    listener.next();
    listener.send(auth(DemoLogins.PAPER.keys()));
    listener.next();
    return listener;
  }

  private URI stocks() {
    return URI.create(scene.alpaca.marketStreamUrl() + "/v2/iex");
  }

  private static JsonNode message(Listener listener, String type) {
    while (true) {
      var message = listener.next().json().path(0);
      if (message.path("T").asString("").equals(type)) {
        return message;
      }
    }
  }

  private static String symbols(int count) {
    var names = new StringBuilder();
    for (var i = 0; i < count; i++) {
      names.append(i == 0 ? "" : ",").append("\"S").append(i).append('"');
    }
    return names.toString();
  }

  private static String auth(KeyPair keys) {
    return "{\"action\":\"auth\",\"key\":\"%s\",\"secret\":\"%s\"}"
        .formatted(keys.keyId(), keys.secret());
  }
}
