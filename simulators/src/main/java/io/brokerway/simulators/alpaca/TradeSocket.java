package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of {@code /stream}: logs in, then listens to its account's trade updates. */
public final class TradeSocket extends StreamSocket {
  private static final String UPDATES = "trade_updates";

  private final Environment environment;
  private final Clients clients;
  private final TradeStreams streams;
  private volatile @Nullable String accountId;
  private volatile @Nullable String token;
  private volatile boolean listening;

  TradeSocket(Frames frames, Environment environment, Clients clients, TradeStreams streams) {
    super(frames);
    this.environment = environment;
    this.clients = clients;
    this.streams = streams;
  }

  boolean listensTo(String account) {
    return listening && account.equals(accountId);
  }

  boolean isOf(String account) {
    return account.equals(accountId);
  }

  boolean cameBy(String oauthToken) {
    return oauthToken.equals(token);
  }

  boolean isListening() {
    return listening;
  }

  @Override
  protected void onOpen() {
    streams.add(this);
  }

  @Override
  protected void onGone() {
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
      case "authenticate" -> authenticate(message.path("data"));
      case "auth" -> login(message, "key", "secret");
      case "listen" -> listen(message.path("data").path("streams"));
      default -> error("unknown action: " + action);
    }
  }

  private void authenticate(JsonNode data) {
    if (data.has("oauth_token")) {
      token = data.path("oauth_token").asString("");
      enter(clients.byToken(token, environment));
    } else {
      login(data, "key_id", "secret_key");
    }
  }

  private void login(JsonNode from, String keyField, String secretField) {
    enter(
        clients.byKeys(
            from.path(keyField).asString(""), from.path(secretField).asString(""), environment));
  }

  private void enter(Optional<Visitor> found) {
    accountId = found.map(visitor -> visitor.holder().id()).orElse(null);
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
