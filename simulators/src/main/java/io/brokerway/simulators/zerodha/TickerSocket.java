package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.SimulatedSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A client of the ticker: chooses instruments, and hears of its user's orders. */
public final class TickerSocket extends SimulatedSocket {
  static final int MOST_INSTRUMENTS = 3_000;

  private final KiteLogin login;
  private final Ticker ticker;
  private final Instruments instruments;
  private final Map<Long, Packets.Mode> wanted = new ConcurrentHashMap<>();

  TickerSocket(KiteLogin login, Ticker ticker, Instruments instruments) {
    this.login = login;
    this.ticker = ticker;
    this.instruments = instruments;
  }

  KiteLogin login() {
    return login;
  }

  Map<Long, Packets.Mode> wanted() {
    return Map.copyOf(wanted);
  }

  @Override
  protected void onOpen() {
    ticker.add(this);
  }

  @Override
  protected void onGone() {
    ticker.remove(this);
  }

  @Override
  protected void onText(String text) {
    JsonNode message;
    try {
      message = Json.read(text);
    } catch (JacksonException e) {
      error("Invalid message");
      return;
    }
    var value = message.path("v");
    switch (message.path("a").asString("")) {
      case "subscribe" -> choose(value, Packets.Mode.QUOTE);
      case "unsubscribe" -> value.forEach(token -> wanted.remove(token.asLong(0)));
      case "mode" -> mode(value);
      default -> error("Invalid action");
    }
    ticker.tick(this);
  }

  private void mode(JsonNode value) {
    switch (value.path(0).asString("")) {
      case "ltp" -> choose(value.path(1), Packets.Mode.LTP);
      case "quote" -> choose(value.path(1), Packets.Mode.QUOTE);
      case "full" -> choose(value.path(1), Packets.Mode.FULL);
      default -> error("Invalid mode");
    }
  }

  /** Tokens that are not known are passed over in silence. */
  private void choose(JsonNode tokens, Packets.Mode mode) {
    for (var token : tokens) {
      var number = token.asLong(0);
      if (instruments.find(number).isPresent()) {
        wanted.put(number, mode);
      }
    }
    if (wanted.size() > MOST_INSTRUMENTS) {
      error("Too many instruments");
    }
  }

  private void error(String text) {
    tell(Json.object().put("type", "error").put("data", text));
  }

  void tell(JsonNode message) {
    sendText(Json.text(message));
  }

  void show(byte[] frame) {
    sendBinary(frame);
  }
}
