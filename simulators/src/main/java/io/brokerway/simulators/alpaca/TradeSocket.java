package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of {@code /stream}: logs in, then listens to its account's trade updates. */
public final class TradeSocket extends StreamSocket {
  private static final String UPDATES = "trade_updates";

  private final Environment environment;
  private final AccountBook book;
  private final TradeStreams streams;
  private volatile @Nullable String accountId;
  private volatile boolean listening;

  TradeSocket(Frames frames, Environment environment, AccountBook book, TradeStreams streams) {
    super(frames);
    this.environment = environment;
    this.book = book;
    this.streams = streams;
  }

  boolean listensTo(String account) {
    return listening && account.equals(accountId);
  }

  boolean isOf(String account) {
    return account.equals(accountId);
  }

  boolean isListening() {
    return listening;
  }

  @Override
  void onOpen() {
    streams.add(this);
  }

  @Override
  void onGone() {
    streams.remove(this);
  }

  @Override
  void onGarbage() {
    error("invalid message");
  }

  @Override
  void onMessage(JsonNode message) {
    var action = message.path("action").asString("");
    switch (action) {
      case "authenticate" -> login(message.path("data"), "key_id", "secret_key");
      case "auth" -> login(message, "key", "secret");
      case "listen" -> listen(message.path("data").path("streams"));
      default -> error("unknown action: " + action);
    }
  }

  private void login(JsonNode from, String keyField, String secretField) {
    var found =
        book.login(
            from.path(keyField).asString(""), from.path(secretField).asString(""), environment);
    accountId = found.map(Holder::id).orElse(null);
    authorization(found.isPresent() ? "authorized" : "unauthorized", "authenticate");
  }

  private void listen(JsonNode wanted) {
    if (accountId == null) {
      authorization("unauthorized", "listen");
      return;
    }
    var updates = false;
    for (var name : wanted) {
      updates |= name.asString("").equals(UPDATES);
    }
    var data = Json.object();
    var names = data.putArray("streams");
    if (updates) {
      names.add(UPDATES);
    }
    // Confirmed first, so that no update comes before the confirmation.
    send(stream("listening", data));
    listening = updates;
  }

  private void authorization(String status, String action) {
    send(stream("authorization", Json.object().put("status", status).put("action", action)));
  }

  private void error(String text) {
    var message = Json.object().put("action", "error");
    message.putObject("data").put("error_message", text);
    send(message);
  }

  static ObjectNode stream(String name, ObjectNode data) {
    return Json.object().put("stream", name).set("data", data);
  }
}
