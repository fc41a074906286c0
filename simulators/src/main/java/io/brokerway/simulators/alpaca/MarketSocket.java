package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of a market data stream: logs in, then subscribes to channels by symbol. */
public final class MarketSocket extends StreamSocket {
  private static final List<String> CHANNELS =
      List.of(
          "trades",
          "quotes",
          "bars",
          "updatedBars",
          "dailyBars",
          "statuses",
          "lulds",
          "corrections",
          "cancelErrors");

  private final boolean crypto;
  private final Clients clients;
  private final MarketStreams streams;
  private final @Nullable String headerKey;
  private final @Nullable String headerSecret;
  private final Map<String, Set<String>> subscriptions = new LinkedHashMap<>();
  private volatile @Nullable String accountId;

  MarketSocket(
      Frames frames, HttpFields headers, boolean crypto, Clients clients, MarketStreams streams) {
    super(frames);
    this.crypto = crypto;
    this.clients = clients;
    this.streams = streams;
    this.headerKey = headers.get("APCA-API-KEY-ID");
    this.headerSecret = headers.get("APCA-API-SECRET-KEY");
    CHANNELS.forEach(channel -> subscriptions.put(channel, new TreeSet<>()));
  }

  boolean isCrypto() {
    return crypto;
  }

  @Nullable String accountId() {
    return accountId;
  }

  /** Whether a channel's messages of a symbol go to this client. */
  synchronized boolean wants(String channel, String symbol) {
    var symbols = subscriptions.getOrDefault(channel, Set.of());
    return symbols.contains(symbol) || symbols.contains("*");
  }

  /** Every symbol of any channel, {@code *} included. */
  synchronized Set<String> symbols() {
    var all = new TreeSet<String>();
    subscriptions.values().forEach(all::addAll);
    return all;
  }

  @Override
  protected void onOpen() {
    streams.add(this);
    success("connected");
    if (headerKey != null && headerSecret != null) {
      login(headerKey, headerSecret);
    }
  }

  @Override
  protected void onGone() {
    streams.remove(this);
  }

  @Override
  void onGarbage() {
    error(400, "invalid syntax");
  }

  @Override
  void onMessage(JsonNode message) {
    var action = message.path("action").asString("");
    switch (action) {
      case "auth" -> auth(message);
      case "subscribe" -> subscribe(message, true);
      case "unsubscribe" -> subscribe(message, false);
      default -> error(400, "invalid syntax");
    }
  }

  void error(int code, String text) {
    send(Json.array().add(Json.object().put("T", "error").put("code", code).put("msg", text)));
  }

  private void auth(JsonNode message) {
    if (accountId != null) {
      error(403, "already authenticated");
      return;
    }
    login(message.path("key").asString(""), message.path("secret").asString(""));
  }

  private void login(String key, String secret) {
    var found = clients.ofData(key, secret);
    if (found.isEmpty()) {
      error(402, "auth failed");
      return;
    }
    var account = found.get().holder().id();
    if (!streams.mayConnect(this, account)) {
      error(406, "connection limit exceeded");
      return;
    }
    accountId = account;
    success("authenticated");
  }

  private void subscribe(JsonNode message, boolean on) {
    if (accountId == null) {
      error(401, "not authenticated");
      return;
    }
    if (change(message, on)) {
      send(Json.array().add(subscription()));
    } else {
      error(405, "symbol limit exceeded");
    }
  }

  /** Returns false, having changed nothing, if there would be too many symbols. */
  private synchronized boolean change(JsonNode message, boolean on) {
    var before = new LinkedHashMap<String, Set<String>>();
    subscriptions.forEach((channel, symbols) -> before.put(channel, Set.copyOf(symbols)));
    for (var channel : CHANNELS) {
      for (var symbol : message.path(channel)) {
        var symbols = subscriptions.computeIfAbsent(channel, name -> new TreeSet<>());
        if (on) {
          symbols.add(symbol.asString(""));
        } else {
          symbols.remove(symbol.asString(""));
        }
      }
    }
    if (symbols().size() <= MarketStreams.MAX_SYMBOLS) {
      return true;
    }
    before.forEach((channel, symbols) -> subscriptions.put(channel, new TreeSet<>(symbols)));
    return false;
  }

  private synchronized ObjectNode subscription() {
    var json = Json.object().put("T", "subscription");
    subscriptions.forEach((channel, symbols) -> json.set(channel, names(symbols)));
    return json;
  }

  private static ArrayNode names(Set<String> symbols) {
    var names = Json.array();
    symbols.forEach(names::add);
    return names;
  }

  private void success(String text) {
    send(Json.array().add(Json.object().put("T", "success").put("msg", text)));
  }
}
